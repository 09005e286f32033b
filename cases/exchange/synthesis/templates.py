"""The templates: each draws one patient's plan together with the answer that the definition must give.

The answers are written out here from the text of the definition, never computed by the rules. Apart from `edges`,
every day keeps at least eight days from every constant that it is compared with, so that a date known to the week
changes nothing. Shares are assumptions (docs/synthetic-registry.md).
"""

from collections.abc import Callable
from random import Random

from cases.exchange.synthesis.draws import Table, chance
from cases.exchange.synthesis.plans import Answer, Course, Event, Later, Look, Plan, Row

Template = Callable[[Random], Plan]

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


def _controlled(
    random: Random, template: str, label: str, status_of, day: int, standing: str, quiet_from: int = -28, **fields
) -> Plan:
    lines, organs = PRIOR_LINES.draw(random), any_organs(random)
    later, flags = later_course(random)
    event = shown(random, label, standing, flags)
    return Plan(
        template,
        (running(random, lines),),
        (event,),
        organs,
        (look(random, day, status_of(random, organs), **fields),),
        later,
        lines,
        routine_until=min(day - 28, quiet_from),
    )


def archetype(random: Random) -> Plan:
    """Skin progression while liver, bone or lung respond (domain §6: 1, 2, 5, 10, 17, 19, 30, 40)."""
    return _controlled(random, "archetype", "DCP_STRICT", responding, near(random), "CONFIRMED")


def archetype_weak_reference(random: Random) -> Plan:
    """The same with the last scan in the wide window only, or with a limited one (6)."""
    if chance(random, 0.5):
        return _controlled(random, "archetype_wide", "DCP_STRICT", responding, wide(random), "PROBABLE")
    return _controlled(
        random, "archetype_limited", "DCP_STRICT", responding, near(random), "PROBABLE", QUIET, scope="LIMITED"
    )


def archetype_beside(random: Random) -> Plan:
    """A scan told as "at the time of the event" (31, 32)."""
    return _controlled(random, "archetype_beside", "DCP_STRICT", responding, 0, "PROBABLE", beside=True)


def archetype_in_cycles(random: Random) -> Plan:
    """An event told as "cycle 12" of its regimen: never better than probable."""
    organs = any_organs(random)
    later, flags = later_course(random, ("switched", "lost"))
    course = Course("THP", begun=-21 * random.randint(7, 24) - random.randint(3, 17))
    event = shown(random, "DCP_STRICT", "PROBABLE", flags, told="cycle", biopsy=random.randint(14, 50))
    day = random.randint(-18, 8)
    return Plan(
        "archetype_in_cycles",
        (course,),
        (event,),
        organs,
        (look(random, day, responding(random, organs)),),
        later,
        routine_until=min(day - 49, -49),
    )


def regional_only(random: Random) -> Plan:
    """Only axillary nodes to compare with, seen by ultrasound (22)."""
    later, flags = later_course(random, ("switched", "lost"))
    event = shown(random, "DCP_STRICT", "PROBABLE", (*flags, "COMPARATOR_REGIONAL_ONLY"))
    day = near(random)
    seen = Look(day, {"NODES_REG": Row(CONTROLLED.draw(random))}, scope="LIMITED", modalities=("US",))
    return Plan("regional_only", (running(random, 0),), (event,), ("NODES_REG",), (seen,), later, routine_until=QUIET)


def same_line(random: Random) -> Plan:
    """Changed to another drug without progression: still the same line (44)."""
    organs = any_organs(random)
    changed = -random.randint(100, 160)
    first = Course(
        "THP", begun=changed - random.randint(150, 300), last=changed - random.randint(14, 30), after="planned_switch"
    )
    second = Course("pyrotinib-capecitabine", begun=changed)
    later, flags = later_course(random)
    day = near(random)
    return Plan(
        "same_line",
        (first, second),
        (shown(random, "DCP_STRICT", flags=flags),),
        organs,
        (look(random, day, responding(random, organs)),),
        later,
        routine_until=min(day - 28, -28),
    )


