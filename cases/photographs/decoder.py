"""Read a picture that nobody vouches for, and write its pixels anew: the program behind ``cleaning``.

Runs as a process of its own, by its path, and imports nothing of the registry. It reads one picture from standard input
and writes a line of JSON, then a JPEG and its thumbnail, to standard output. Once its modules are loaded it may open
neither file nor socket, and has little memory and few seconds. It says what was removed by names of its own list, and
never by a value: that could be a name or a place.
"""

import io
import json
import resource
import struct
import sys
from datetime import date

import pi_heif
from PIL import (
    Image,
    ImageCms,
    ImageDraw,
    ImageOps,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)
from PIL.ExifTags import IFD, Base

DECODERS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
"""What Pillow would load when it meets such a file, and cannot load any more then. TIFF is how EXIF is written."""
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 4000  # pixels kept: finer than the skin's own detail at arm's length, and a tenth of the memory
SHORTEST_SIDE = 16  # pixels
THUMBNAIL_SIDE = 360  # pixels
QUALITY = 92
MEMORY = 512 * 1024 * 1024  # bytes of address space
SECONDS = 15  # of processor time

WHAT = {
    "MakerNote": "the maker's own notes",
    "BodySerialNumber": "camera serial number",
    "LensSerialNumber": "camera serial number",
    "CameraSerialNumber": "camera serial number",
    "ImageUniqueID": "camera serial number",
    "Make": "make and model of the camera",
    "Model": "make and model of the camera",
    "LensMake": "make and model of the camera",
    "LensModel": "make and model of the camera",
    "Software": "name of the device or program",
    "HostComputer": "name of the device or program",
    "Artist": "name of a person",
    "CameraOwnerName": "name of a person",
    "Copyright": "name of a person",
    "XPAuthor": "name of a person",
    "ImageDescription": "description or comment",
    "UserComment": "description or comment",
    "XPTitle": "description or comment",
    "XPComment": "description or comment",
    "XPSubject": "description or comment",
    "XPKeywords": "description or comment",
    "DateTime": "date and time",
    "DateTimeOriginal": "date and time",
    "DateTimeDigitized": "date and time",
    "OffsetTime": "date and time",
    "OffsetTimeOriginal": "date and time",
    "SubsecTimeOriginal": "date and time",
}
"""EXIF tag -> what a reader of the receipt calls it; the rest are settings of the camera."""
SETTINGS, UNKNOWN = "settings of the camera", "tags that no standard names"
POSITION = "GPS position"
POINTERS = {IFD.Exif, IFD.GPSInfo, IFD.Interop}
THUMBNAIL_TAGS = {0x0201, 0x0202}


class Refused(Exception):
    """The file is no picture that can be kept; ``code`` says why."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def limit() -> None:
    """From here on: no file, no socket, little memory, few seconds."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_NOFILE, 3),  # the three that are open
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def opened(data: bytes) -> Image.Image:
    """The picture, read no further than its head."""
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except MemoryError:
        raise
    except Image.DecompressionBombError as fault:
        raise Refused("pixels") from fault
    except Exception as fault:  # whatever a decoder makes of a hostile file
        raise Refused("damaged" if begins_like_a_picture(data) else "format") from fault
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise Refused("pixels")
    if min(width, height) < SHORTEST_SIDE:
        raise Refused("small")
    if picture.format in ("PNG", "WEBP") and getattr(picture, "n_frames", 1) > 1:
        raise Refused("animated")
    return picture


def begins_like_a_picture(data: bytes) -> bool:
    """Whether the first bytes are those of one of the formats, whatever follows."""
    starts = data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))
    return starts or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or data[4:12] in (b"ftypheic", b"ftypmif1")


def removed_from(picture: Image.Image, data: bytes) -> list[str]:
    """What the file holds beside its pixels, one name for each tag, block or remainder."""
    found = exif_names(picture)
    info = picture.info
    found += ["XMP block"] * bool(info.get("xmp") or info.get("XML:com.adobe.xmp"))
    found += ["IPTC block"] * bool(info.get("photoshop"))
    found += ["description or comment"] * bool(info.get("comment"))
    found += ["description or comment"] * len(getattr(picture, "text", None) or {})
    found += ["colour profile"] * bool(info.get("icc_profile"))
    found += ["further pictures in the file"] * (getattr(picture, "n_frames", 1) > 1 or bool(info.get("thumbnails")))
    found += ["data after the end of the picture"] * has_remainder(picture.format, data)
    return found


