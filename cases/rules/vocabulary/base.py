"""What a value set is: a list of codes, each with a label, a definition and its verified codings."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, unique
from typing import ClassVar, Self


@dataclass(frozen=True)
class Coding:
    """One code of a public terminology, with a short display text."""

    system: str
    code: str
    display: str


def snomed(code: str, display: str) -> Coding:
    return Coding("SNOMED CT", code, display)


def loinc(code: str, display: str) -> Coding:
    return Coding("LOINC", code, display)


def ncit(code: str, display: str) -> Coding:
    return Coding("NCIt", code, display)


def atc(code: str, display: str) -> Coding:
    return Coding("ATC", code, display)


def rxnorm(code: str, display: str) -> Coding:
    return Coding("RxNorm", code, display)


def icdo3(code: str, display: str) -> Coding:
    return Coding("ICD-O-3", code, display)


def icd10(code: str, display: str) -> Coding:
    return Coding("ICD-10", code, display)


def meddra(code: str, display: str) -> Coding:
    return Coding("MedDRA", code, display)


def hgnc(code: str, display: str) -> Coding:
    return Coding("HGNC", code, display)


def dcm(code: str, display: str) -> Coding:
    return Coding("DCM", code, display)


def hl7_specimen(code: str, display: str) -> Coding:
    return Coding("HL7 v2-0487", code, display)


class Coded(StrEnum):
    """Base of every value set; a member is written `NAME = code, label, definition, codings, synonyms`.

    A member is its code (a string), so it can be stored, compared and printed as such. The definition is
    one sentence; codings and synonyms may be left out.
    """

    title: ClassVar[str]
    open: ClassVar[bool]

    label: str
    definition: str
    codings: tuple[Coding, ...]
    synonyms: tuple[str, ...]

    def __new__(
        cls,
        code: str,
        label: str,
        definition: str,
        codings: tuple[Coding, ...] = (),
        synonyms: tuple[str, ...] = (),
    ) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.definition = definition
        member.codings = codings
        member.synonyms = synonyms
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """The (code, label) pairs in the order of the set, as a form wants them."""
        return [(member.value, member.label) for member in cls]

    @classmethod
    def find(cls, text: str) -> Self | None:
        """The member whose code, label or synonym is `text`, whatever the case of its letters; else None.

        An exact code wins over a folded one.
        """
        wanted = " ".join(text.split())
        if wanted in cls._value2member_map_:
            return cls(wanted)
        folded = wanted.casefold()
        for member in cls:
            names = (member.value, member.label, *member.synonyms)
            if folded in (name.casefold() for name in names):
                return member
        return None


VALUE_SETS: dict[str, type[Coded]] = {}


def value_set(*, title: str, is_open: bool = False) -> Callable[[type[Coded]], type[Coded]]:
    """Register a value set under its class name.

    `is_open=True` says that a text outside the list is accepted too: it is stored as typed and never shown
    outside the institution. Raises ValueError when two members share a code.
    """

    def register(cls: type[Coded]) -> type[Coded]:
        unique(cls)
        cls.title = title
        cls.open = is_open
        VALUE_SETS[cls.__name__] = cls
        return cls

    return register
