"""Templates whose answer is INDETERMINATE: what is not known of the evidence, the exposure, the organs or a date."""

from random import Random

from cases.exchange.synthesis.choices import (
    CONTROLLED,
    EXTENTS,
    PRIOR_LINES,
    any_organs,
    later_course,
    look,
    near,
    responding,
    running,
    uncertain,
)
from cases.exchange.synthesis.draws import Table
from cases.exchange.synthesis.plans import Answer, Course, Event, Later, Look, Plan, Row


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
        organs, status = tuple(dict.fromkeys([*organs, "PLEURA"])), {**status, "PLEURA": Row("SD")}
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
