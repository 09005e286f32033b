"""Pictures as cameras, programs and attackers write them, made here from a seed; and photographs in a case.

Every text beside the pixels holds ``CANARY_IN_FILE``, so that a test can look for it wherever bytes come out.
"""

import io
from functools import cache

from PIL import Image, PngImagePlugin
from PIL.ExifTags import IFD, Base

from cases.photographs.actions import add_photograph, describe_photograph
from cases.photographs.cleaning import Cleaned, cleaned
from cases.photographs.models import Photograph
from cases.records.models import Case
from registry.institutions.scoping import Scope

CANARY_IN_FILE = "qk7777z"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf>qk7777z</rdf></x:xmpmeta>"
DAY_BY_CAMERA = "1998:04:23 10:11:12"


def drawing(width: int = 240, height: int = 160) -> Image.Image:
    """Skin with a red spot in the upper left quarter and a white label in the lower right one."""
    picture = Image.new("RGB", (width, height), (214, 170, 150))
    picture.paste((160, 40, 40), (width // 8, height // 8, width // 4, height // 4))
    picture.paste("white", (width * 3 // 4, height * 3 // 4, width * 7 // 8, height * 7 // 8))
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    """Tags of every sort, each text a canary."""
    tags = Image.Exif()
    for one in (Base.Make, Base.Model, Base.Software, Base.Artist, Base.ImageDescription, Base.HostComputer):
        tags[one] = CANARY_IN_FILE
    tags[Base.Orientation] = orientation
    tags[Base.DateTime] = DAY_BY_CAMERA
    inner = tags.get_ifd(IFD.Exif)
    for one in (Base.BodySerialNumber, Base.LensSerialNumber, Base.CameraOwnerName, Base.LensModel):
        inner[one] = CANARY_IN_FILE
    inner[Base.DateTimeOriginal] = DAY_BY_CAMERA
    inner[Base.MakerNote] = CANARY_IN_FILE.encode() * 20
    inner[Base.UserComment] = b"ASCII\0\0\0" + CANARY_IN_FILE.encode()
    inner[Base.ExposureTime] = 0.01
    position = tags.get_ifd(IFD.GPSInfo)
    position[1], position[2], position[3], position[4] = "N", (59.0, 54.0, 12.0), "E", (10.0, 44.0, 3.0)
    position[27] = CANARY_IN_FILE.encode()
    return tags


def written(kind: str = "JPEG", picture: Image.Image | None = None, **options) -> bytes:
    """A picture in a format, with Pillow's options for it."""
    file = io.BytesIO()
    (picture or drawing()).save(file, kind, **options)
    return file.getvalue()


def told(kind: str = "JPEG") -> bytes:
    """A picture in which everything beside the pixels tells something."""
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", CANARY_IN_FILE)
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
        return written("PNG", exif=exif(), pnginfo=texts) + CANARY_IN_FILE.encode()
    if kind == "WEBP":
        return written("WEBP", exif=exif(), xmp=XMP)
    return written("JPEG", exif=exif(6), comment=CANARY_IN_FILE.encode(), xmp=XMP) + CANARY_IN_FILE.encode()


@cache
def clean() -> Cleaned:
    """One clean picture, made once: tests that are not about cleaning need none of their own."""
    return cleaned(told())


def photographed(case: Case, by: Scope, **facts) -> Photograph:
    """A photograph in a draft, added and described as the actions do it."""
    photograph = add_photograph(case=case, picture=clean(), by=by)
    for name, value in facts.items():
        setattr(photograph, name, value)
    return describe_photograph(photograph=photograph, seen_version=None, by=by) if facts else photograph
