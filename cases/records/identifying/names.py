"""Names of people in a text: by the word before them, and by lists of given and family names.

A capital alone says little: it begins sentences, and medicine is full of people's names (Paget, Karnofsky). So a title
or a word such as "daughter" makes a name of what follows; a given name counts beside another capital, or alone where no
sentence begins.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
WORDS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8")).items()
}

TITLES = WORDS["titles"]
RELATIVES = WORDS["relatives"]
SAYS = WORDS["says"]
BY = WORDS["by"]
NOT_NAMES = WORDS["not_names"]
EPONYM = re.compile(r"(?i)\bsister mary joseph(?:['’]s)?\b")
"""The one name in medicine that looks like that of a nurse."""
NUMBERED = re.compile(r"[IVX]{2,}[a-d]\.?")
"""A Roman number with a letter, such as segment IVa of the liver, which is not the name Iva."""
TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?|[.!?;:\n]|\d+|\S")
PARTICLES = WORDS["particles"]


@cache
def given() -> frozenset[str]:
    return _read("given_names.txt")


@cache
def family() -> frozenset[str]:
    return _read("family_names.txt")


def _read(name: str) -> frozenset[str]:
    return frozenset((HERE / name).read_text(encoding="utf-8").split())


def named(text: str) -> Iterator[str]:
    """The pieces of a text that look like the name of a person."""
    words = TOKEN.findall(EPONYM.sub("it", text))
    place = 0
    while place < len(words):
        length = _name_at(words, place)
        if length:
            yield " ".join(words[place : place + length]).rstrip(".")
        place += max(length, 1)


def _name_at(words: list[str], place: int) -> int:
    """How many words from here on are a name; 0 if none."""
    word = words[place]
    before = words[place - 1].lower().rstrip(".") if place else ""
    begins = place == 0 or words[place - 1] in ".!?;:\n-•" or _is_abbreviated_end(words, place)
    if before in TITLES and _is_capital(word) and not _is_known(word, TITLES):
        return _length(words, place)
    if not _may_be_name(word):
        return _after_initial(words, place)
    if _is_given(word) and place + 1 < len(words) and _follows_as_name(words, place + 1):
        return _length(words, place)
    if _is_family(word) and _comma_given(words, place):
        return 3
    if before in RELATIVES | BY and not begins and (_is_given(word) or _is_family(word)):
        return _length(words, place)
    if _is_given(word) and not begins and not _in_a_heading(words, place):
        return 1
    said = words[place + 1].lower() if place + 1 < len(words) else ""
    return 1 if _is_given(word) and begins and said in SAYS | {"'s", "’s"} else 0


def _length(words: list[str], place: int) -> int:
    """The name and the capitals and particles that go on with it."""
    end = place + 1
    while end < len(words):
        if _is_capital(words[end]) and not _is_known(words[end], NOT_NAMES):
            end += 1
        elif words[end].lower() in PARTICLES and end + 1 < len(words) and _is_capital(words[end + 1]):
            end += 2
        else:
            break
    return end - place


def _after_initial(words: list[str], place: int) -> int:
    """Such as "J. Smith": initials with a capital after them."""
    end = place
    while end < len(words) and re.fullmatch(r"[A-Z]\.", words[end]):
        end += 1
    if end == place or end >= len(words) or not _may_be_name(words[end]):
        return 0
    return end + 1 - place


def _follows_as_name(words: list[str], place: int) -> bool:
    word = words[place]
    if word.lower() in PARTICLES:
        return place + 1 < len(words) and _is_capital(words[place + 1])
    if re.fullmatch(r"[A-Z]\.?", word):
        return True
    return _is_capital(word) and len(word) > 2 and not word.isupper() and not _is_known(word, NOT_NAMES)


def _comma_given(words: list[str], place: int) -> bool:
    return (
        place + 2 < len(words)
        and words[place + 1] == ","
        and _may_be_name(words[place + 2])
        and _is_given(words[place + 2])
    )


def _in_a_heading(words: list[str], place: int) -> bool:
    """A capital among capitals that are no names, such as an eponym: "Sister Mary Joseph nodule"."""
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    return _is_known(before, NOT_NAMES) or _is_known(after, NOT_NAMES)


def _is_abbreviated_end(words: list[str], place: int) -> bool:
    before = words[place - 1]
    return before.endswith(".") and len(before) > 2 and before.lower().rstrip(".") not in TITLES


def _may_be_name(word: str) -> bool:
    shaped = _is_capital(word) and len(word.rstrip(".")) > 2 and not NUMBERED.fullmatch(word)
    return shaped and not _is_known(word, NOT_NAMES)


def _is_capital(word: str) -> bool:
    bare = word.rstrip(".")
    shaped = bare[:1].isupper() and (len(bare) < 2 or any(one.islower() for one in bare) or _is_shouted(bare))
    return shaped and bare.replace("'", "").replace("’", "").replace("-", "").isalpha()


def _is_shouted(word: str) -> bool:
    """In capitals throughout, as family names often are; abbreviations are shorter or in no list."""
    return len(word) > 3 and word.lower() in family() | given()


def _is_given(word: str) -> bool:
    return _in(word, given())


def _is_family(word: str) -> bool:
    return _in(word, family())


def _in(word: str, names: frozenset[str]) -> bool:
    parts = re.split(r"['’-]", word.lower().rstrip("."))
    return any(part in names for part in parts if len(part) > 2)


def _is_known(word: str, names: frozenset[str]) -> bool:
    return word.lower().rstrip(".").removesuffix("'s").removesuffix("’s").split("-")[0] in names
