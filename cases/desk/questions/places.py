"""The keys of rows as a reader sees them: readers of other institutions see plain ones (cases.disclosure.keys)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cases.disclosure.keys import PLAIN_KEY, plain_names
from cases.records.models import Case
from cases.records.outside import PREFIXES
from cases.review.questions.anchors import Anchor
from registry.institutions.scoping import Scope


@dataclass(frozen=True)
class Names:
    """``shown``: stored key -> the one that the reader sees; empty where they are the same."""

    by_key: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case, scope: Scope, document: Mapping[str, Any]) -> "Names":
        return cls({} if case.institution_id in scope.sites else plain_names(document, PREFIXES))

    def shown(self, key: str) -> str:
        return self.by_key.get(key, key)

    def stored(self, key: str) -> str:
        return next((stored for stored, shown in self.by_key.items() if shown == key), key)


def named_in_a_list(anchor: Anchor, *, inside: bool) -> str:
    """A place in words where the record is not at hand: a key that could be anything stays inside."""
    names = {} if inside or PLAIN_KEY.fullmatch(anchor.row) else {anchor.row: ""}
    words = anchor.named(names).strip()
    return f"{words[:1].upper()}{words[1:]}"