def exif_names(picture: Image.Image) -> list[str]:
    """The name of each EXIF tag of the picture, its thumbnail's among them."""
    try:
        exif = picture.getexif()
        inner = {pointer: exif.get_ifd(pointer) for pointer in (*POINTERS, IFD.IFD1)}
    except Exception:  # a broken block is dropped like a whole one
        return [UNKNOWN] if picture.info.get("exif") else []
    names = [named(tag) for tag in exif if tag not in POINTERS]
    names += [named(tag) for tag in inner[IFD.Exif] if tag not in POINTERS]
    names += [POSITION for _ in inner[IFD.GPSInfo]]
    names += [SETTINGS for _ in inner[IFD.Interop]]
    names += ["embedded thumbnail" if tag in THUMBNAIL_TAGS else named(tag) for tag in inner[IFD.IFD1]]
    return names


def named(tag: int) -> str:
    """What the receipt calls an EXIF tag."""
    try:
        name = Base(tag).name
    except ValueError:
        return UNKNOWN
    return WHAT.get(name, SETTINGS)


def has_remainder(kind: str, data: bytes) -> bool:
    """Whether something follows the end that the format itself marks."""
    if kind in ("JPEG", "MPO"):
        return not data.rstrip(b"\0").endswith(b"\xff\xd9")
    if kind == "PNG":
        return data[-8:-4] != b"IEND"
    if kind == "WEBP":
        return len(data) > struct.unpack("<I", data[4:8])[0] + 9
    return False


def day_of(picture: Image.Image) -> str | None:
    """The calendar day that the camera's clock had, as the camera wrote it; None where it makes no sense."""
    try:
        written = str(picture.getexif().get_ifd(IFD.Exif).get(Base.DateTimeOriginal, ""))
        return date(int(written[:4]), int(written[5:7]), int(written[8:10])).isoformat()
    except Exception:
        return None


def decode(picture: Image.Image) -> None:
    """Read the pixels, of a large picture no more than are kept."""
    try:
        # decodes a huge JPEG at a half or a quarter
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=1.0)
        picture.load()
    except MemoryError:
        raise
    except Exception as fault:
        raise Refused("damaged") from fault


def upright(picture: Image.Image) -> Image.Image:
    """The pixels in sRGB, eight bits each, the way up that the camera was held."""
    turned = ImageOps.exif_transpose(picture)  # nothing to do in a HEIC: libheif has turned it
    return in_srgb(turned, picture.info.get("icc_profile"))


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Converted by the embedded profile where there is one; what shines through is put on white."""
    if picture.mode.startswith("I"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.mode == "P" or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        picture = by_profile(picture, profile)
    if picture.mode in ("RGBA", "LA"):
        behind = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(behind, picture.convert("RGBA"))
    return picture.convert("RGB")


def by_profile(picture: Image.Image, profile: bytes) -> Image.Image:
    """The picture in sRGB; unchanged where the profile is not one that fits its pixels."""
    target = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        return ImageCms.profileToProfile(
            picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=target
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def masked(picture: Image.Image, masks: list[list[float]]) -> Image.Image:
    """The picture with rectangles painted over. ``masks``: left, top, right, bottom as parts of 1."""
    pen = ImageDraw.Draw(picture)
    width, height = picture.size
    for left, top, right, bottom in masks:
        pen.rectangle(
            (int(left * width), int(top * height), round(right * width), round(bottom * height)), fill="black"
        )
    return picture


def encoded(picture: Image.Image, quality: int) -> bytes:
    """A JPEG of the pixels and nothing else, colour at full resolution."""
    file = io.BytesIO()
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    bare.save(file, "JPEG", quality=quality, subsampling=0, optimize=False)
    return file.getvalue()


def answer(data: bytes, masks: list[list[float]]) -> tuple[dict, bytes, bytes]:
    """What is said of the picture, the clean picture, and its thumbnail."""
    picture = opened(data)
    decode(picture)  # first: a PNG names its texts only then
    said = {"removed": removed_from(picture, data), "day": day_of(picture)}
    clean = masked(upright(picture), masks)
    said |= {"width": clean.width, "height": clean.height}
    whole = encoded(clean, QUALITY)
    clean.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return said, whole, encoded(clean, 85)


def main() -> None:
    """Answer for the picture on standard input; ``argv[1]``: the masks as JSON."""
    masks = json.loads(sys.argv[1])
    Image.preinit()
    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    ImageCms.createProfile("sRGB")
    limit()
    try:
        said, whole, thumbnail = answer(sys.stdin.buffer.read(), masks)
    except Refused as refused:
        said, whole, thumbnail = {"refused": refused.code}, b"", b""
    except MemoryError:
        said, whole, thumbnail = {"refused": "memory"}, b"", b""
    said |= {"sizes": [len(whole), len(thumbnail)]}
    out = sys.stdout.buffer
    out.write(json.dumps(said).encode() + b"\n" + whole + thumbnail)
    out.flush()


if __name__ == "__main__":
    main()
