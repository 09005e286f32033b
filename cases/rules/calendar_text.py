"""Finds calendar dates in text that must not hold any.

The patient's calendar lives in one vault table; wording kept elsewhere may say "after 12 cycles" but not
"in October 2011". The search errs on the side of finding: a person can always reword.
"""

import re
import unicodedata

ENGLISH_MONTHS = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTH_NUMBERS: dict[str, int] = {name: number for number, names in enumerate(ENGLISH_MONTHS, start=1) for name in names}
OTHER_MONTHS = (
    *("januar", "jänner", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember"),
    *("janvier", "février", "mars", "avril", "juin", "juillet", "août"),
    *("septembre", "octobre", "novembre", "décembre"),
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("septiembre", "octubre", "noviembre", "diciembre"),
    *("gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre"),
)

MONTHS_BUT_MAY = "|".join(sorted({*MONTH_NUMBERS, *OTHER_MONTHS} - {"may"}, key=len, reverse=True))
MONTHS = f"{MONTHS_BUT_MAY}|may"
UNITS = (
    r"(?:mg|mcg|μg|kg|ml|c?gy|mm|cm|cells?|copies|days?|iu|ng|nmol|kb)\b"
    r"|%|/\s*(?:mm|μl|ul|ml|l|hpf|field)\b"
)
VERBS = "be|have|not|also|still|need|show|represent|reflect|indicate|suggest|cause|occur"
MONTH_NO_VERB = rf"(?:(?:{MONTHS_BUT_MAY})\b|may\b(?!\s+(?:{VERBS})\b))"
WORDS_BEFORE = "in|since|until|till|from|by|before|after|during|last|next|early|mid|late|of"

PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # 12/03/2014, 12.3.14
        r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|[12]\d|3[01])\1(?:\d{4}|\d{2})(?!\d)",
        # 20140312
        r"(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)",
        # 2014, but neither d2014 nor 2000 mg
        rf"(?<!\d)(?<!\bd)(?<!\bday\s)(?:19|20)\d{{2}}(?!\d)(?!\s*(?:{UNITS}))",
        # 12 March, 3rd of Oct
        rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th|\.)?[\s-]*(?:of\s+)?{MONTH_NO_VERB}",
        # March 12, Oct '11, Mar2014
        rf"\b(?:{MONTHS})\.?,?[\s-]*(?:the\s+)?'?\d{{1,4}}(?:st|nd|rd|th)?(?!\d)",
        # in October, late May
        rf"\b(?:{WORDS_BEFORE})[\s-]+{MONTH_NO_VERB}",
        rf"\bthis\s+(?:{MONTHS_BUT_MAY})\b",
        # spring '12
        r"\b(?:spring|summer|autumn|fall|winter)\s+(?:of\s+)?'?\d{2}(?!\d)",
        # '11
        r"(?<!\w)'\d{2}(?!\w)",
    )
)


def calendar_text_in(text: str) -> str | None:
    """The first piece of `text` that looks like a calendar date, or None.

    Found are years from 1900 to 2099 (unless a unit follows, as in 2000 mg), dates in numbers, month names
    next to a number or after a word such as "in" or "since", and seasons with a year. A day count such as
    d2014, and "may" as a verb, are no dates.
    """
    plain = "".join(_plain(character) for character in unicodedata.normalize("NFKC", text))
    found = [match for match in (pattern.search(plain) for pattern in PATTERNS) if match]
    return min(found, key=re.Match.start).group().strip() if found else None


def _plain(character: str) -> str:
    if character == "’":
        return "'"
    return str(unicodedata.decimal(character)) if character.isdecimal() else character
