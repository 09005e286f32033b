"""Plans that lie on a constant of the definition or one day beyond it, with the answer on each side.

The constants are written out (domain reference §5 and §5a: all windows are closed), so that a change of the rules
shows here as a disagreement.
"""

from collections.abc import Callable
from random import Random

from cases.exchange.synthesis.draws import Table
from cases.exchange.synthesis.plans import Answer, Course, Event, Later, Look, Plan, Row

T_AB, T_TKI, EARLY, MIN_EXP, STABLE = 42, 14, 180, 42, 84
TIGHT, WIDE, BX = (-56, 42), (-90, 60), (-14, 90)
BX_LATE, ABX, STEROID, GRACE, HERALD, DURABLE = 365, 7, 14, 14, 90, 180

ORGAN = Table.of({"LIVER": 0.5, "LUNG": 0.3, "BONE": 0.2})
QUIET = -120
"""Routine scans end here, so that the one look of the plan decides."""
SWITCHED = Later(switch=70)

Edge = Callable[[Random, bool], Plan]


def _plan(
    random: Random,
    name: str,
    event: Event,
    *,
    days: tuple[int, ...] = (-5,),
    course: Course | None = None,
    later: Later = SWITCHED,
    worse: int | None = None,
    routine_until: int = QUIET,
) -> Plan:
    organ = ORGAN.draw(random)
    looks = tuple([Look(day, {organ: Row("PR")}) for day in days])
    looks += (Look(worse, {organ: Row("PD")}),) if worse is not None else ()
    course = course or Course("THP", begun=-random.randint(260, 500))
    return Plan(f"edge_{name}", (course,), (event,), (organ,), looks, later, routine_until=routine_until)


def _proven(label: str = "DCP_STRICT", certainty: str | None = "CONFIRMED", flags: tuple[str, ...] = (), **fields):
    return Event(Answer(label, certainty, flags=flags), **fields)


def antibody_tail(random: Random, beyond: bool) -> Plan:
    last = -T_AB - beyond
    course = Course(random.choice(("THP", "T-DM1", "T-DXd")), begun=last - 210, last=last, after="toxicity")
    return _plan(random, "T_AB", _proven("DCP_STRICT_EARLY_POST" if beyond else "DCP_STRICT"), course=course)


def inhibitor_tail(random: Random, beyond: bool) -> Plan:
    last = -T_TKI - beyond
    course = Course("lapatinib-capecitabine", begun=last - 210, last=last, after="toxicity")
    return _plan(random, "T_TKI", _proven("DCP_STRICT_EARLY_POST" if beyond else "DCP_STRICT"), course=course)


def early_end(random: Random, beyond: bool) -> Plan:
    last = -EARLY - beyond
    course = Course("trastuzumab", begun=last - 357, last=last, setting="adjuvant", after="completed")
    event = _proven("OFF_EXPOSURE", None) if beyond else _proven("SKIN_ONLY_EARLY_POST")
    return Plan("edge_EARLY", (course,), (event,), (), (Look(random.randint(-30, 20)),), SWITCHED)


def minimum_exposure(random: Random, beyond: bool) -> Plan:
    """``beyond`` is one day short here."""
    drugs = random.choice(("THP", "lapatinib-capecitabine"))
    course = Course(drugs, begun=-MIN_EXP + beyond)
    event = _proven("LEAD_IN", None) if beyond else _proven()
    return _plan(random, "MIN_EXP", event, course=course, days=(3,))


def tight_before(random: Random, beyond: bool) -> Plan:
    return _plan(
        random, "TIGHT_before", _proven(certainty="PROBABLE" if beyond else "CONFIRMED"), days=(TIGHT[0] - beyond,)
    )


def tight_after(random: Random, beyond: bool) -> Plan:
    return _plan(
        random, "TIGHT_after", _proven(certainty="PROBABLE" if beyond else "CONFIRMED"), days=(TIGHT[1] + beyond,)
    )


def _wide(random: Random, name: str, day: int, beyond: bool) -> Plan:
    unseen = Event(Answer("INDETERMINATE", reason="systemic"))
    return _plan(random, name, unseen if beyond else _proven(certainty="PROBABLE"), days=(day,))