def early_post(random: Random) -> Plan:
    """Stopped for toxicity some months ago, everything else still in response (24)."""
    organs, lines = any_organs(random), PRIOR_LINES.draw(random)
    last = -random.randint(60, 160)
    course = Course(usual_drugs(random, lines), begun=last - random.randint(120, 400), last=last, after="toxicity")
    day, (later, flags) = near(random), later_course(random)
    return Plan(
        "early_post",
        (course,),
        (shown(random, "DCP_STRICT_EARLY_POST", flags=flags),),
        organs,
        (look(random, day, responding(random, organs)),),
        later,
        lines,
        routine_until=min(day - 28, -28),
    )


def broad(random: Random) -> Plan:
    """Nothing progressed, nothing responded (3)."""
    return _controlled(random, "broad", "DCP_BROAD", stable, near(random), "CONFIRMED")


def maintained(random: Random) -> Plan:
    """A second event on the next line, the liver in complete response since the line before (45)."""
    organs = (MAIN_ORGANS.draw(random),)
    changed = -random.randint(170, 330)
    first_event = changed - random.randint(50, 60)
    first = Course(
        "THP", begun=first_event - random.randint(200, 400), last=changed - 21, after="PD_isolated_cutaneous"
    )
    second = Course(Table.of({"T-DM1": 0.6, "T-DXd": 0.4}).draw(random), begun=changed)
    later, flags = later_course(random)
    day = near(random)
    events = (
        Event(
            Answer("DCP_STRICT", "CONFIRMED"),
            day=first_event,
            proof="biopsied",
            ending="resolved",
            ending_day=changed - first_event + random.randint(50, 80),
            extent="LR",
        ),
        shown(random, "DCP_BROAD", flags=(*flags, "MAINTAINED_CR"), proof="biopsied"),
    )
    looks = (
        Look(first_event + random.randint(-20, 20), {organs[0]: Row("CR")}),
        Look(day, {organs[0]: Row("CR")}),
    )
    return Plan(
        "maintained",
        (first, second),
        events,
        organs,
        looks,
        later,
        at_start={organs[0]: "CR"},
        routine_until=min(first_event - 56, day - 28),
    )


def twice(random: Random) -> Plan:
    """Excised and back some months later on the same regimen: two events, both judged (37)."""
    organs = any_organs(random)
    first_day = random.choice((-random.randint(120, 132), -random.randint(244, 280)))
    course = Course(usual_drugs(random, 0), begun=first_day - random.randint(120, 300))
    status = responding(random, organs)
    later, flags = later_course(random)
    looks = (
        look(random, first_day + random.randint(-20, 20), status),
        look(random, near(random), status),
    )
    first_flags = outcome_flags(first_day, looks, later)
    events = (
        Event(
            Answer("DCP_STRICT", "CONFIRMED", flags=first_flags),
            day=first_day,
            proof="biopsied",
            ending="excised",
            ending_day=random.randint(30, 50),
        ),
        shown(random, "DCP_STRICT", flags=flags, proof="biopsied"),
    )
    return Plan("twice", (course,), events, organs, looks, later, routine_until=looks[0].day - 28)


def healed_then_true(random: Random) -> Plan:
    """An infection that healed, and months later the real thing: two events."""
    organs = any_organs(random)
    first_day = -random.randint(170, 260)
    course = Course(usual_drugs(random, 0), begun=first_day - random.randint(60, 200))
    later, flags = later_course(random)
    day = near(random)
    events = (
        Event(Answer("MIMIC"), day=first_day, proof="infection", ending="resolved", ending_day=random.randint(20, 40)),
        shown(random, "DCP_STRICT", flags=flags, proof="biopsied"),
    )
    return Plan(
        "healed_then_true",
        (course,),
        events,
        organs,
        (look(random, day, responding(random, organs)),),
        later,
        routine_until=min(day - 28, -28),
    )


