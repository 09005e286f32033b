"""From a specification to a picture, within limits of time and memory."""

import json
import re
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings

from registry.confined import Broken, Busy, Confined

_renderer = Confined(Path(__file__).with_name("renderer.py"), at_once=2)
PATIENCE = 30  # seconds for one picture
BEGINNINGS = {"svg": b"<svg", "png": b"\x89PNG"}
SLOW = "The picture could not be drawn: there is too much on it. Take its data or its specification instead."


class NotDrawn(Exception):
    """No picture came out; the message says what to do."""


def drawn(specification: dict[str, Any], form: str) -> bytes:
    """The picture as "svg" or "png", in the fonts of the pages. Raises ``NotDrawn``."""
    fonts = str(settings.BASE_DIR / "static" / "vendor" / "source-sans")
    asked = json.dumps({"specification": specification, "format": form, "fonts": fonts}).encode()
    try:
        made = _renderer.answer(asked, patience=PATIENCE)
    except Busy as fault:
        raise NotDrawn("Too many pictures are being drawn at once. Try again in a minute.") from fault
    except Broken as fault:
        raise NotDrawn(SLOW) from fault
    if not made.startswith(BEGINNINGS[form]):
        raise NotDrawn(SLOW)
    return _told(made, specification) if form == "svg" else made


def _told(picture: bytes, specification: dict[str, Any]) -> bytes:
    """The SVG with its title and its alternative in words, which the engine leaves out."""
    title = (specification.get("title") or {}).get("text", "Figure")
    says = specification["description"]
    head = re.compile(rb"<svg([^>]*)>")
    told = f' role="img" aria-label={quoteattr(says)}><title>{escape(title)}</title><desc>{escape(says)}</desc>'
    return head.sub(lambda found: b"<svg" + found[1] + told.encode(), picture, count=1)
