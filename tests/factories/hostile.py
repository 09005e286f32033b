"""Files that somebody sends to break the registry, each with what has to become of it: a code of refusal, or "kept"."""

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image, PngImagePlugin

from tests.factories.heic import TOLD_HEIC
from tests.factories.pictures import drawing, told, written

SCRIPT = b"<script>document.title='qk7777z'</script>"


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, rows: bytes = b"", depth: int = 8, colour: int = 2, extra: bytes = b"") -> bytes:
    """A PNG that claims a size, whatever its pixels are."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("page.html", SCRIPT)
    return file.getvalue()


def animated(kind: str) -> bytes:
    frames = [drawing(64, 64), Image.new("RGB", (64, 64), "red")]
    return written(kind, frames[0], save_all=True, append_images=frames[1:])


def bomb_in(name: bytes) -> bytes:
    """A PNG with a block that grows to 50 MB when it is unpacked."""
    packed = zlib.compress(bytes(50 * 1024 * 1024), 9)
    return png(64, 64, bytes(64 * 193), extra=chunk(name, b"k\0\0" + packed))


def files() -> Iterator[tuple[str, bytes, str]]:
    """Name, content, and what must become of it."""
    jpeg, plain = told(), written()
    yield "empty", b"", "empty"
    yield "text", b"Dear colleague, please find attached", "format"
    yield "svg", b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>", "format"
    yield "html named .jpg", b"<!doctype html>" + SCRIPT, "format"
    yield "pdf", b"%PDF-1.7\n1 0 obj\n" + SCRIPT, "format"
    yield "zip", zipped(), "format"
    yield "gif", written("GIF"), "format"
    yield "bmp", written("BMP"), "format"
    yield "tiff", written("TIFF"), "format"
    yield "ico", written("ICO", drawing(64, 64)), "format"
    yield "eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\n", "format"
    yield "fits in gzip", gzip.compress(b"SIMPLE  =                    T" + bytes(5000)), "format"
    yield "head of a jpeg", b"\xff\xd8\xff\xe0", "damaged"
    yield "jpeg cut short", written(picture=drawing(900, 900))[:-3000], "damaged"
    yield "png cut short", written("PNG")[:-40], "damaged"
    yield "webp cut short", written("WEBP", quality=100)[:-100], "damaged"
    yield "heic cut short", TOLD_HEIC[:-200], "damaged"
    yield "png, 50,000 by 50,000", png(50_000, 50_000), "pixels"
    yield "png, two billion wide", png(2_000_000_000, 1), "pixels"
    yield "jpeg, 65,500 by 65,500", plain.replace(size_in(plain), struct.pack(">HH", 65_500, 65_500)), "pixels"
    yield "png, 7,000 by 7,000 without pixels", png(7_000, 7_000), "damaged"
    yield "a line", written("PNG", Image.new("RGB", (4000, 1))), "small"
    yield "apng", animated("PNG"), "animated"
    yield "animated webp", animated("WEBP"), "animated"
    yield "text that unpacks to 50 MB", bomb_in(b"zTXt"), "kept or refused"
    yield "profile that unpacks to 50 MB", bomb_in(b"iCCP"), "kept or refused"
    yield "jpeg and zip", jpeg + zipped(), "kept"
    yield "jpeg with a page in its comment", written(comment=SCRIPT), "kept"
    yield "jpeg with a broken profile", written(icc_profile=b"\0" * 200 + SCRIPT), "kept"
    yield "jpeg with broken exif", written(exif=b"Exif\0\0MM\0*\xff\xff\xff\xff"), "kept"
    yield "pictures of two lenses", written("MPO", save_all=True, append_images=[drawing()]), "kept"
    yield "cmyk", written(picture=drawing().convert("CMYK")), "kept"
    yield "grey", written(picture=drawing().convert("L")), "kept"
    yield "16 bits", written("PNG", drawing().convert("L").convert("I;16")), "kept"
    yield "palette with a hole", written("PNG", drawing().convert("P"), transparency=0), "kept"
    yield "one bit", written("PNG", drawing().convert("1")), "kept"
    yield "see-through", written("WEBP", drawing().convert("RGBA")), "kept"
    yield "10,000 texts", written("PNG", pnginfo=texts(10_000)), "kept"


def size_in(jpeg: bytes) -> bytes:
    """Height and width as the frame header of a small JPEG has them."""
    place = jpeg.index(b"\xff\xc0")
    return jpeg[place + 5 : place + 9]


def texts(number: int) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    for place in range(number):
        info.add_text(f"k{place}", "qk7777z")
    return info


def mutants(number: int, seed: int = 20) -> Iterator[bytes]:
    """Good pictures with some bytes changed, taken out or doubled."""
    chance = random.Random(seed)
    kinds = [told("JPEG"), told("PNG"), told("WEBP"), TOLD_HEIC]
    for place in range(number):
        content = bytearray(kinds[place % len(kinds)])
        for _ in range(chance.randint(1, 12)):
            at = chance.randrange(len(content))
            what = chance.randrange(3)
            if what == 0:
                content[at] = chance.randrange(256)
            elif what == 1:
                del content[at : at + chance.randint(1, 40)]
            else:
                content[at:at] = content[at : at + chance.randint(1, 40)]
        yield bytes(content)
