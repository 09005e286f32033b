"""Texts that would run in a browser if a page took them for markup; each at most 40 characters and there once."""

from html.parser import HTMLParser
from itertools import cycle, islice

from django.db import models

from tests.factories.canaries import Planter

MARK = "qkx"
SHAPES = (
    "<script>qkx({n})</script>",
    "<img src=x onerror=qkx({n})>",
    "<svg/onload=qkx({n})>",
    '"><img src=x onerror=qkx({n})>',
    "'><svg/onload=qkx({n})>",
    '" onmouseover=qkx({n}) x="',
    "' onfocus=qkx({n}) autofocus x='",
    "` onclick=qkx({n}) x=`",
    "</title><svg/onload=qkx({n})>",
    "</textarea><svg/onload=qkx({n})>",
    "</script><svg/onload=qkx({n})>",
    "</style><svg/onload=qkx({n})>",
    "--><svg/onload=qkx({n})>",
    "]]><svg/onload=qkx({n})>",
    "javascript:qkx({n})",
    "jAvAsCrIpT:qkx({n})",
    "data:text/html,<b onclick=qkx({n})>",
    "<iframe src=javascript:qkx({n})>",
    "<a href=javascript:qkx({n})>x</a>",
    "<body onload=qkx({n})>",
    "<details open ontoggle=qkx({n})>",
    "<style>@import'//x/qkx{n}'</style>",
    "<base href=//x.example/qkx{n}>",
    "<form action=javascript:qkx({n})>",
    "<input onfocus=qkx({n}) autofocus>",
    "<object data=javascript:qkx({n})>",
    "<b style=width:qkx{n}>",
    "{{{{ qkx{n} }}}}",
    "{{% debug %}} qkx{n}",
    "${{qkx({n})}}",
    "<!--qkx{n}",
    "&lt;script&gt;qkx({n})",
    "\\u003cscript\\u003eqkx({n})",
    "\\';qkx({n});//",
    "%3Cscript%3Eqkx({n})",
    "<SCRIPT/x>qkx({n})</SCRIPT>",
    "<sc<script>ript>qkx({n})",
    "\uff1cscript\uff1eqkx({n})",
)
EXPLICIT = {"href", "src", "action", "formaction", "data", "xlink:href", "srcdoc", "style"}
FOREIGN = {"iframe", "object", "embed", "base", "frame", "applet"}


def texts(count: int = 300) -> list[str]:
    """So many payloads, every shape in turn."""
    return [shape.format(n=number) for number, shape in enumerate(islice(cycle(SHAPES), count), 100)]


class Poisoner(Planter):
    """Hands out payloads where canaries were; ``turn`` says with which it begins."""

    def __init__(self, turn: int = 0, count: int = 300):
        super().__init__()
        some = texts(count)
        self.waiting = cycle(some[turn % count :] + some[: turn % count])

    def canary(self, where: str) -> str:
        text = next(self.waiting)
        self.planted[text] = where
        return text

    def fill(self, row: models.Model, name: str) -> None:
        """As before; a field too short for a payload stays empty."""
        super().fill(row, name)
        for one in row._meta.concrete_fields:
            if one.max_length and isinstance(getattr(row, one.name), str) and one.name != "key":
                text = getattr(row, one.name)
                setattr(row, one.name, text if len(text) <= one.max_length else "")


class Injected(HTMLParser):
    """Reads a page as a browser does, and lists what came out of its text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.inside = tag if tag in ("script", "style") and said.get("type") != "application/json" else ""
        if tag in FOREIGN or (tag == "script" and "src" not in said and self.inside):
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or MARK in name:
                self.faults.append(f"<{tag} {name}>")
            led = (value or "").strip().lower()
            if name in EXPLICIT and (led.startswith(("javascript:", "data:text", "vbscript:")) or name == "style"):
                self.faults.append(f"<{tag} {name}={led[:60]}>")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside and MARK in data:
            self.faults.append(f"in <{self.inside}>: {data[:60]}")


def injected(page: str) -> list[str]:
    """What a page would run or load that the program did not write."""
    reader = Injected()
    reader.feed(page)
    return reader.faults
