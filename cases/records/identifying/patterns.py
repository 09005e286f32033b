"""Identifiers that have a shape: numbers of records, of persons and of telephones, addresses in the net and in a town.

The search errs on the side of finding: a person can reword, or say why it identifies nobody. Numbers of trials, genes
and publications, which clinical text needs, are left out (``SPARED``).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Check = Callable[[str], bool]


@dataclass(frozen=True)
class Pattern:
    """``kind``: in words, as in “looks like …”. ``holds``: what else has to be true of the matched text."""

    kind: str
    expression: re.Pattern
    holds: Check = lambda _: True


SPARED = re.compile(
    r"(?ix) \b( (?:https?://)? (?:dx\.)? doi(?:\.org/|:\s*) \S+ | 10\.\d{4,9}/\S+ | NCT\s?\d{8} | EudraCT \s* [\d-]+"
    r" | (?:pmid|pmc) :? \s* \d{1,8} | rs\d{3,} | [cp]\.[A-Z]?\d+\S* | N[MCP]_\d+(?:\.\d+)? | ISRCTN\d{8}"
    r" | \d{3,} \s* (?:mg|µg|mcg|g|kg|ml|iu|u/l|copies|cells|cgy|gy|mbq|kbp?|ng|pg|/\s*[µu]?l|x\s?10)"
    r" (?:/\S+|(?![^\W\d_])) ) "
)
"""Numbers of trials, publications and variants, and amounts with their unit."""

WORD_BEFORE = r"(?:no|nr|num|number|nummer|id|code|n°|№|\#)\.?"
RECORD = (
    r"(?:mrn|m\.r\.n\.?|urn|hospital|patient|pat|pt|case|chart|record|file|folder|admission|encounter|episode|accession"
    r"|specimen|sample|lab|laboratory|path|pathology|histology|biopsy|report|slide|block|request|account|insurance"
    r"|policy|member|health\s?plan|health\s?card|licence|license|certificate|passport|serial|device|implant|invoice|study"
    r"|nhs|chi|ssn|bsn|nir|kv|svnr|ahv|cpr|pesel|dni|fnr|versicherten|kranken|akten|fall|dossier|cartella|nosologico)"
)
STREET = (
    r"(?:street|str|road|rd|avenue|ave|lane|ln|drive|way|court|crescent|close|gardens|terrace|boulevard|blvd|place"
    r"|square|hill|grove|mews|park)"
)
STREETS_IN_ONE_WORD = r"straße|strasse|str\.|gasse|allee|platz|weg|damm|ufer|gata|gatan|veien|vej|straat|laan"
STREETS_BEFORE = "Via|Viale|Piazza|Corso|Largo|Rue|Avenue|Boulevard|Calle|Avenida|Plaza|Rua"
CAPITAL, SMALL = r"(?:(?![\d_])[^\Wa-zà-ÿ])", r"[^\W\d_A-Z]"
WHO = r"patient|pt|pat|initials|initialen|lady|gentleman|mrs?|ms|frau|herr|sig\.?ra"


def digits(text: str) -> list[int]:
    return [int(one) for one in text if one.isdigit()]


def is_nhs_number(text: str) -> bool:
    """Ten digits whose last is the check digit (modulus 11)."""
    found = digits(text)
    rest = 11 - sum(weight * digit for weight, digit in zip(range(10, 1, -1), found, strict=False)) % 11
    return len(found) == 10 and rest % 11 == found[9] and rest != 10


def is_kv_number(text: str) -> bool:
    """The German number of an insured person: a letter, eight digits and a check digit, taken one and two by turns."""
    letter = ord(text[0].upper()) - 64
    numbers = [letter // 10, letter % 10, *digits(text)]
    total = sum(sum(divmod(number * (1 + place % 2), 10)) for place, number in enumerate(numbers[:-1]))
    return total % 10 == numbers[-1]


def says_ninety(text: str) -> bool:
    """Ages of 90 and over are pooled everywhere in the registry."""
    return int("".join(one for one in text if one.isdigit())[:3]) <= 115


def pattern(kind: str, expression: str, holds: Check = lambda _: True, *, case: bool = False) -> Pattern:
    return Pattern(kind, re.compile(expression, 0 if case else re.IGNORECASE), holds)


PATTERNS = (
    pattern("an e-mail address", r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+"),
    pattern("an address in the net", r"\b(?:https?://|www\.)\S+"),
    pattern("an address in the net", r"\b\d{1,3}(?:\.\d{1,3}){3}\b|\b[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b"),
    pattern("an NHS number", r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)", is_nhs_number),
    pattern("an Italian codice fiscale", r"\b[A-Z]{6}\s?\d{2}[A-EHLMPRST]\d{2}\s?[A-Z]\d{3}[A-Z]\b"),
    pattern("a German insurance number", r"\b[A-Z]\s?\d{9}\b", is_kv_number),
    pattern("a German pension number", r"\b\d{2}\s?\d{6}\s?[A-Z]\s?\d{3}\b"),
    pattern("a social security number", r"(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])"),
    pattern("a Swiss insurance number", r"\b756\.?\d{4}\.?\d{4}\.?\d{2}\b"),
    pattern(
        "a French insurance number",
        r"(?<!\d)[12]\s?\d{2}\s?[01]\d\s?\d{2}\s?\d{3}\s?\d{3}(?:\s?\d{2})?(?!\d)",
    ),
    pattern("a personal number", r"(?<![\d.-])[0-3]\d[01]\d{3}[-+ A]?\d{3,5}[A-Z]?(?![\d.])"),
    pattern("a Spanish identity number", r"\b[XYZ]?\d{7,8}-?[A-HJ-NP-TV-Z]\b"),
    pattern(
        "a number of a record",
        rf"\b{RECORD}[\s-]*(?:{WORD_BEFORE})?\s*[:=#]?\s*[A-Z]{{0,4}}[-/]?\d[\d-]{{3,}}\w*(?!/\d\b)",
    ),
    pattern("a number of a record", rf"\b{RECORD}[\s-]*{WORD_BEFORE}\s*[:=]?\s*(?=[\w/-]*\d)[A-Z0-9][\w/-]{{2,}}"),
    pattern("a number of a record", r"\b(?:mrn|urn|hosp|id)\s*[:=#]?\s*(?=\S*\d)\S{3,}"),
    pattern("a number of a record", r"\b[A-Z]{1,3}\d{0,2}[-/]\d{4,}(?:[-/]\d+)?\b", case=True),
    pattern("a telephone number", r"(?<![\w.+])\+\s?\d{1,3}[\s().-]*\d(?:[\s().-]*\d){6,12}(?!\d)"),
    pattern(
        "a telephone number",
        r"(?<![\d.,])\(?0\d{1,4}\)?[\s./-]{1,3}\d{3,}(?:[\s./-]?\d{2,4}){0,3}(?![\d.,]?\d)",
    ),
    pattern("a telephone number", r"(?<![\d.-])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?!\d)"),
    pattern(
        "a telephone number",
        r"\b(?:tel|phone|telephone|mobile|mob|cell|fax|call|bleep|pager|ext)\.?\s*:?\s*\+?\d[\d\s-]{3,}",
    ),
    pattern(
        "a postcode",
        r"\b[A-PR-UWYZ](?:\d[\dA-HJKPSTUW]?|[A-HK-Y]\d[\dABEHMNPRV-Y]?)\s\d[ABD-HJLNP-UW-Z]{2}\b",
        case=True,
    ),
    pattern("a postcode", r"\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b", case=True),
    pattern(
        "a postcode",
        rf"(?<![\d-])(?:(?:D|A|I|F|CH|NL|SE)-)?\d{{4,5}}(?:\s?[A-Z]{{2}})?\s{CAPITAL}{SMALL}{{3,}}\b",
        case=True,
    ),
    pattern("an address", rf"\b\d{{1,4}}[a-z]?,?\s+(?:[A-Z][\w'’-]+\s){{1,3}}(?i:{STREET})\b", case=True),
    pattern("an address", rf"\b{CAPITAL}[\w-]*(?:{STREETS_IN_ONE_WORD})\s+\d{{1,4}}", case=True),
    pattern(
        "an address",
        rf"\b(?:{STREETS_BEFORE})\s+(?:d\w{{0,3}}\s|l')?[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)*,?\s+\d{{1,4}}",
        case=True,
    ),
    pattern("an address", r"\b\d{1,4},?\s+(?:rue|avenue|boulevard|place)\s+[A-Zd]", case=True),
    pattern("a number that could be a person's", r"(?<![\w.,/-])\d(?:[ .-]?\d){6,}(?![\w/%]|[.,]\d)"),
    pattern(
        "a date of birth",
        r"\b(?:d\.?o\.?b|date of birth|born (?:on|in)|geb(?:oren)?\.? am|nat[oa] il|née? le)\b\W*\w*",
    ),
    pattern(
        "an age of 90 or more",
        r"\b(?:9\d|1[01]\d)[\s-]?(?:years?[\s-]old|yo|y/o|yrs?[\s-]old|years of age|year-old)\b",
        says_ninety,
    ),
    pattern("an age of 90 or more", r"\b(?:aged?|age of)\s(?:9\d|1[01]\d)\b(?!\s*%)", says_ninety),
    pattern("initials", rf"\b(?i:{WHO})[\s:,]+(?:[A-Z]\.\s?){{1,3}}(?:[A-Z]\b\.?)?", case=True),
    pattern("initials", r"(?<![\w.])(?:[A-Z]\.\s?){2,3}(?=\s*[,(]?\s*(?:\d{2}\b|born|aged|f\b|m\b))", case=True),
)


def patterned(text: str) -> Iterator[tuple[str, str]]:
    """(kind, piece of the text) of everything that has the shape of an identifier."""
    plain = SPARED.sub(lambda match: " " * len(match.group()), text)
    for one in PATTERNS:
        for match in one.expression.finditer(plain):
            if one.holds(match.group()):
                yield one.kind, text[match.start() : match.end()].strip()
