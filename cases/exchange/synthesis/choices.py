"""What templates choose from: organs, drugs, scans that decide, proofs, and what followed.

Days keep at least eight days from every constant of the definition, so that a date known to the week changes nothing.
"""

from random import Random

from cases.exchange.synthesis.draws import Table, chance
from cases.exchange.synthesis.plans import Answer, Course, Event, Later, Look, Row

MAIN_ORGANS = Table.of({"BONE": 0.42, "LIVER": 0.33, "LUNG": 0.25})
OTHER_ORGANS = Table.of(
    {
        "BONE": 0.20,
        "LIVER": 0.16,
        "LUNG": 0.16,
        "NODES_REG": 0.16,
        "NODES_DIST": 0.16,
        "PLEURA": 0.08,
        "CHEST_WALL_DEEP": 0.04,
        "ADRENAL": 0.02,
        "OVARY": 0.01,
        "PERITONEUM": 0.01,
    }
)
ORGAN_COUNT = Table.of({1: 0.45, 2: 0.35, 3: 0.20})
PRIOR_LINES = Table.of({0: 0.60, 1: 0.28, 2: 0.12})
BY_LINE = {
    1: Table.of({"THP": 0.75, "TH": 0.13, "trastuzumab-vinorelbine": 0.07, "T-DXd": 0.05}),
    2: Table.of({"T-DM1": 0.52, "T-DXd": 0.33, "lapatinib-capecitabine": 0.10, "pyrotinib-capecitabine": 0.05}),
    3: Table.of(
        {
            "tucatinib-capecitabine-trastuzumab": 0.40,
            "T-DXd": 0.25,
            "lapatinib-capecitabine": 0.15,
            "trastuzumab-vinorelbine": 0.20,
        }
    ),
}
"""What is given in which line (assumption, after the order of approvals: THP, then T-DM1 or T-DXd, then tucatinib)."""

PROOFS = Table.of({"biopsied": 0.62, "seen_before": 0.22, "asserted": 0.16})
EXTENTS = Table.of({"LR": 0.55, "DIST": 0.25, "BOTH": 0.20})
TOLD = Table.of({"day": 0.88, "week": 0.12})
QUIET = -74
"""Routine scans end here where a further full scan would change the certainty."""
FLAG_OF = {"herald": ("HERALD",), "durable": ("DURABLE",)}
CONTROLLED = Table.of({"CR": 0.30, "PR": 0.70})


def any_organs(random: Random, at_least: int = 1) -> tuple[str, ...]:
    """The compartments involved when the line began; one of them at least is no breast or regional node."""
    count = max(at_least, ORGAN_COUNT.draw(random))
    found = [MAIN_ORGANS.draw(random)]
    while len(found) < count:
        one = OTHER_ORGANS.draw(random)
        if one not in found:
            found.append(one)
    return tuple(found)


def usual_drugs(random: Random, prior_lines: int) -> str:
    return BY_LINE[min(prior_lines + 1, 3)].draw(random)


def running(random: Random, prior_lines: int, **fields) -> Course:
    """A regimen begun well before t0 and still given."""
    return Course(usual_drugs(random, prior_lines), begun=-random.randint(120, 560), **fields)


def later_course(random: Random, kinds: tuple[str, ...] = ("switched", "durable", "herald", "intermediate", "lost")):
    """What followed, with the outcome flags that go with it."""
    shares = {"switched": 0.50, "durable": 0.20, "herald": 0.10, "intermediate": 0.08, "lost": 0.12}
    kind = Table.of({name: shares[name] for name in kinds}).draw(random)
    flags = FLAG_OF.get(kind, ())
    if kind == "switched":
        switch = random.randint(45, 66)
        return Later(switch=switch, looks=(switch + random.randint(56, 84),)), flags
    if kind == "durable":
        return Later(looks=(random.randint(80, 110), random.randint(190, 260))), flags
    if kind == "herald":
        return Later(progression=random.randint(70, 81)), flags
    if kind == "intermediate":
        return Later(progression=random.randint(100, 170), looks=(random.randint(76, 90),)), flags
    return Later(looks=(random.randint(80, 160),) if chance(random, 0.5) else ()), flags


def outcome_flags(day: int, looks: tuple[Look, ...], later: Later) -> tuple[str, ...]:
    """The flags of an earlier event on the same regimen: durable if a scan half a year on saw no progression."""
    end = later.switch if later.switch is not None else 10_000
    if later.progression is not None and later.progression < end:
        return ("HERALD",) if later.progression <= day + 90 else ()
    seen = [*(one.day for one in looks), *later.looks]
    return ("DURABLE",) if any(day + 180 <= one < end for one in seen) else ()


def shown(random: Random, label: str, standing: str = "CONFIRMED", flags: tuple[str, ...] = (), **fields) -> Event:
    """A progression at t0, proven in one of the usual ways.

    ``standing`` is the certainty that the scans allow; a bare assertion is never more than SUSPECTED.
    """
    proof = fields.pop("proof", None) or PROOFS.draw(random)
    lost = proof == "biopsied" and chance(random, 0.05)
    answer = Answer(
        label, "SUSPECTED" if proof == "asserted" else standing, flags=(*flags, *(("HER2_LOSS",) if lost else ()))
    )
    return Event(
        answer,
        proof=proof,
        told=fields.pop("told", None) or TOLD.draw(random),
        her2_lost=lost,
        extent=EXTENTS.draw(random),
        **_ending(random, proof),
        **fields,
    )


def _ending(random: Random, proof: str) -> dict:
    if chance(random, 0.45):
        return {}
    ending = Table.of({"response": 0.5, "resolved": 0.2, "stable": 0.3}).draw(random)
    return {"ending": ending, "ending_day": random.randint(84, 150)}


def uncertain(random: Random, label: str, reason: str | None = None, **fields) -> Event:
    """A progression whose answer carries no certainty."""
    proof = fields.pop("proof", None) or PROOFS.draw(random)
    return Event(
        Answer(label, reason=reason, **fields.pop("answer", {})), proof=proof, extent=EXTENTS.draw(random), **fields
    )


def near(random: Random) -> int:
    """A day well inside the tight window."""
    return random.choice((random.randint(-46, -2), random.randint(-12, 6), random.randint(3, 33)))


def wide(random: Random) -> int:
    """A day well inside the wide window before t0 and well outside the tight one."""
    return -random.randint(66, 80)


def look(random: Random, day: int, status: dict[str, str], **fields) -> Look:
    rows = {organ: Row(one) for organ, one in status.items()}
    brain = random.random()
    if brain < 0.20:
        rows["BRAIN"] = Row("NED", involved=False)
    elif brain < 0.25:
        rows["BRAIN"] = Row("SD")
    return Look(day, rows, **fields)


def responding(random: Random, organs: tuple[str, ...]) -> dict[str, str]:
    """One organ in response, the others controlled in one way or another."""
    others = Table.of({"CR": 0.2, "PR": 0.4, "SD": 0.25, "NON_CR_NON_PD": 0.15})
    status = {organ: others.draw(random) for organ in organs}
    return status | {random.choice(organs): CONTROLLED.draw(random)}


def stable(random: Random, organs: tuple[str, ...]) -> dict[str, str]:
    return {organ: "NON_CR_NON_PD" if organ == "BONE" and chance(random, 0.6) else "SD" for organ in organs}
