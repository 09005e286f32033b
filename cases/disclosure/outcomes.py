"""Outcomes of other people's cases as counts: in fixed groups and bands, each table settled by itself (ADR 0020).

A group holds each patient once, with one event, and no patient is in two groups. Whoever reads a table is taken to know
how many patients its group has, to the last one: whatever another page may say of that number adds nothing.
"""

from collections.abc import Mapping

from cases.disclosure.rule import POLICY, Count, Policy
from cases.disclosure.sums import Line, Lines


def outcome_table(counts: Mapping[str, int], *, policy: Policy = POLICY) -> dict[str, Count] | None:
    """Patients by one band, as they may be shown; None if nothing of it may.

    ``counts``: every value of the band -> patients. Small cells are withheld. Where one of them would keep fewer than
    ``policy.spread`` possible values for somebody who knows the total, nothing is shown. That hangs on the total and on
    what would be shown alone, so that the decision itself gives nothing away.
    """
    total = sum(counts.values())
    if policy.is_small(total) or all(policy.is_small(number) for number in counts.values()):
        return None
    if _is_exposing(counts, total, policy):
        return None
    return {name: policy.count(0, number) for name, number in counts.items()}


def _is_exposing(counts: Mapping[str, int], total: int, policy: Policy) -> bool:
    """Whether the total and the shown cells leave a small cell too few possible values."""
    cells = [(0, policy.threshold) if policy.is_small(one) else policy.span(one) for one in counts.values()]
    low, high = [total, *(least for least, _ in cells)], [total, *(most for _, most in cells)]
    Lines([Line(0, tuple(range(1, len(low))))], len(low)).narrow(low, high)
    small = [place for place, number in enumerate(counts.values(), 1) if policy.is_small(number)]
    return any(high[place] - low[place] + 1 < policy.spread for place in small)