def skin_only(random: Random) -> Plan:
    """On adjuvant treatment, never metastatic, restaging clear (11)."""
    drugs = Table.of({"trastuzumab": 0.6, "HP": 0.25, "T-DM1": 0.15}).draw(random)
    course = Course(drugs, begun=-random.randint(90, 330), setting="adjuvant")
    later, flags = later_course(random, ("switched", "durable", "lost"))
    return Plan("skin_only", (course,), (shown(random, "SKIN_ONLY", flags=flags),), (), (Look(near(random)),), later)


def skin_only_metastatic(random: Random) -> Plan:
    """Only the skin is metastatic; or the one liver metastasis was resected before the line began (43)."""
    operated = "LIVER" if chance(random, 0.4) else None
    later, flags = later_course(random, ("switched", "durable", "lost"))
    flags = (*flags, "COMPARATOR_CLEARED_LOCALLY") if operated else flags
    rows = {"LIVER": Row("NED_LOCAL", involved=False)} if operated else {}
    return Plan(
        "skin_only_metastatic",
        (running(random, 0),),
        (shown(random, "SKIN_ONLY", flags=flags),),
        (),
        (Look(near(random), rows),),
        later,
        operated=operated,
    )


def skin_only_early_post(random: Random) -> Plan:
    """Some months after the last adjuvant dose, restaging clear (12)."""
    last = -random.randint(52, 168)
    course = Course("trastuzumab", begun=last - 357, last=last, setting="adjuvant", after="completed")
    later, flags = later_course(random, ("switched", "durable", "lost"))
    return Plan(
        "skin_only_early_post",
        (course,),
        (shown(random, "SKIN_ONLY_EARLY_POST", flags=flags),),
        (),
        (Look(near(random)),),
        later,
    )


def concordant(random: Random) -> Plan:
    """The organs progress too: at the event, soon after, or earlier on the same line (4, 20, 23, 26)."""
    lines, organs = PRIOR_LINES.draw(random), any_organs(random)
    course = running(random, lines)
    later, _ = later_course(random, ("switched", "lost"))
    kind = random.choice(("same", "new", "earlier"))
    day = near(random)
    status = {organ: Row(CONTROLLED.draw(random)) for organ in organs}
    if kind == "new":
        fresh = next(one for one in ("LUNG", "LIVER", "BONE", "NODES_DIST") if one not in organs)
        looks: tuple[Look, ...] = (Look(day, {**status, fresh: Row("PD", new=True, involved=False)}),)
    elif kind == "same":
        looks = (Look(day, {**status, organs[0]: Row("PD")}),)
    else:
        day = near(random)
        worse = {**{organ: Row("SD") for organ in organs}, organs[0]: Row("PD")}
        looks = (Look(-random.randint(70, 80), worse), Look(day, {organ: Row("SD") for organ in organs}))
    standing = "PROBABLE" if kind == "earlier" else "CONFIRMED"
    return Plan(
        f"concordant_{kind}",
        (course,),
        (shown(random, "CONCORDANT_PD", standing),),
        organs,
        looks,
        later,
        lines,
        routine_until=looks[0].day - 28,
    )


def dual_sanctuary(random: Random) -> Plan:
    """The brain progresses with the skin, the organs hold (18)."""
    lines, organs = PRIOR_LINES.draw(random), any_organs(random)
    later, flags = later_course(random, ("switched", "durable", "lost"))
    day = near(random)
    status = {organ: Row(CONTROLLED.draw(random)) for organ in organs}
    seen = Look(day, {**status, "BRAIN": Row("PD", new=True, involved=False)}, modalities=("CT", "MRI"))
    return Plan(
        "dual_sanctuary",
        (running(random, lines),),
        (shown(random, "DUAL_SANCTUARY", flags=flags),),
        organs,
        (seen,),
        later,
        lines,
        routine_until=min(day - 28, -28),
    )


