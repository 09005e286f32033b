"""How codes of verdicts read on the cohort pages."""

from collections.abc import Mapping
from types import MappingProxyType

from cases.episodes.words import CERTAINTY_WORDS, FLAG_WORDS, REASON_WORDS, VALUE_WORDS
from cases.records.figure.words import label_words
from cases.rules.vocabulary import Agent, Extent, Setting

NO_WORDS: Mapping[str, str] = MappingProxyType({})
DRUG_WORDS = {"blinded": "blinded anti-HER2 drug", "other": "another drug", "none": "no anti-HER2 drug recorded"}


def label_title(code: str, own: Mapping[str, str] = NO_WORDS) -> str:
    """A label in words; ``own``: those that its definition has instead of the usual ones."""
    return own.get(code) or label_words(code)


def certainty_title(code: str) -> str:
    return CERTAINTY_WORDS.get(code, "none").capitalize()


def reason_title(code: str) -> str:
    return REASON_WORDS.get(code, "")


def drug_title(code: str) -> str:
    return DRUG_WORDS.get(code) or Agent(code).label


def regimen_title(regimen: str) -> str:
    """ "pertuzumab + trastuzumab" as people write it; the parts are codes of drugs."""
    return " + ".join(drug_title(part) for part in regimen.split(" + "))


def extent_title(code: str) -> str:
    return Extent(code).label


def setting_title(code: str) -> str:
    return Setting(code).label if code else ""


def flag_title(code: str) -> str:
    return FLAG_WORDS.get(code, code)


def her2_title(codes: list[str]) -> str:
    """One stratum, or those that the dates allow."""
    return " or ".join(VALUE_WORDS.get(("her2", code), "not known") for code in codes)


def days_title(low: int | None, high: int | None) -> str:
    """Days from the first dose: "200", "190 to 210", "not known"."""
    if low is None and high is None:
        return "not known"
    if low is None:
        return f"{_day(high)} or earlier"
    if high is None:
        return f"{_day(low)} or later"
    return _day(low) if low == high else f"{_day(low)} to {_day(high)}"


def _day(number: int) -> str:
    return f"−{-number}" if number < 0 else str(number)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its word: "1 case", "3 cases"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
