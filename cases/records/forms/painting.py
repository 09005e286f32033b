"""The body map on the form of a skin finding: what is painted, and what it would mean for side and extent."""

import json

from django.forms.boundfield import BoundWidget

from cases.records.body_map import BodyMap, painted_map
from cases.records.body_map.drawing import PARTS, WHOLE, Part
from cases.records.forms.rows import RowForm
from cases.records.models import Primary
from cases.rules.skin_places import implied_extent, sides_of, table
from cases.rules.vocabulary.places import COVERS, FRONT, LEFT, PLACES, RIGHT


class Painting:
    """The map of one form and the names of the fields it keeps step with.

    ``sides``: (key of a primary or "" for none chosen, sides on which it lies), both in words for the script.
    """

    parts: tuple[Part, ...] = PARTS
    whole = WHOLE

    def __init__(self, form: RowForm):
        self.form = form
        self.sites, self.side, self.extent, self.primary = (
            form[name] for name in ("sites", "side", "extent", "primary")
        )
        self.chosen = [one for one in form["places"].value() or () if one in PLACES]

    @property
    def map(self) -> BodyMap:
        return painted_map(self.chosen, self.sites.value() or (), self.side.value() or "", self._lateralities())

    @property
    def sides(self) -> list[tuple[str, str]]:
        """What each choice of the primary says about its side."""
        rows = self.form.entry.of_model(Primary)
        each = [(row.key, [row.laterality]) for row in rows]
        return [(key, " ".join(sorted(sides_of(own)))) for key, own in [("", [row.laterality for row in rows]), *each]]

    @property
    def rules(self) -> str:
        """What follows from painted places, as JSON for the script."""
        return json.dumps(table())

    @property
    def implied(self) -> str:
        """The extent that the painted places have, where it is known and not the one that was chosen."""
        extent = implied_extent(self.chosen, sides_of(self._lateralities()))
        return "" if extent is None or extent == self.extent.value() else extent

    @property
    def wide(self) -> list[tuple[str, str]]:
        """Terms wider than one place -> the terms that they cover, for the script."""
        return [(wide, "|".join(covered)) for wide, covered in COVERS.items()]

    @property
    def groups(self) -> list[tuple[str, list[BoundWidget]]]:
        """The tick boxes of the list: front and back."""
        boxes = list(self.form["places"])
        front = [one for one in boxes if PLACES[one.data["value"]].stem.view == FRONT]
        return [("Front", front), ("Back", boxes[len(front) :])]

    @property
    def breasts(self) -> list[tuple[str, bool]]:
        """Each side, and whether its breast is drawn as removed."""
        return [(side, side in self.map.removed) for side in (RIGHT, LEFT)]

    def _lateralities(self) -> list[str]:
        chosen = getattr(self.primary.value(), "key", self.primary.value()) or ""
        rows = self.form.entry.of_model(Primary)
        return [row.laterality for row in rows if chosen in ("", row.key)]