def lead_in(random: Random) -> Plan:
    """Too early to call it resistance (14)."""
    lines, organs = PRIOR_LINES.draw(random), any_organs(random)
    course = Course(usual_drugs(random, lines), begun=-random.randint(12, 33))
    later, _ = later_course(random, ("switched", "lost"))
    return Plan(
        "lead_in",
        (course,),
        (uncertain(random, "LEAD_IN", proof="biopsied"),),
        organs,
        (look(random, random.randint(8, 30), responding(random, organs)),),
        later,
        lines,
    )


def off_exposure(random: Random) -> Plan:
    """A relapse long after the last dose (13), or before the first (domain §7, second case)."""
    event = uncertain(random, "OFF_EXPOSURE", proof=Table.of({"biopsied": 0.8, "asserted": 0.2}).draw(random))
    if chance(random, 0.25):
        chemotherapy = Course("EC", begun=-random.randint(30, 60), last=-4, setting="neoadjuvant", after="PD_mixed")
        return Plan(
            "never_exposed",
            (chemotherapy,),
            (event,),
            (),
            (Look(near(random)),),
            Later(switch=random.randint(12, 30)),
            naive=True,
        )
    last = -random.randint(200, 1500)
    course = Course("trastuzumab", begun=last - 357, last=last, setting="adjuvant", after="completed")
    return Plan("off_exposure", (course,), (event,), (), (Look(near(random)),), Later(switch=random.randint(20, 60)))


def mimic(random: Random) -> Plan:
    """What looks like progression and is not (15, 42)."""
    kind = Table.of({"infection": 0.40, "telangiectasia": 0.25, "radiation_dermatitis": 0.35}).draw(random)
    lines, organs = PRIOR_LINES.draw(random), any_organs(random)
    course = running(random, lines)
    if kind == "telangiectasia":
        lines, course = 1, Course("T-DM1", begun=-random.randint(150, 360))
    ending, day = (
        ("stable", random.randint(130, 170))
        if kind == "telangiectasia" and chance(random, 0.5)
        else ("resolved", random.randint(24, 60))
    )
    event = Event(Answer("MIMIC"), proof=kind, ending=ending, ending_day=day, extent="LR")
    later, _ = later_course(random, ("durable", "lost", "intermediate"))
    day = near(random)
    return Plan(
        f"mimic_{kind}",
        (course,),
        (event,),
        organs,
        (look(random, day, responding(random, organs)),),
        later,
        lines,
        routine_until=min(day - 28, -28),
        irradiated=kind == "radiation_dermatitis",
    )


def no_cutaneous_progression(random: Random) -> Plan:
    """Known skin disease that shrinks, holds or has gone (27)."""
    lines, organs = PRIOR_LINES.draw(random), any_organs(random)
    change = Table.of({"responding_skin": 0.6, "stable_skin": 0.25, "resolved_skin": 0.15}).draw(random)
    later, _ = later_course(random, ("durable", "lost", "intermediate"))
    day = near(random)
    event = Event(Answer("NO_CUTANEOUS_PD"), proof=change, extent="LR")
    return Plan(
        "no_cutaneous_progression",
        (running(random, lines),),
        (event,),
        organs,
        (look(random, day, responding(random, organs)),),
        later,
        lines,
        routine_until=min(day - 28, -28),
    )


