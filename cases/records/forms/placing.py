"""How crispy-forms puts the parts of a layout on the page."""

from collections.abc import Iterable

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.template.loader import render_to_string

from cases.records.forms.boxes import RowSelect
from cases.records.forms.layouts import ASKED_IF, SOURCE, Section
from cases.records.forms.painting import Painting
from cases.records.forms.rows import RowForm


class Answer:
    """One field with its "why blank", for open lists the box for other words, and for places the body map."""

    def __init__(self, form: RowForm, name: str):
        self.field = form[name]
        self.absent = form.reason_for(name)
        self.other = form.other_for(name)
        self.asked_if, self.asked_for = _asked(form, name)
        self.painting = Painting(form) if name == "places" else None

    @property
    def wide(self) -> bool:
        return isinstance(self.field.field.widget, forms.CheckboxSelectMultiple | forms.Textarea | forms.RadioSelect)

    @property
    def ticks(self) -> bool:
        return isinstance(self.field.field.widget, forms.CheckboxSelectMultiple)

    @property
    def searched(self) -> bool:
        """Whether its tick boxes are so many that they are searched."""
        return self.ticks and "data-search" in self.field.field.widget.attrs

    @property
    def lately(self) -> str:
        """The codes that this person chose here last."""
        return self.field.field.widget.attrs.get("data-lately", "")

    @property
    def roomy(self) -> bool:
        """Whether its choices are sentences."""
        return isinstance(self.field.field, RowSelect)

    @property
    def single_tick(self) -> bool:
        return isinstance(self.field.field.widget, forms.CheckboxInput)

    @property
    def inline(self) -> bool:
        return isinstance(self.field.field.widget, forms.RadioSelect)

    @property
    def answered(self) -> bool:
        """Whether something stands here, so that a folded section opens."""
        return any(
            one is not None and one.value() not in (None, "", []) for one in (self.field, self.absent, self.other)
        )

    @property
    def faulty(self) -> bool:
        return any(one is not None and bool(one.errors) for one in (self.field, self.absent, self.other))


def _asked(form: RowForm, name: str) -> tuple[str, str]:
    """The field on which it hangs whether this one is asked, and the codes for which it is; empty if it always is."""
    kind = getattr(form, "kind", None)
    field, codes = ASKED_IF.get(f"{kind.slug}.{name}" if kind else "", ("", ()))
    return (form[field].html_name, " ".join(codes)) if field else ("", "")


def answers(form: RowForm, names: tuple[str, ...]) -> list[Answer]:
    return [Answer(form, name) for name in names if name in form.fields]


class PlacedSection(LayoutObject):
    """A section of fields, folded if it says so and nothing stands in it."""

    def __init__(self, section: Section, form: RowForm):
        self.section, self.form, self.fields = section, form, list(section.fields)

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs) -> str:
        listed = answers(form, self.section.fields)
        wordings = form.wording_pairs if "source" in self.section.fields else []
        stands = any(one.answered or one.faulty for one in listed) or any(of.value() for of, _ in wordings)
        parts = {"section": self.section, "answers": listed, "wordings": wordings, "unfolded": stands}
        return render_to_string("records/_section.html", parts)


class PlacedGroup(LayoutObject):
    """The nested rows of one kind; ``build`` makes of each what the template reads."""

    def __init__(self, group, build: type["Line"]):
        self.group, self.build, self.fields = group, build, []

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs) -> str:
        lines = [self.build(self.group, row) for row in self.group.rows]
        return render_to_string(self.group.template, {"group": self.group, "lines": lines, "case": context["case"]})


class Line:
    """One nested row as the templates read it: what stands open and what is folded away."""

    def __init__(self, group, row):
        self.row, self.form = row, row.form
        shown = getattr(group.part, "shown", ())
        rest = in_order(one.name for one in row.form.columns if one.name not in shown)
        self.shown, self.rest = answers(row.form, shown), answers(row.form, rest)
        self.wordings = row.form.wording_pairs

    @property
    def unfolded(self) -> bool:
        return any(one.faulty for one in self.rest)

    @property
    def more(self) -> int:
        """How many of the folded fields hold something."""
        return sum(one.answered for one in self.rest) + sum(bool(of.value()) for of, _ in self.wordings)


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """The fields of a row, those about its source and remarks last."""
    return tuple(sorted(names, key=lambda name: name in SOURCE))


def focusable_id(bound: forms.BoundField) -> str:
    """The id that takes the focus; a set of radio buttons or tick boxes has none of its own, so its first."""
    return bound.id_for_label or f"{bound.auto_id}_0"
