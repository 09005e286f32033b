"""A picture from outside comes back as pixels alone, or not at all, and takes no program with it."""

import io
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image, ImageChops, ImageCms

from cases.photographs.cleaning import DECODER, SENTENCES, Cleaned, NotAPicture, cleaned, receipt
from tests.factories.heic import TOLD_HEIC
from tests.factories.hostile import files, mutants
from tests.factories.pictures import CANARY_IN_FILE, told, written

BY_FORMAT = {"JPEG": told("JPEG"), "PNG": told("PNG"), "WEBP": told("WEBP"), "HEIC": TOLD_HEIC}
LEAST_REMOVED = {"JPEG": 20, "PNG": 20, "WEBP": 18, "HEIC": 9}
SPOT, SKIN = (160, 40, 40), (214, 170, 150)


def opened(pixels: bytes) -> Image.Image:
    return Image.open(io.BytesIO(pixels))


def near(one: tuple, other: tuple, most: int = 12) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


# ---- metadata ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", BY_FORMAT)
def test_pixels_come_out_and_nothing_else(kind: str):
    assert CANARY_IN_FILE.encode() in BY_FORMAT[kind]
    picture = cleaned(BY_FORMAT[kind])
    for bytes_out in (picture.pixels, picture.thumbnail):
        assert CANARY_IN_FILE.encode() not in bytes_out
        out = opened(bytes_out)
        assert (out.format, out.mode) == ("JPEG", "RGB")
        assert set(out.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not out.getexif()
        assert bytes_out.endswith(b"\xff\xd9")
        assert re.findall(rb"\xff[\xe1-\xef\xfe]", bytes_out[:600]) == []
    assert sum(picture.removed.values()) >= LEAST_REMOVED[kind]


def test_the_receipt_names_what_could_tell_who_or_where():
    picture = cleaned(told())
    said = receipt(picture.removed)
    assert re.match(r"Removed \d\d tags, among them ", said)
    for name in ("GPS position", "camera serial number", "date and time", "name of a person", "embedded", "XMP block"):
        assert (name in said) == (name != "embedded"), name
    assert "data after the end of the picture" in said
    assert CANARY_IN_FILE not in said
    assert picture.day.isoformat() == "1998-04-23"
    assert receipt(cleaned(written()).removed) == "Nothing had to be removed: the file held pixels only."


# ---- pixels -----------------------------------------------------------------------------------------------


def test_a_picture_stands_upright():
    lying = cleaned(told())  # its EXIF says: turn by a quarter
    assert (lying.width, lying.height) == (160, 240)
    assert near(opened(lying.pixels).getpixel((130, 40)), SPOT)
    standing = cleaned(written())
    assert (standing.width, standing.height) == (240, 160)
    assert near(opened(standing.pixels).getpixel((40, 30)), SPOT)


@pytest.mark.parametrize("kind", BY_FORMAT)
def test_colours_stay(kind: str):
    picture = opened(cleaned(BY_FORMAT[kind]).pixels)
    middle = (picture.width // 2, picture.height // 2)
    assert near(picture.getpixel(middle), SKIN, 4)


def test_colours_of_another_profile_are_those_that_were_seen():
    """Fifty patches in a wider space: after conversion each is within one unit of CIE Lab of what it showed."""
    wide = ImageCms.createProfile("LAB")
    patches = Image.new("RGB", (320, 160))
    for place in range(50):
        left, top = 32 * (place % 10), 32 * (place // 10)
        colour = (90 + 15 * (place % 10), 60 + 25 * (place // 10), 110)
        patches.paste(colour, (left, top, left + 32, top + 32))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = opened(cleaned(written("PNG", patches, icc_profile=profile)).pixels)
    to_lab = ImageCms.buildTransform(ImageCms.createProfile("sRGB"), wide, "RGB", "LAB")
    before, after = (ImageCms.applyTransform(one, to_lab) for one in (patches, out))
    worst = max(
        sum((a - b) ** 2 for a, b in zip(before.getpixel(at), after.getpixel(at), strict=True)) ** 0.5
        for at in ((32 * (n % 10) + 16, 32 * (n // 10) + 16) for n in range(50))
    )
    assert worst <= 1.5  # the Lab picture itself is in whole units


def test_what_lies_under_a_rectangle_is_gone_and_the_rest_stays():
    picture = cleaned(written(), masks=[(0.7, 0.7, 0.9, 0.9)])
    for bytes_out in (picture.pixels, picture.thumbnail):
        out = opened(bytes_out)
        corner = out.crop(tuple(side * part // 100 for part in (71, 89) for side in out.size))
        assert max(high for _, high in corner.getextrema()) < 12
        assert near(out.getpixel((out.width // 6, out.height // 6)), SPOT)
    changed = ImageChops.difference(opened(cleaned(picture.pixels).pixels), opened(picture.pixels))
    assert max(high for _, high in changed.getextrema()) < 12


# ---- hostile files ----------------------------------------------------------------------------------------


def tried(content: bytes) -> tuple[str, str, float]:
    """What became of a file, what went wrong with that, and seconds."""
    begun = time.monotonic()
    try:
        picture = cleaned(content)
    except NotAPicture as refused:
        wrong = "" if str(refused) == SENTENCES[refused.code] else str(refused)
        return refused.code, wrong, time.monotonic() - begun
    return "kept", wrong_with(picture), time.monotonic() - begun


def wrong_with(picture: Cleaned) -> str:
    out = picture.pixels + picture.thumbnail
    found = [name for name in (b"qk7777z", b"<script", b"PK\x03\x04", b"Exif", b"ICC_PROFILE") if name in out]
    return str(found) if found else ""


def test_a_hostile_file_is_refused_with_a_sentence_or_cleaned():
    corpus = list(files())
    with ThreadPoolExecutor(2) as both:
        became = list(both.map(lambda one: tried(one[1]), corpus))
    wrong = {
        name: (code, fault, seconds)
        for (name, _, expected), (code, fault, seconds) in zip(corpus, became, strict=True)
        if (expected != "kept or refused" and code != expected) or fault or seconds > 5
    }
    assert wrong == {}
    assert {code for code, _, _ in became} == set(SENTENCES) - {"size", "memory", "busy"} | {"kept"}


def test_files_with_broken_bytes_are_kept_or_refused():
    with ThreadPoolExecutor(2) as both:
        became = list(both.map(tried, mutants(24)))
    assert [fault for _, fault, _ in became if fault] == []
    assert {"kept", "format", "damaged"} <= {code for code, _, _ in became}


def test_a_file_of_20_mb_is_looked_at_and_a_larger_one_is_not():
    full = written() + bytes(20 * 1024 * 1024 - len(written()))
    assert tried(full)[0] == "kept"
    assert tried(full + b"\0") == ("size", "", pytest.approx(0, abs=0.5))


@pytest.mark.parametrize(
    ("attempt", "fault"),
    [
        ("open('/etc/hostname')", "Too many open files"),
        ("socket.socket()", "Too many open files"),
        ("bytearray(512 << 20)", "MemoryError"),
        ("bytearray(64 << 20)", ""),
    ],
)
def test_the_decoder_opens_neither_file_nor_socket_and_has_little_memory(attempt: str, fault: str):
    script = f"import os, runpy, socket; runpy.run_path({str(DECODER)!r})['limit'](); {attempt}"
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=False)
    assert (fault in done.stderr) if fault else (done.stderr == "")