def not_eligible(random: Random) -> Plan:
    """Another malignancy (29), or a cancer that was never given an anti-HER2 drug."""
    if chance(random, 0.5):
        lines, organs = PRIOR_LINES.draw(random), any_organs(random)
        day = near(random)
        later, _ = later_course(random, ("switched", "lost"))
        return Plan(
            "other_cancer",
            (running(random, lines),),
            (Event(Answer("NOT_ELIGIBLE"), proof="other_cancer", extent="DIST"),),
            organs,
            (look(random, day, responding(random, organs)),),
            later,
            lines,
            routine_until=min(day - 28, -28),
        )
    organs = any_organs(random)
    day = near(random)
    course = Course("capecitabine", begun=-random.randint(120, 300))
    return Plan(
        "never_treated",
        (course,),
        (uncertain(random, "NOT_ELIGIBLE", proof="biopsied"),),
        organs,
        (look(random, day, responding(random, organs)),),
        Later(),
        naive=True,
        her2_negative=True,
        routine_until=min(day - 28, -28),
    )


def unknown_evidence(random: Random) -> Plan:
    """A biopsy or a work-up that leaves it open (46)."""
    proof = Table.of({"benign_but_there": 0.35, "pending": 0.15, "non_diagnostic": 0.25, "unresolved": 0.25})
    lines, organs = PRIOR_LINES.draw(random), any_organs(random)
    later, _ = later_course(random, ("lost", "intermediate"))
    day = near(random)
    event = uncertain(random, "INDETERMINATE", "evidence", proof=proof.draw(random))
    return Plan(
        "unknown_evidence",
        (running(random, lines),),
        (event,),
        organs,
        (look(random, day, responding(random, organs)),),
        later,
        lines,
        routine_until=min(day - 28, -28),
    )


def unknown_exposure(random: Random) -> Plan:
    """The chart does not say which drugs were given (28), or when the last dose was."""
    organs, day = any_organs(random), near(random)
    kind = random.choice(("silent", "incomplete", "open_end"))
    begun = -random.randint(130, 400)
    course = {
        "silent": Course("THP", begun, stated=False),
        "incomplete": Course("capecitabine", begun),
        "open_end": Course("THP", begun, ends=False),
    }[kind]
    return Plan(
        f"unknown_exposure_{kind}",
        (course,),
        (uncertain(random, "INDETERMINATE", "exposure"),),
        organs,
        (look(random, day, responding(random, organs)),),
        Later(),
        naive=kind == "incomplete",
        complete=kind != "incomplete",
        routine_until=min(day - 28, -28),
    )


def unknown_systemic(random: Random) -> Plan:
    """An organ not seen, not evaluable, or with an unsettled new lesion; or no scan at all (7, 9, 21, 33, 34, 35)."""
    lines, organs = PRIOR_LINES.draw(random), any_organs(random, at_least=2)
    course = running(random, lines)
    day = near(random)
    status = {organ: Row(one) for organ, one in responding(random, organs).items()}
    kind = random.choice(("not_evaluable", "organ_missing", "too_old", "equivocal", "no_scan"))
    looks: tuple[Look, ...] = (Look(day, {**status, organs[-1]: Row("NE")}),)
    routine_until, later = -104, Later()
    if kind == "organ_missing":
        organs, status = (*organs, "PLEURA"), {**status, "PLEURA": Row("SD")}
        looks = (Look(day, {organ: row for organ, row in status.items() if organ != organs[0]}, scope="LIMITED"),)
    elif kind == "too_old":
        course = Course(course.drugs, begun=-random.randint(260, 560))
        looks = (Look(-random.randint(104, 140), status),)
        routine_until = looks[0].day - 28
    elif kind == "equivocal":
        status |= {organs[0]: Row("SD")}
        fresh = "OTHER"
        looks = (Look(day, {**status, fresh: Row("EQUIVOCAL_NEW", involved=False)}),)
        routine_until = min(day - 28, -28)
    elif kind == "no_scan":
        course = Course("trastuzumab", begun=-random.randint(90, 330), setting="adjuvant")
        looks, organs, lines = (), (), 0
    return Plan(
        f"unknown_systemic_{kind}",
        (course,),
        (uncertain(random, "INDETERMINATE", "systemic"),),
        organs,
        looks,
        later,
        lines,
        routine_until=routine_until,
    )


