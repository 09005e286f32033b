"""Names and what they mean: codes, labels and synonyms of the value sets, and the words of the grammar."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cases.rules.vocabulary import Coded

END = r"(?![\w%°'’]|[-–—](?=\w))"
SAYS_NOTHING = frozenset(["other", "unknown", "none", "no"])


@dataclass(frozen=True)
class Name:
    """One name: the sort of thing it names, its value, and the value in words. ``unclear``: why it is not taken."""

    what: str
    value: Any
    says: str
    unclear: bool = False


class Lexicon:
    """Names to find in a text. Of a name in two of its sources the first source counts; the longest name wins."""

    def __init__(self, *sources: Mapping[str, Name]):
        self.names: dict[str, Name] = {}
        for source in sources:
            for name, meaning in source.items():
                self.names.setdefault(folded(name), meaning)
        patterns = sorted((_pattern(name) for name in self.names), key=len, reverse=True)
        self.pattern = re.compile(rf"(?:{'|'.join(patterns)}){END}", re.IGNORECASE)

    def match(self, text: str, start: int, end: int) -> tuple[int, Name] | None:
        """Where the name at ``start`` ends, and what it means."""
        found = self.pattern.match(text, start, end)
        meaning = found and self.names.get(folded(found.group()))
        return (found.end(), meaning) if meaning else None


def folded(name: str) -> str:
    """The name as it is compared; a single letter keeps its case, since "h" is no drug."""
    plain = " ".join(name.split())
    return plain if len(plain) == 1 else plain.casefold()


def _pattern(name: str) -> str:
    words = r"\s+".join(re.escape(word) for word in name.split())
    return f"(?-i:{words})" if len(name) == 1 else words


def coded(what: str, value_set: Iterable[Coded], title: str, *, keep: Iterable[str] = ()) -> dict[str, Name]:
    """Every name of the members: code, label and synonyms. ``title``: what such a member is called in a sentence."""
    kept = frozenset(keep)
    found = {}
    for member in value_set:
        for name in (member.value, member.label, *member.synonyms):
            if not name.isdigit() and (folded(name) not in SAYS_NOTHING or name in kept):
                found.setdefault(name, Name(what, member, f"{title} {_label(member)}"))
    return found


def words(what: str, meanings: Mapping[str, Any], says: str) -> dict[str, Name]:
    """Words of the grammar, each with its value."""
    return {word: Name(what, value, says.format(word=word, value=value)) for word, value in meanings.items()}


def choices(what: str, several: Mapping[str, tuple[Coded, ...]]) -> dict[str, Name]:
    """Names that may mean one of several members, and are therefore not taken."""
    return {
        name: Name(what, members, f"This may mean {one_of(map(_label, members))}; write which.", unclear=True)
        for name, members in several.items()
    }


def one_of(names: Iterable[str]) -> str:
    listed = list(names)
    return " or ".join(([", ".join(listed[:-1])] if len(listed) > 1 else []) + listed[-1:])


def _label(member: Coded) -> str:
    return member.label
