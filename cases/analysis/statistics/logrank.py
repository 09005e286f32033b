"""Whether groups differ in time to event: the log-rank test for two groups or more, if wanted within strata."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from cases.analysis.statistics.durations import Observed
from cases.analysis.statistics.libraries import chi_square_tail, numpy

SMALLEST_GROUP = 10
"""Below this no test is shown: the approximation is poor, and a p-value would say much about few people."""


@dataclass(frozen=True)
class GroupTally:
    """A group in the test. ``n`` and ``events`` are counts under the rule of disclosure.

    ``expected``: events had all groups the same hazard; it gives counts away and stays inside as they do. None where
    the test is withheld, because the test can be guessed from it.
    """

    group: str
    n: int
    events: int
    expected: float | None


@dataclass(frozen=True)
class LogRank:
    """The test. ``statistic``, ``p``: chi-square with ``degrees``; None where ``withheld`` says why there is none.

    ``strata``: number of strata; 1 where it is not stratified.
    """

    groups: tuple[GroupTally, ...]
    strata: int
    degrees: int
    statistic: float | None
    p: float | None
    withheld: str = ""


def log_rank(observed: Sequence[Observed], *, stratified: bool = False, smallest: int = SMALLEST_GROUP) -> LogRank:
    """Compare all groups that the durations name, within their strata if ``stratified``; late entry is heeded.

    Mantel, Cancer Chemother Rep 1966;50:163-170; Peto and Peto, J R Stat Soc A 1972;135:185-207. Weights are 1 (R
    ``survdiff`` with rho = 0). Withheld: fewer than two groups, a group of fewer than ``smallest``, a group decided
    after time zero, or no event at which two groups were at risk.
    """
    names = sorted({one.group for one in observed})
    strata = _strata(observed, stratified)
    counted = tuple(_counted(observed, name) for name in names)
    found = LogRank(counted, len(strata), max(len(names) - 1, 0), None, None)
    reason = _why_not(observed, counted, smallest)
    if reason:
        return replace(found, withheld=reason)
    expected, covariance = _expected(strata, names)
    tallies = tuple(replace(one, expected=float(value)) for one, value in zip(counted, expected, strict=True))
    statistic, degrees = _statistic(tallies, covariance)
    if not degrees:
        return replace(found, degrees=0, withheld="Two groups were never at risk together when an event happened.")
    return LogRank(tallies, len(strata), degrees, statistic, chi_square_tail(statistic, degrees))


def _counted(observed: Sequence[Observed], name: str) -> GroupTally:
    events = [one.event for one in observed if one.group == name]
    return GroupTally(name, len(events), sum(events), None)


def _strata(observed: Sequence[Observed], stratified: bool) -> list[list[Observed]]:
    if not stratified:
        return [list(observed)] if observed else []
    names = sorted({one.stratum for one in observed})
    return [[one for one in observed if one.stratum == name] for name in names]


def _why_not(observed: Sequence[Observed], tallies: Sequence[GroupTally], smallest: int) -> str:
    if len(tallies) < 2:
        return "There are not two groups to compare."
    if min(one.n for one in tallies) < smallest:
        return f"No test is shown where a group has fewer than {smallest}."
    if any(one.group_since > 0 for one in observed):
        return "Groups that were decided after time zero are compared from a landmark only."
    return ""


def _expected(strata: Sequence[Sequence[Observed]], names: Sequence[str]) -> tuple[Any, Any]:
    """Expected events by group, and the covariance matrix of their difference from those seen, summed over strata."""
    np, size = numpy(), len(names)
    expected, covariance = np.zeros(size), np.zeros((size, size))
    for stratum in strata:
        place = np.array([names.index(one.group) for one in stratum])
        days, entry = (np.array([getattr(one, name) for one in stratum]) for name in ("days", "entry"))
        event = np.array([one.event for one in stratum])
        for day in np.unique(days[event]):
            here = (days >= day) & ((entry < day) | (entry == 0))
            at_risk = np.bincount(place[here], minlength=size)
            total, lost = at_risk.sum(), (event & (days == day)).sum()
            share = at_risk / total
            expected += lost * share
            if total > 1:
                spread = lost * (total - lost) / (total - 1)
                covariance += spread * (np.diag(share) - np.outer(share, share))
    return expected, covariance


def _statistic(tallies: Sequence[GroupTally], covariance: Any) -> tuple[float, int]:
    """Chi-square and its degrees of freedom, which fall where groups were never at risk together."""
    np = numpy()
    difference = np.array([one.events - one.expected for one in tallies])
    degrees = int(np.linalg.matrix_rank(covariance, tol=1e-9))
    return float(difference @ np.linalg.pinv(covariance, rcond=1e-9) @ difference), degrees