def wide_before(random: Random, beyond: bool) -> Plan:
    return _wide(random, "WIDE_before", WIDE[0] - beyond, beyond)


def wide_after(random: Random, beyond: bool) -> Plan:
    return _wide(random, "WIDE_after", WIDE[1] + beyond, beyond)


def later_progression(random: Random, beyond: bool) -> Plan:
    event = _proven(flags=("HERALD",)) if beyond else _proven("CONCORDANT_PD")
    return _plan(random, "PD_after", event, worse=TIGHT[1] + beyond)


def biopsy_window(random: Random, beyond: bool) -> Plan:
    event = _proven(flags=("DIAGNOSTIC_DELAY",) if beyond else (), biopsy=BX[1] + beyond)
    return _plan(random, "BX", event, later=Later(switch=70))


def biopsy_before(random: Random, beyond: bool) -> Plan:
    event = _proven(certainty="SUSPECTED" if beyond else "CONFIRMED", biopsy=BX[0] - beyond, proof="biopsied_unseen")
    return _plan(random, "BX_before", event)


def late_biopsy(random: Random, beyond: bool) -> Plan:
    event = Event(
        Answer("DCP_STRICT", "SUSPECTED" if beyond else "CONFIRMED", flags=() if beyond else ("DIAGNOSTIC_DELAY",)),
        proof="biopsied_unseen",
        biopsy=BX_LATE + beyond,
    )
    return _plan(random, "BX_LATE", event)


def grace_of_the_next(random: Random, beyond: bool) -> Plan:
    switch = random.randint(5, 20)
    event = Event(Answer("INDETERMINATE", reason="systemic")) if beyond else _proven()
    return _plan(random, "NEXT_TX_GRACE", event, days=(switch + GRACE + beyond,), later=Later(switch=switch))


def herald(random: Random, beyond: bool) -> Plan:
    return _plan(
        random, "HERALD", _proven(flags=() if beyond else ("HERALD",)), later=Later(progression=HERALD + beyond)
    )


def durable(random: Random, beyond: bool) -> Plan:
    """``beyond`` is one day short here."""
    return _plan(
        random, "DURABLE", _proven(flags=() if beyond else ("DURABLE",)), later=Later(looks=(DURABLE - beyond,))
    )


def stable_between(random: Random, beyond: bool) -> Plan:
    """Stable long enough to be two events; ``beyond`` is one day short: one event, which began before t0."""
    first = -200
    quiet = -STABLE + beyond
    event = Event(
        Answer("DCP_STRICT", "CONFIRMED", flags=("DURABLE",)),
        day=first,
        ending="stable",
        ending_day=quiet - first,
        again=-first if beyond else None,
    )
    plan = _plan(random, "STABLE", event, days=(first + 5, 3), course=Course("THP", begun=-480), routine_until=-300)
    if beyond:
        return plan
    return Plan(**{**vars(plan), "events": (event, _proven())})


def _excluded_by(random: Random, name: str, proof: str, days: int, beyond: bool) -> Plan:
    event = Event(Answer("DCP_STRICT", "SUSPECTED" if beyond else "CONFIRMED"), proof=proof, treated_days=days - beyond)
    return _plan(random, name, event)


def antibiotic(random: Random, beyond: bool) -> Plan:
    return _excluded_by(random, "ABX", "no_effect_of_antibiotic", ABX, beyond)


def steroid(random: Random, beyond: bool) -> Plan:
    return _excluded_by(random, "STEROID", "no_effect_of_steroid", STEROID, beyond)


EDGES: tuple[Edge, ...] = (
    antibody_tail,
    inhibitor_tail,
    early_end,
    minimum_exposure,
    tight_before,
    tight_after,
    wide_before,
    wide_after,
    later_progression,
    biopsy_window,
    biopsy_before,
    late_biopsy,
    grace_of_the_next,
    herald,
    durable,
    stable_between,
    antibiotic,
    steroid,
)
SHARE = 0.10
"""Share of patients whose plan lies on a constant."""


def on_an_edge(random: Random) -> Plan:
    return random.choice(EDGES)(random, random.random() < 0.5)
