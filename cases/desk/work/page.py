"""My work: one list at a time, with the number of cases in each of the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from cases.desk.work.lists import ASKED, TITLES, Desk, Followed, Worklist, counts_of
from cases.desk.work.rows import Documents, QuestionLine, draft_lines, follow_up_lines, question_lines
from cases.records.document import documents_of
from cases.records.drafts.listed import ListedDraft, unsaved
from cases.records.models import Case
from registry.institutions.scoping import Scope

PER_PAGE = 10
"""Cases on one page: each draft stands there with its meter and what it needs next."""
ENTERED = (Worklist.DRAFTS, Worklist.RETURNED, Worklist.STALE)
"""The lists of cases that are being entered, each with its meter."""
LEADS = {
    Worklist.DRAFTS: "Cases being entered, the last changed first.",
    Worklist.RETURNED: "Cases that a reviewer sent back, the longest-waiting first.",
    Worklist.QUESTIONS: f"What is unlikely in the {ASKED} newest cases not accepted yet. Change the record, or say once"
    " why it holds.",
    Worklist.FOLLOW_UP: "Living patients without a dated entry for six months, the longest first.",
    Worklist.HANDED_IN: "Cases you gave to the registry and where they are, the last first.",
    Worklist.STALE: "Drafts that nobody has changed for 30 days, the oldest first.",
    Worklist.UNDATED: "Living patients of whom nobody can tell when they were last seen: the case has no day zero,"
    " or no date that counts from it.",
}
NONE_THERE = {
    Worklist.DRAFTS: ("No draft", "Every case you opened is handed in."),
    Worklist.RETURNED: ("Nothing was returned", "A case stands here once a reviewer sends it back to you."),
    Worklist.QUESTIONS: ("Nothing unlikely", "Nothing unlikely is left without a reason."),
    Worklist.FOLLOW_UP: ("No follow-up is due", "Every living patient with a day zero was heard of within six months."),
    Worklist.HANDED_IN: ("Nothing is handed in yet", "A case stands here from the moment you submit it."),
    Worklist.STALE: ("No draft was forgotten", "Every draft was changed within the last 30 days."),
    Worklist.UNDATED: ("Every case can be dated", "Every living patient has a day zero and a dated entry."),
}


@dataclass(frozen=True)
class Empty:
    """Why a list shows nothing. ``kind``: first_use, no_match, no_permission or error."""

    kind: str
    title: str
    text: str
    action_url: str
    action_label: str


@dataclass(frozen=True)
class WorkPage:
    """``lines``: of the shown list; ``typed``: what the person typed anywhere and has not saved yet."""

    worklist: str
    title: str
    lead: str
    tabs: tuple[dict, ...]
    page: Page | None
    lines: Sequence[Any]
    empty: Empty | None
    typed: Sequence[ListedDraft]
    everybody: bool
    switches: bool
    query: str

    @property
    def status(self) -> int:
        return {"error": 404, "no_permission": 403}.get(self.empty.kind, 200) if self.empty else 200


def work_page(scope: Scope, asked: Mapping[str, str]) -> WorkPage:
    """The list that the address names (``list``, ``whose``, ``page``), for a clinician or lead."""
    everybody = asked.get("whose") == "all"
    name = asked.get("list", Worklist.DRAFTS)
    if everybody and not scope.led:
        return _nothing(scope, ALL_IS_FOR_LEADS)
    if name not in list(Worklist):
        return _nothing(scope, NO_SUCH_LIST)
    worklist, desk = Worklist(name), Desk(scope, everybody)
    followed, open_cases = desk.followed(), list(desk.in_question())
    drafts = _page_of(desk.of(worklist), asked) if worklist in ENTERED else None
    documents = documents_of({one.pk for one in (*open_cases, *(drafts or ()))})
    questions = question_lines(open_cases, documents, desk)
    page = drafts or _page_of(_everything(worklist, desk, followed, questions), asked)
    counts = {**counts_of(desk), "follow-up": len(followed.due), "undated": len(followed.undated)}
    counts["questions"] = len(questions)
    return WorkPage(
        worklist=worklist.value,
        title=TITLES[worklist],
        lead=LEADS[worklist],
        tabs=_tabs(worklist, counts, desk),
        page=page,
        lines=_lines(worklist, list(page), documents, desk),
        empty=None if page.object_list else _why_empty(worklist, desk),
        typed=unsaved(scope),
        everybody=everybody,
        switches=bool(scope.led),
        query=_query(worklist, everybody=everybody),
    )


def _page_of(some: Sequence[Any], asked: Mapping[str, str]) -> Page:
    return Paginator(some, PER_PAGE).get_page(asked.get("page"))


def _everything(worklist: Worklist, desk: Desk, followed: Followed, questions: list[QuestionLine]) -> Sequence[Any]:
    if worklist is Worklist.FOLLOW_UP:
        return followed.due
    if worklist is Worklist.UNDATED:
        return [(one, None) for one in followed.undated]
    return questions if worklist is Worklist.QUESTIONS else desk.of(worklist)


def _lines(worklist: Worklist, some: list, documents: Documents, desk: Desk) -> Sequence[Any]:
    """The lines of one page; cases handed in and questions are lines already."""
    if worklist in ENTERED:
        return draft_lines(some, documents, desk)
    return follow_up_lines(some, desk) if worklist in (Worklist.FOLLOW_UP, Worklist.UNDATED) else some


def _tabs(current: Worklist, counts: Mapping[str, int], desk: Desk) -> tuple[dict, ...]:
    """The lists; the one of cases that nobody can date only while there are some."""
    shown = [one for one in Worklist if one is not Worklist.UNDATED or counts[one] or one is current]
    return tuple(
        {
            "label": TITLES[one],
            "url": f"?{_query(one, everybody=desk.everybody)}",
            "current": one is current,
            "count": counts[one],
        }
        for one in shown
    )


def _query(worklist: Worklist, *, everybody: bool) -> str:
    return f"list={worklist.value}{'&whose=all' if everybody else ''}"


def _why_empty(worklist: Worklist, desk: Desk) -> Empty:
    if not Case.objects.in_full_for(desk.scope).exists():
        text = "Open the first case of your institution. It stays a draft until you submit it."
        return Empty("first_use", "No case yet", text, reverse("case-create"), "New case")
    title, text = NONE_THERE[worklist]
    if desk.scope.led and not desk.everybody:
        address = f"?{_query(worklist, everybody=True)}"
        return Empty("no_match", title, text, address, "Look among those of the whole institution")
    return Empty("no_match", title, text, reverse("case-list"), "All cases of your institution")


ALL_IS_FOR_LEADS = (
    "no_permission",
    "The work of others is for leads",
    "Only a lead sees the worklists of the whole institution. You can open each of its cases from the list of cases.",
)
NO_SUCH_LIST = ("error", "There is no such list", "The address names a worklist that does not exist.")


def _nothing(scope: Scope, why: tuple[str, str, str]) -> WorkPage:
    empty = Empty(*why, reverse("my-work"), "My work")
    return WorkPage("", "", "", (), None, (), empty, unsaved(scope), False, False, "")
