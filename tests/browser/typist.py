"""A clinician who types a whole case into the forms: box by box, in the words and times that the boxes take.

What is typed is read from case JSON, but nothing is posted: every value goes through the control a person would use.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from playwright.sync_api import Locator, Page, expect

from cases.records.fields import CodeField, CodesField, QuantityField, WhenField
from cases.records.forms.boxes import REASONS
from cases.records.forms.layouts import LAYOUTS, Grid
from cases.records.kinds import KINDS, Kind
from cases.records.models import Case
from cases.rules.dates import when_from_json, when_text
from cases.rules.quantity import quantity_from_json, quantity_text
from cases.rules.vocabulary import Compartment

PATIENCE = 20_000
"""Milliseconds to wait for an answer of the server, which may share its machine with much else."""

KEY_OF = {reason: words[0].lower() for reason, words in REASONS}
"""The letter that chooses each reason, once Alt+B has opened them."""


@dataclass
class Typist:
    """One person at one case, whose page is at ``case``."""

    page: Page
    case: str = ""

    def open_case(self, served: str, document: dict) -> None:
        """Open the draft with the facts of the case, from the list of cases."""
        basis, provenance = document["legal_basis"], document["provenance"]
        facts = {name: document[name] for name in ("local_code", "diagnosis_year", "comment") if name in document}
        facts |= {f"legal_basis_{name}": value for name, value in basis.items()}
        facts |= {"source": provenance["source"], "source_reference": provenance["reference"]}
        facts |= {"regimens_complete": document.get("regimens_complete")}
        self.page.goto(f"{served}/cases/")
        self.page.locator("main").get_by_role("link", name="New case").click()
        for name, value in facts.items():
            if value is not None:
                self.answer(Case._meta.get_field(name), name, value)
        for name in ("diagnosis_year", "regimens_complete"):
            if f"{name}_absent" in document:
                self.say_why_blank(name, document[f"{name}_absent"])
        if provenance["publicly_described"]:
            self.page.get_by_label("Publicly described").check()
        self.page.get_by_role("button", name="Open the case").click()
        expect(self.page.get_by_text("is open as a draft")).to_be_visible(timeout=PATIENCE)
        self.case = self.page.url

    def enter(self, document: dict) -> None:
        """Enter every row, each as soon as the rows it names are there; what has to wait is added afterwards."""
        steps = in_order(document)
        for step, following in zip(steps, [*steps[1:], None], strict=True):
            if not self.page.url.endswith(f"/{step.kind.slug}/new/"):
                self.page.goto(f"{self.case}{step.kind.slug}/new/")
            self._fill_new(step.kind, step.now)
            more = following is not None and following.kind is step.kind
            self._save(step, "Save and add another" if more else "Save")
        for step in steps:
            if step.later:
                edit = f"Edit {step.kind.title.lower()} {step.key}"
                self.page.locator(f"#record-{step.key}").get_by_role("link", name=edit).click()
                self._fill_row(step.kind, step.later)
                self._save(step, "Save")

    def _save(self, step: "Step", button: str) -> None:
        self.page.get_by_role("button", name=button, exact=True).last.click()
        expect(self.page.get_by_text(f"{f'{step.kind.title} {step.key}'.strip()} is saved.")).to_be_visible(
            timeout=PATIENCE
        )

    def _fill_new(self, kind: Kind, row: dict) -> None:
        self._fill_row(kind, row)
        for inner in kind.nested:
            if not inner.listed_at_top:
                self._fill_nested(kind, inner, row.get(inner.json_list, []))

    def _fill_nested(self, kind: Kind, inner: Kind, rows: Sequence[dict]) -> None:
        part = next(one for one in LAYOUTS[kind.slug].parts if getattr(one, "kind", "") == inner.slug)
        for number, row in enumerate(rows):
            if isinstance(part, Grid):
                self._fill_line(inner, row)
                continue
            prefix = f"{inner.slug}-{number}"
            if number or not part.starts_open:
                self.page.locator(f"#rows-{inner.slug} button[name=add]").click()
                expect(self.page.locator(f"#id_{prefix}-{part.shown[0]}")).to_be_focused(timeout=PATIENCE)
            self._fill_row(inner, row, prefix)

    def _fill_line(self, kind: Kind, row: dict) -> None:
        """One compartment of the grid: status and toggles by a click, the rest as in any row."""
        name = Compartment(row["compartment"]).label
        clicked = {"status": "Status of", "involved_at_baseline": "At baseline,", "new_lesion": "New lesion,"}
        for answered, before in clicked.items():
            if answered in row:
                group = self.page.get_by_role("radiogroup", name=f"{before} {name}", exact=True)
                group.locator(f".cell:has(input[value='{said(row[answered])}'])").click()
        rest = {key: value for key, value in row.items() if key not in {"compartment", *clicked}}
        self._fill_row(kind, rest, f"compartment-{row['compartment']}")

    # ---- one box ---------------------------------------------

    def _fill_row(self, kind: Kind, row: dict, prefix: str = "") -> None:
        before = f"{prefix}-" if prefix else ""
        if row:
            self._unfold()
        for column in kind.fields:
            name = json_name(kind, column, row)
            if row.get(name) is not None:
                self.answer(column, f"{before}{column.name}", row[name])
            if f"{name}_absent" in row:
                self.say_why_blank(f"{before}{column.name}", row[f"{name}_absent"])
        worded = [one for one in kind.fields if f"{json_name(kind, one, row)}_as_reported" in row]
        for number, column in enumerate(worded):
            self._box(f"{before}wording_{number}_of").select_option(column.name)
            self._box(f"{before}wording_{number}").fill(row[f"{json_name(kind, column, row)}_as_reported"])

    def answer(self, column: models.Field, name: str, value) -> None:
        """Give the value of one field in the control that stands for it."""
        if isinstance(column, CodesField):
            self._tick(column, name, value)
        elif chosen_from_a_list(column):
            self._choose(name, said(value))
        else:
            self._box(name).fill(written(column, value))
            if isinstance(column, CodeField):
                self._box(name).press("Tab")  # leaves the list that the box opened

    def say_why_blank(self, name: str, reason: str) -> None:
        """One key in the empty field opens the reasons, a second chooses."""
        self.page.locator(f"#id_{name}_search, #id_{name}, #id_{name}_0").first.press("Alt+b")
        self.page.keyboard.press(KEY_OF[reason])
        expect(self._box(f"{name}_absent")).to_have_value(reason)

    def _choose(self, name: str, value: str) -> None:
        """One of some radio buttons, or an option of a list."""
        radio = self.page.locator(f"input[type=radio][name='{name}'][value='{value}']")
        if radio.count():
            radio.check()
        else:
            self._box(name).select_option(value)

    def _tick(self, column: CodesField, name: str, codes: Sequence[str]) -> None:
        listed = [code for code in codes if code in column.value_set._value2member_map_]
        for code in listed:
            self.page.locator(f"input[type=checkbox][name='{name}'][value='{code}']").check()
        if others := [code for code in codes if code not in listed]:
            self._box(f"{name}_other").fill("; ".join(others))

    def _box(self, name: str) -> Locator:
        return self.page.locator(f"#id_{name}")

    def _unfold(self) -> None:
        """Open everything that is folded away."""
        self.page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")


@dataclass(frozen=True)
class Step:
    """One row to enter: what can be said of it now, and what only when the rows it names are there."""

    kind: Kind
    now: dict
    later: dict

    @property
    def key(self) -> str:
        return self.now.get("id", "")


def in_order(document: dict) -> list[Step]:
    """Each list of rows in its own order; among the lists, first the row of which most can be said."""
    waiting = [(kind, list(rows_of(document, kind))) for kind in KINDS]
    known, steps = set(), []
    while heads := [(kind, rows) for kind, rows in waiting if rows]:
        heads.sort(key=lambda head: head[0] is not steps[-1].kind if steps else False)
        kind, rows = min(heads, key=lambda head: _missing(head[0], head[1][0], known))
        row = rows.pop(0)
        later = _unknown(kind, row, known)
        now = {name: value for name, value in row.items() if name not in later}
        steps.append(Step(kind, now, {name: row[name] for name in row if name in later}))
        known.add(row.get("id"))
    return steps


def _missing(kind: Kind, row: dict, known: set[str]) -> tuple[bool, int]:
    """Whether its own time hangs on a row not entered yet, and how many of its answers name such a row."""
    unknown = _unknown(kind, row, known)
    return kind.timed_by in unknown, len(unknown)


def _unknown(kind: Kind, row: dict, known: set[str]) -> set[str]:
    """The answers of a row that name rows not entered yet."""
    return {name for name, value in row.items() if keys_named(kind, name, value) - known - {row.get("id")}}


def rows_of(document: dict, kind: Kind) -> list[dict]:
    rows = document.get(kind.json_list, [])
    return [rows] if kind.single and rows else rows


def keys_named(kind: Kind, name: str, value) -> set[str]:
    """The rows that an answer names: as the anchor of its time, by reference, or in the rows nested in it."""
    if isinstance(value, dict):
        return {value["anchor"]} if value.get("anchor") else set()
    inner = next((one for one in kind.nested if one.json_list == name and not one.listed_at_top), None)
    if inner is not None:
        return set().union(*(keys_named(inner, *pair) for row in value for pair in row.items()))
    refers = any(kind.json_name(one.name) == name and one.is_relation for one in kind.fields)
    return {value} if refers and value else set()


def json_name(kind: Kind, column: models.Field, row: dict) -> str:
    """The JSON key of a field; of a score and a quantity, which share one, only the field that the answer fits."""
    joined = next((key for key, names in kind.joined.items() if column.name in names), None)
    if joined is None:
        return kind.json_name(column.name)
    return joined if isinstance(column, QuantityField) != isinstance(row.get(joined), str) else ""


def chosen_from_a_list(column: models.Field) -> bool:
    closed = isinstance(column, CodeField) and not column.value_set.open
    return closed or isinstance(column, models.ForeignKey | models.BooleanField)


def said(value) -> str:
    """The value by which a control knows an answer."""
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def written(column: models.Field, value) -> str:
    """The value as a person types it: a time in the grammar of dates, an amount with its unit, a code by its name.

    A time that is text already is typed as it stands.
    """
    if isinstance(column, WhenField) and not isinstance(value, str):
        return when_text(when_from_json(value, day_zero=None))
    if isinstance(column, QuantityField):
        return quantity_text(quantity_from_json(value))
    if isinstance(column, CodeField) and (known := column.value_set.find(value)):
        return known.label
    return str(value)