def no_skin_event(random: Random) -> Plan:
    """Treated, followed, and the skin never progressed."""
    lines, organs = PRIOR_LINES.draw(random), any_organs(random)
    later, _ = later_course(random)
    return Plan(
        "no_skin_event",
        (running(random, lines),),
        (),
        organs,
        (look(random, near(random), responding(random, organs)),),
        later,
        lines,
        routine_until=-74,
    )


def unknown_dates(random: Random) -> Plan:
    """A date so wide that it allows two answers (41): of a scan, a dose, a progression or a start."""
    kind = random.choice(("scan", "last_dose", "progression", "start", "adjuvant_end"))
    organs, lines = any_organs(random), 0
    course, later = Course("THP", begun=-random.randint(200, 500)), Later(switch=random.randint(45, 66))
    good = {organ: Row(CONTROLLED.draw(random)) for organ in organs}
    looks: tuple[Look, ...] = (Look(near(random), good),)
    labels: tuple[str, ...] = ("DCP_STRICT", "INDETERMINATE")
    routine_until = min(looks[0].day - 28, -28)
    if kind == "scan":
        first = -random.randint(104, 125)
        looks = (Look(-random.randint(20, 60), good, within=(first, first + random.randint(75, 91))),)
        routine_until = first - 20
    elif kind == "last_dose":
        course = Course(
            "THP",
            begun=course.begun,
            last=-40,
            after="toxicity",
            last_within=(-random.randint(60, 80), -random.randint(10, 30)),
        )
        labels = ("DCP_STRICT", "DCP_STRICT_EARLY_POST")
    elif kind == "progression":
        looks = (
            Look(-random.randint(5, 40), good),
            Look(40, {**good, organs[0]: Row("PD")}, within=(random.randint(20, 32), random.randint(52, 60))),
        )
        later, labels, routine_until = Later(switch=random.randint(75, 90)), ("CONCORDANT_PD", "DCP_STRICT"), -74
    elif kind == "start":
        course = Course("THP", begun=-40, begun_within=(-random.randint(52, 62), -random.randint(22, 32)))
        looks, labels = (Look(random.randint(3, 30), good),), ("DCP_STRICT", "LEAD_IN")
    else:
        course = Course(
            "trastuzumab",
            begun=-560,
            last=-190,
            setting="adjuvant",
            after="completed",
            last_within=(-random.randint(200, 330), -random.randint(90, 160)),
        )
        organs, looks, labels = (), (Look(near(random)),), ("OFF_EXPOSURE", "SKIN_ONLY_EARLY_POST")
    answer = Answer("INDETERMINATE", reason="dates", label_set=labels)
    event = Event(answer, proof="biopsied", extent=EXTENTS.draw(random))
    return Plan(
        f"unknown_date_of_{kind}", (course,), (event,), organs, looks, later, lines, routine_until=routine_until
    )


SHARES: dict[Template, float] = {
    no_skin_event: 0.20,
    archetype: 0.17,
    archetype_weak_reference: 0.05,
    archetype_beside: 0.02,
    archetype_in_cycles: 0.03,
    regional_only: 0.015,
    same_line: 0.015,
    early_post: 0.025,
    broad: 0.05,
    maintained: 0.025,
    twice: 0.02,
    healed_then_true: 0.02,
    skin_only: 0.035,
    skin_only_metastatic: 0.02,
    skin_only_early_post: 0.025,
    concordant: 0.08,
    dual_sanctuary: 0.02,
    lead_in: 0.02,
    off_exposure: 0.03,
    mimic: 0.04,
    no_cutaneous_progression: 0.025,
    not_eligible: 0.015,
    unknown_evidence: 0.02,
    unknown_exposure: 0.02,
    unknown_systemic: 0.03,
    unknown_dates: 0.03,
}
TEMPLATES = Table.of(SHARES)
