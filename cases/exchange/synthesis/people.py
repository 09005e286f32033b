"""Who the patient is, and which institution holds the case."""

from itertools import accumulate
from random import Random
from typing import Any

from cases.exchange.synthesis.blanks import as_charted, left_out
from cases.exchange.synthesis.draws import Table, chance

AGE_MEAN, AGE_SPREAD, YOUNGEST, OLDEST = 54, 12, 24, 90
"""Age at diagnosis in years: normal, cut off at both ends (assumption; the published patients are 62 and 50)."""
SEX = Table.of({"female": 0.992, "male": 0.008})
STATUS = Table.of({"accepted": 0.90, "submitted": 0.05, "draft": 0.05})
BASIS = Table.of({"in_force": 0.97, "unknown": 0.03})
BASIS_KIND = Table.of({"consent": 0.9, "waiver": 0.1})
COMORBIDITIES = Table.of(
    {
        "diabetes": 0.40,
        "autoimmune": 0.18,
        "prior_malignancy": 0.15,
        "hbv_carrier": 0.12,
        "immunosuppressant": 0.07,
        "hcv_carrier": 0.05,
        "prior_radiotherapy": 0.03,
    }
)
GENES = Table.of({"BRCA1": 0.4, "BRCA2": 0.4, "TP53": 0.1, "PALB2": 0.1})
GERMLINE = Table.of({"negative": 0.84, "vus": 0.08, "pathogenic": 0.08})
ECOG = Table.of({0: 0.45, 1: 0.42, 2: 0.11, 3: 0.02})
MENOPAUSE_AT = 51
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def institution_codes(count: int) -> tuple[str, ...]:
    """SYN-A, SYN-B, … SYN-Z, SYN-AA, …"""
    return tuple([f"SYN-{_letters(number)}" for number in range(1, count + 1)])


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        letters = LETTERS[rest] + letters
    return letters


def institutions(count: int) -> Table[str]:
    """Institutions of unequal size after Zipf: the n-th is as large as the first divided by n."""
    return Table(institution_codes(count), tuple(accumulate(1 / rank for rank in range(1, count + 1))))


def drawn_age(random: Random) -> int:
    return min(OLDEST, max(YOUNGEST, round(random.gauss(AGE_MEAN, AGE_SPREAD))))


def described(random: Random, t0: int) -> dict[str, Any]:
    """The patient's own row."""
    age, sex = drawn_age(random), SEX.draw(random)
    patient: dict[str, Any] = {"age_at_diagnosis": age, "sex": sex}
    if sex == "female":
        patient |= as_charted(
            random,
            menopausal_at_diagnosis=_menopausal(random, age),
            menopausal_at_index=_menopausal(random, age + t0 // 365),
        )
    if chance(random, 0.25):
        patient |= as_charted(random, comorbidities=[COMORBIDITIES.draw(random)])
    if chance(random, 0.30):
        patient["germline"] = [{"gene": GENES.draw(random), "result": GERMLINE.draw(random)}]
    if not left_out(random, "ECOG"):
        patient["performance"] = [{"on": t0, "ecog": ECOG.draw(random)}]
    return patient


def _menopausal(random: Random, age: int) -> str:
    years = age - MENOPAUSE_AT + random.randint(-3, 3)
    return "pre" if years < -2 else "peri" if years <= 0 else "post"


def legal_basis(random: Random) -> dict[str, Any]:
    kind = BASIS_KIND.draw(random)
    reference = "Invented ethics committee, reference SYN" if kind == "waiver" else None
    return {"kind": kind, "reference": reference, "state": BASIS.draw(random)}
