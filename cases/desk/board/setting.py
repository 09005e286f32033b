"""From a pattern and its data to a PDF, within limits of time and memory. Knows neither case nor database."""

import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from registry.confined import Broken, Busy, Confined

_compiler = Confined(Path(__file__).with_name("compiler.py"), at_once=2)
PATIENCE = 20  # seconds for one document
LAST_DRAWN = 0x0590  # up to here (Latin, Greek, Cyrillic) the font has every letter
ALSO_DRAWN = range(0x1E00, 0x2300)
UNDRAWN = "?"


class NotSet(Exception):
    """No PDF came out; the message says what to do."""


def pdf_of(pattern: str, data: Mapping[str, Any]) -> bytes:
    """The document as PDF/UA-1, made in memory. Raises ``NotSet``."""
    asked = json.dumps({"pattern": pattern, "data": drawable(data)}).encode()
    try:
        made = _compiler.answer(asked, patience=PATIENCE)
    except Busy as fault:
        raise NotSet("Too many pages are being made at once. Try again in a minute.") from fault
    except Broken as fault:
        raise NotSet(SLOW) from fault
    if not made.startswith(b"%PDF-"):
        raise NotSet(SLOW)
    return made


SLOW = "The page could not be made: the case is too large for it, or a text in it cannot be set. Print the case page."


def drawable(value: Any) -> Any:
    """The data with a question mark for each letter that the font does not have: a page for reading aloud needs all."""
    if isinstance(value, str):
        return "".join(one if _is_drawn(one) else UNDRAWN for one in unicodedata.normalize("NFC", value))
    if isinstance(value, Mapping):
        return {name: drawable(one) for name, one in value.items()}
    return [drawable(one) for one in value] if isinstance(value, list | tuple) else value


def _is_drawn(letter: str) -> bool:
    return letter == "\n" or (
        unicodedata.category(letter)[0] not in "CM" and (ord(letter) < LAST_DRAWN or ord(letter) in ALSO_DRAWN)
    )
