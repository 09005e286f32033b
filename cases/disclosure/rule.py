"""The disclosure rule: a figure about other people's cases is withheld up to 7, and otherwise rounded to 5.

Cases that the reader may open anyway (their own institution's, an approved project's, published ones) are
counted exactly; only the part that comes from everybody else is under the rule. An institution may ask for more care,
and then every figure takes it (docs/adr/0024).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

THRESHOLD = 7
BASE = 5
SPREAD = 4
THRESHOLDS = (7, 12, 17, 22)
BASES = (5, 15)
"""What may be set. They nest: every figure under a stricter policy follows from the one under a looser policy, so that
who has seen both knows no more than who has seen the looser one."""


class Withheld(StrEnum):
    """Why the others' part of a figure is not shown, or not whole."""

    NOTHING = "nothing"
    SMALL = "small"
    PROTECTING = "protecting"
    PARTLY = "partly"
    TOO_FINE = "too_fine"
    ELSEWHERE = "elsewhere"
    PAUSED = "paused"


@dataclass(frozen=True)
class Policy:
    """How figures about others are shown.

    ``threshold``: counts from 0 to this are withheld. Zero is among them: were it shown, "7 or fewer" would
    say that somebody is there. ``base``: larger counts are rounded to the nearest multiple of it; odd.
    ``spread``: a withheld count must stay compatible with so many values at least, whatever is shown.
    """

    threshold: int = THRESHOLD
    base: int = BASE
    spread: int = SPREAD

    def __post_init__(self):
        if self.base % 2 == 0:
            raise ValueError("The base of rounding must be odd, so that no count lies halfway between two.")
        if not 1 < self.spread <= self.threshold + 1:
            raise ValueError("The spread must lie between 2 and the number of withheld values.")
        low, high = self.span(self.threshold + 1)
        if high - low + 1 < min(self.spread, self.base):
            raise ValueError("The smallest shown figure must not stand for fewer counts than the others or the spread.")

    @classmethod
    def strictest(cls, asked: Iterable[tuple[int, int]]) -> "Policy":
        """The policy that is at least as strict as each of these; the default where nobody asks for more.

        ``asked``: pairs of a threshold and a base, such as institutions set them.
        """
        pairs = [(THRESHOLD, BASE), *asked]
        return cls(threshold=max(one for one, _ in pairs), base=max(one for _, one in pairs))

    def is_small(self, count: int) -> bool:
        """Whether a count must be withheld."""
        return count <= self.threshold

    def rounded(self, count: int) -> int:
        """The nearest multiple of the base."""
        return (count + self.base // 2) // self.base * self.base

    def span(self, count: int) -> tuple[int, int]:
        """The smallest and largest count that look like this one: what a reader knows of a shown figure."""
        shown, reach = self.rounded(count), self.base // 2
        return max(shown - reach, self.threshold + 1), shown + reach

    def count(self, exact: int, others: int | None) -> "Count":
        """A single figure that stands beside no other: the readable part exactly, the others' under the rule.

        ``others`` is None where nobody else's cases can be in it.
        """
        if others is None:
            return Count(exact)
        if self.is_small(others):
            return self.withheld(Withheld.SMALL, exact=exact)
        return Count(exact, self.rounded(others), up_to=self.threshold)

    def withheld(self, why: Withheld, *, exact: int = 0) -> "Count":
        """A figure of which only the readable part is shown."""
        return Count(exact, None, why, self.threshold)


POLICY = Policy()


@dataclass(frozen=True)
class Count:
    """One figure as it may be shown.

    ``exact``: cases the reader may read. ``others``: the rounded rest; None if there is none or withheld. ``up_to``:
    the threshold that it was withheld by.
    """

    exact: int
    others: int | None = None
    withheld: Withheld = Withheld.NOTHING
    up_to: int = THRESHOLD

    @property
    def redacted(self) -> bool:
        """Whether the others' part is left out altogether."""
        return self.others is None and self.withheld is not Withheld.NOTHING

    @property
    def whole(self) -> int:
        """The figure as far as it is shown, for sorting and for the length of a bar."""
        return self.exact + (self.others or 0)

    @property
    def others_in_words(self) -> str:
        """What is said about the cases the reader may not read; empty where there are none."""
        if self.others is not None:
            rest = ", smaller groups left out" if self.withheld is Withheld.PARTLY else ""
            return f"about {self.others}{rest}"
        return {
            Withheld.NOTHING: "",
            Withheld.SMALL: f"{self.up_to} or fewer",
            Withheld.PROTECTING: "withheld",
            Withheld.PARTLY: f"only groups of {self.up_to} or fewer",
            Withheld.TOO_FINE: "not counted this finely",
            Withheld.ELSEWHERE: "not counted under this definition",
            Withheld.PAUSED: "paused",
        }[self.withheld]

    def __str__(self) -> str:
        words = self.others_in_words
        return f"{self.exact}, others: {words}" if words else str(self.exact)
