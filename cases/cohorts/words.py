"""How codes of verdicts read on the cohort pages."""

from cases.records.figure.words import label_words
from cases.rules.vocabulary import Agent, AntiHer2Class, Extent, Setting

CERTAINTY_WORDS = {"CONFIRMED": "confirmed", "PROBABLE": "probable", "SUSPECTED": "suspected", "": "none"}
FLAG_WORDS = {
    "HERALD": "systemic progression within 90 days",
    "DURABLE": "no systemic progression for 180 days",
    "HER2_LOSS": "HER2 lost in the skin",
    "HER2_GAIN": "HER2 gained in the skin",
    "MAINTAINED_CR": "complete response carried over from an earlier line",
    "COMPARATOR_REGIONAL_ONLY": "compared with breast and nodes only",
    "COMPARATOR_CLEARED_LOCALLY": "other disease was cleared by local treatment",
    "DIAGNOSTIC_DELAY": "biopsied late",
    "CONTRADICTION": "the record contradicts itself",
    "LINE_MISMATCH": "line numbers disagree",
    "SKIN_BEYOND_BREAST_M0": "distant skin recorded as M0",
    "SEARCH_INCOMPLETE": "not every combination of dates was tried",
}
HER2_WORDS = {
    "HER2_POS": "positive",
    "HER2_LOW": "low",
    "HER2_ULTRALOW": "ultralow",
    "ULTRALOW": "ultralow",
    "HER2_MUT": "mutated",
    "HER2_NEG": "negative",
    "EQUIVOCAL": "equivocal",
    "UNKNOWN": "not known",
}
REASON_WORDS = {
    "dates": "the dates do not decide",
    "evidence": "the skin finding is not resolved",
    "exposure": "the drugs are not known",
    "systemic": "the other disease was not seen in time",
}
DRUG_WORDS = {"blinded": "blinded anti-HER2 drug", "other": "another drug", "none": "no anti-HER2 drug recorded"}


def label_title(code: str) -> str:
    return label_words(code)


def certainty_title(code: str) -> str:
    return CERTAINTY_WORDS[code].capitalize()


def drug_title(code: str) -> str:
    return DRUG_WORDS.get(code) or Agent(code).label


def regimen_title(regimen: str) -> str:
    """ "pertuzumab + trastuzumab" as people write it; the parts are codes of drugs."""
    return " + ".join(drug_title(part) for part in regimen.split(" + "))


def extent_title(code: str) -> str:
    return Extent(code).label


def setting_title(code: str) -> str:
    return Setting(code).label if code else ""


def class_title(code: str) -> str:
    return AntiHer2Class(code).label


def flag_title(code: str) -> str:
    return FLAG_WORDS.get(code, code.replace("_", " ").lower())


def her2_title(codes: list[str]) -> str:
    """One stratum, or those that the dates allow."""
    return " or ".join(HER2_WORDS.get(code, code) for code in codes)


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
