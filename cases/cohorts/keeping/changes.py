"""The page that shows a frozen run beside the same cohort now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from cases.cohorts import words
from cases.cohorts.changes import Changed, Changes, Turned
from cases.cohorts.members import Member, Unit
from cases.episodes.words import RULE_WORDS

SHOWN = 50
GONE = "no such unit now"
ANSWERS = {"pass": "passes", "fail": "fails", "unknown": "not known", "": "not asked"}


@dataclass(frozen=True)
class Line:
    """One row as the page shows it; ``url``: its page, if it has one that still opens."""

    title: str
    url: str
    institution: str
    label: str
    label_now: str
    rules: tuple[str, ...] = ()
    version: int = 0
    version_now: int = 0


@dataclass(frozen=True)
class Group:
    """Rows of one fate. ``says``: what it means."""

    slug: str
    title: str
    says: str
    lines: Sequence[Line]

    @property
    def shown(self) -> Sequence[Line]:
        return self.lines[:SHOWN]

    @property
    def more(self) -> int:
        return len(self.lines) - len(self.shown)


class ChangesPage(Changes):
    """The changes with their rows in words."""

    @property
    def newer_url(self) -> str:
        return reverse("definition-detail", args=self.versions.newer.split("@"))

    @property
    def groups(self) -> list[Group]:
        """The rows that are not the same, by their fate; a fate that none had is left out."""
        groups = [
            Group(
                "changed",
                "In both, and changed",
                "The stored row stays; this is what the live cohort says of it now.",
                [self._changed(one) for one in self.changed],
            ),
            Group(
                "left",
                "Left the cohort",
                "Stored rows that the same question does not find now.",
                [self._changed(one) for one in self.left],
            ),
            Group(
                "joined",
                "In the cohort now, not in the run",
                "New cases, cases that changed, and cases that only you may read and not who froze the run.",
                [self._line(one) for one in self.joined],
            ),
        ]
        return [group for group in groups if group.lines]

    def _changed(self, one: Changed) -> Line:
        return Line(
            **self._head(one.before),
            label=self._label(one.before),
            label_now=self._label(one.now) if one.now else GONE,
            rules=tuple(turned_in_words(rule) for rule in one.rules),
            version=one.version_before,
            version_now=one.version_now,
        )

    def _line(self, member: Member) -> Line:
        label = self._label(member)
        return Line(**self._head(member), label=label, label_now=label)

    def _head(self, member: Member) -> dict[str, str]:
        is_episode = member.unit is Unit.EPISODES
        return {
            "title": f"{member.unit.removesuffix('s').capitalize()} {str(member.id)[:8]}",
            "url": reverse("episode-detail", args=[member.id]) if is_episode and member.id in self.known else "",
            "institution": member.institution,
        }

    def _label(self, member: Member) -> str:
        """The label of a row with its certainty, in words."""
        if not member.label:
            return ""
        label = words.label_title(member.label, self.live.definition.labels)
        return f"{label}, {words.certainty_title(member.certainty).lower()}" if member.certainty else label


def turned_in_words(rule: Turned) -> str:
    """ "Evidence of progression: passes, now fails"."""
    return f"{RULE_WORDS.get(rule.rule, rule.rule)}: {ANSWERS[rule.before]}, now {ANSWERS[rule.now]}"
