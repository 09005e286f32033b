"""What stands on the page of a case for the tumour board: figure, record, events with why, and what is open."""

from collections.abc import Iterator, Mapping
from datetime import UTC
from importlib import resources
from typing import Any

from django.template.loader import render_to_string

from cases.desk.adjudication.signing import ShownSignature, signatures_of
from cases.desk.board.colours import FILLS
from cases.desk.board.setting import pdf_of
from cases.desk.episodes import NOWHERE, EpisodePanel, Why, beside, panels_of
from cases.desk.page import read_as
from cases.desk.record import Entry, sections_of
from cases.desk.spoken import Speaker, SpokenWhen
from cases.episodes.published import Chosen
from cases.records import kinds
from cases.records.days import day_zero_in
from cases.records.figure import Figure, Windows, figure_of, record_of
from cases.records.kinds import Kind
from cases.records.models import Case
from cases.review.adjudication.querysets import adjudicated_in
from registry.institutions.scoping import Scope

PAPERS = {"a4": "a4", "letter": "us-letter"}
"""What the address calls a paper -> its name for the typesetter."""
TOLD = {
    kinds.PATIENT.slug: ("menopausal_at_diagnosis",),
    kinds.PRIMARY.slug: ("grade", "size_mm", "inflammatory"),
    kinds.STAGING.slug: (),
    kinds.REGIMEN.slug: ("cycles_given", "stop_reason"),
    kinds.LOCAL_TREATMENT.slug: (),
    kinds.SPECIMEN.slug: (),
    kinds.FOLLOW_UP.slug: ("cause",),
}
"""Slugs of the kinds whose rows are told, with the fields beside their headline. Assessments and the skin stand in the
figure and in the reasons; no field that may hold free text is named here."""


def board_pdf(case: Case, scope: Scope, chosen: Chosen, *, paper: str = "a4", calendar: bool = False) -> bytes:
    """The page as PDF. ``calendar``: dates instead of days from day 0, for the case's own institution only.

    Raises ``NotSet``. Neither local code nor remark stands on it.
    """
    pattern = resources.files("cases.desk.board").joinpath("case.typ").read_text(encoding="utf-8")
    return pdf_of(pattern, board_data(case, scope, chosen, paper=paper, calendar=calendar))


def board_data(case: Case, scope: Scope, chosen: Chosen, *, paper: str, calendar: bool) -> dict[str, Any]:
    """The words and the picture of the page, as ``case.typ`` reads them."""
    document, episodes, _ = read_as(case, scope, chosen.definition)
    day_zero = document.get("day_zero") if calendar and case.institution_id in scope.sites else None
    document = {**document, "day_zero": day_zero}
    speaker = Speaker(document, day_zero_in(document))
    windows = Windows.of(chosen.definition)
    figure = figure_of(document, episodes, windows)
    settled = adjudicated_in(case.pk)
    panels = [
        beside(one, settled.get((one.key, one.regimen))) for one in panels_of(document, episodes, windows, speaker)
    ]
    opened = {record_of(one): [remedy["says"] for remedy in one.get("remedies") or ()] for one in episodes}
    return {
        "title": f"Case {case.pseudonym}",
        "paper": PAPERS.get(paper, "a4"),
        "facts": _facts_of(case, dated=day_zero is not None),
        "svg": _drawn(figure) if figure.rows else "",
        "alt": f"{figure.title}. {figure.description}",
        "axis": f"The axis counts {figure.axis}.",
        "rows": [_row(kind, one) for kind, one in _entries(document, speaker)],
        "signatures": [_signature(one) for one in signatures_of(case, scope)],
        "called": f"{windows.event.capitalize()}s",
        "events": [_event(one, opened.get(one.key, [])) for one in panels],
        "footer": f"Labels by {chosen.definition.title}, version {chosen.definition.version}. They describe a course of"
        " disease and advise no treatment.",
    }


def _signature(shown: ShownSignature) -> str:
    one = shown.signature
    at = one.signed_at.astimezone(UTC)
    signed = f"{one.signer_name}: {one.get_meaning_display()} ({shown.about}), {at:%Y-%m-%d %H:%M} UTC"
    return f"{signed}, hash {shown.digits}. {shown.words}"


def _facts_of(case: Case, *, dated: bool) -> list[str]:
    counted = "Calendar dates: keep within the institution" if dated else "Times are days from day 0"
    return [case.institution.name, case.get_status_display(), f"Version {case.version}", counted]


def _drawn(figure: Figure) -> str:
    width = figure.gutter_width + figure.width
    return render_to_string("desk/board/figure.svg", {"figure": figure, "whole": width, "fills": FILLS})


def _entries(document: Mapping[str, Any], speaker: Speaker) -> Iterator[tuple[Kind, Entry]]:
    for section in sections_of([one for one in kinds.KINDS if one.slug in TOLD], document, speaker, NOWHERE):
        for one in section.entries:
            yield section.kind, one


def _row(kind: Kind, entry: Entry) -> dict[str, str]:
    """One line of the table: the nested rows (drugs, markers) by their names."""
    labels = {str(kind.model._meta.get_field(name).verbose_name) for name in TOLD[kind.slug]}
    nested = [name for group in entry.nested for name, _ in group.lines if name]
    told = [f"{one.label} {one.value.text}" for one in entry.facts if one.label in labels and one.value.text]
    until = f" to {_when(entry.until)}" if entry.until else ""
    return {
        "title": f"{kind.title} {entry.key}".strip(),
        "when": f"{_when(entry.when)}{until}" if entry.when else "",
        "what": entry.headline,
        "facts": "; ".join([*filter(None, [entry.result]), *nested, *told]),
    }


def _when(when: SpokenWhen | None) -> str:
    return "" if when is None else when.calendar or when.text


def _event(panel: EpisodePanel, opened: list[str]) -> dict[str, Any]:
    return {
        "title": f"Event {panel.key}",
        "label": panel.label,
        "certainty": panel.certainty_words,
        "when": _when(panel.when),
        "note": "; ".join(
            [*filter(None, [panel.reason, *_beside(panel)]), *(panel.label_set if panel.reason else ()), *panel.flags]
        ),
        "why": [{"title": one.title, "verdict": _verdict(one), "says": one.says} for one in panel.why],
        "open": opened,
    }


def _beside(panel: EpisodePanel) -> list[str]:
    """The adjudicated label, beside the derived one."""
    settled = panel.adjudicated
    return [f"adjudicated: {settled.label}, {settled.how}"] if settled else []


def _verdict(why: Why) -> str:
    """In words, unless the rule simply holds."""
    return "" if why.verdict == "pass" else why.verdict_words
