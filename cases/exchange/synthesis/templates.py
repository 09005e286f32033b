"""The templates: each draws one patient's plan together with the answer that the definition must give.

The answers are written out here from the text of the definition, never computed by the rules; numbers in brackets are
rows of the table of edge cases (domain reference §6). Shares are assumptions (docs/synthetic-registry.md).
"""

from collections.abc import Callable
from random import Random

from cases.exchange.synthesis.choices import (
    CONTROLLED,
    MAIN_ORGANS,
    PRIOR_LINES,
    QUIET,
    any_organs,
    later_course,
    look,
    near,
    outcome_flags,
    responding,
    running,
    shown,
    stable,
    uncertain,
    usual_drugs,
    wide,
)
from cases.exchange.synthesis.draws import Table, chance
from cases.exchange.synthesis.plans import Answer, Course, Event, Later, Look, Plan, Row
from cases.exchange.synthesis.unknowns import unknown_dates, unknown_evidence, unknown_exposure, unknown_systemic

Template = Callable[[Random], Plan]


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
    """Stopped for toxicity some months ago, the organs still in response (24) or merely stable."""
    organs, lines = any_organs(random), PRIOR_LINES.draw(random)
    last = -random.randint(60, 160)
    course = Course(usual_drugs(random, lines), begun=last - random.randint(120, 400), last=last, after="toxicity")
    day, (later, flags) = near(random), later_course(random)
    label, status_of = random.choices((("DCP_STRICT", responding), ("DCP_BROAD", stable)), (0.75, 0.25))[0]
    return Plan(
        "early_post",
        (course,),
        (shown(random, f"{label}_EARLY_POST", flags=flags),),
        organs,
        (look(random, day, status_of(random, organs)),),
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
