"""A picture from outside becomes clean pixels, or a sentence that says why not. Knows neither case nor database.

The work is done by ``decoder``, a process that lives for one picture and is limited by the operating system.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from registry.confined import Broken, Busy, Confined

DECODER = Path(__file__).with_name("decoder.py")
LARGEST_FILE = 20 * 1024 * 1024  # bytes
PATIENCE = 25  # seconds for one picture

WITHOUT_WORD = ("settings of the camera", "tags that no standard names", "colour profile")
"""What is removed, but tells nothing of anybody: counted, not named."""

SENTENCES = {
    "size": "The file must be smaller than 20 MB.",
    "empty": "The file is empty. Choose it again.",
    "format": "The file is not a JPEG, PNG, WebP or HEIC picture.",
    "animated": "The file is an animation. Send a still picture.",
    "pixels": "The picture has more than 50 million pixels. Send a smaller one.",
    "small": "The picture is narrower than 16 pixels. Send the photograph itself.",
    "damaged": "The picture is damaged or cut short. Send it again, or take another.",
    "memory": "The picture takes too much memory or time to open. Save it anew as JPEG and send that.",
    "busy": "Too many pictures are arriving at once. Try again in a minute.",
}

_decoder = Confined(DECODER, at_once=2)


class NotAPicture(Exception):
    """The file was not kept; the message says why and what to do."""

    def __init__(self, code: str):
        super().__init__(SENTENCES[code])
        self.code = code


@dataclass(frozen=True)
class Cleaned:
    """Pixels without anything else. ``removed``: name of what was removed -> how often; ``day``: of the camera's clock.

    ``pixels`` and ``thumbnail``: JPEG in sRGB.
    """

    pixels: bytes
    thumbnail: bytes
    width: int
    height: int
    removed: dict[str, int]
    day: date | None


def cleaned(data: bytes, masks: Sequence[Sequence[float]] = ()) -> Cleaned:
    """Decode a picture, paint the masks over it and encode it anew.

    ``masks``: rectangles as (left, top, right, bottom), parts of the upright picture from 0 to 1. Raises NotAPicture.
    """
    if not data:
        raise NotAPicture("empty")
    if len(data) > LARGEST_FILE:
        raise NotAPicture("size")
    try:
        return _read(_decoder.answer(data, json.dumps([list(one) for one in masks]), patience=PATIENCE))
    except Busy as fault:
        raise NotAPicture("busy") from fault
    except Broken as fault:
        raise NotAPicture("memory") from fault


def _read(answer: bytes) -> Cleaned:
    head, _, rest = answer.partition(b"\n")
    said = json.loads(head)
    if "refused" in said:
        raise NotAPicture(said["refused"])
    whole, thumbnail = said["sizes"]
    return Cleaned(
        pixels=rest[:whole],
        thumbnail=rest[whole : whole + thumbnail],
        width=said["width"],
        height=said["height"],
        removed=dict(Counter(said["removed"])),
        day=date.fromisoformat(said["day"]) if said["day"] else None,
    )


def receipt(removed: dict[str, int]) -> str:
    """What was removed, in a sentence: how many tags and blocks, and by name those that could tell who or where."""
    count = sum(removed.values())
    if not count:
        return "Nothing had to be removed: the file held pixels only."
    named = [name for name in removed if name not in WITHOUT_WORD]
    counted = "1 tag" if count == 1 else f"{count} tags"
    return f"Removed {counted}, among them {', '.join(sorted(named))}." if named else f"Removed {counted}."
