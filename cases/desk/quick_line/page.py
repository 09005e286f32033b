"""The quick line of one case: what was typed, what it would become, and the step that writes it."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import ValidationError
from django.http import QueryDict

from cases.desk.quick_line.preview import Preview
from cases.episodes.published import choose
from cases.exchange.importing import rows_of
from cases.records.actions import EditedMeanwhile, add_rows
from cases.records.document import document_of
from cases.records.drafts.opened import OpenedForm
from cases.records.forms import Entry
from cases.records.models import Case
from cases.records.policies import Refused, can_ask_to_change, can_edit
from cases.records.quick_line import LONGEST, Reading, Sort, Unread, read_line
from cases.records.quick_line.examples import EXAMPLES, TIMES
from registry.institutions.scoping import Scope

UNPROCESSABLE, CONFLICT = 422, 409
CHANGED = "The text is not the one that was read. Look at what it becomes now, then confirm."
MEANWHILE = (
    "Somebody changed this case since the text was read. Nothing is written yet: below it is read again, for the case"
    " as it stands now."
)
TOO_LONG = f"A line may have {LONGEST:,} characters; enter the course in two steps."
NOT_LEFT_OUT = (
    "Some parts were not understood. Change them, or tick that they are to be left out: the text is not kept."
)
NOTHING = "Nothing of this text would be written."


@dataclass(frozen=True)
class ShownSpan:
    """A part of the text. ``number``: its place among what was not understood, or 0."""

    words: str
    unread: bool
    number: int


@dataclass(frozen=True)
class ShownUnread:
    number: int
    unread: Unread


class QuickLine:
    """``fault``: why nothing was written, above what was read."""

    def __init__(self, case: Case, scope: Scope, opened: OpenedForm):
        self.case, self.scope, self.opened = case, scope, opened
        posted = opened.data or QueryDict()
        self.text = _lines(posted.get("line", ""))
        self.fault = TOO_LONG if len(self.text) > LONGEST else ""
        self.status = UNPROCESSABLE if self.fault else 200
        self._write = posted.get("do") == "write" and not opened.restored
        self.leaves_out = posted.get("leave_out") == "yes"
        self._previewed = _lines(posted.get("previewed", ""))
        seen = posted.get("seen_version", "")
        self.seen_version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else None
        self.longest, self.examples, self.times = LONGEST, EXAMPLES, TIMES

    @property
    def may_edit(self) -> bool:
        return can_edit(self.case, self.scope)

    @property
    def may_ask(self) -> bool:
        return can_ask_to_change(self.case, self.scope)

    @property
    def typed(self) -> bool:
        return bool(self.text.strip()) and len(self.text) <= LONGEST

    @property
    def dated(self) -> bool:
        """Whether calendar dates can be read."""
        return self._document.get("day_zero") is not None

    @cached_property
    def reading(self) -> Reading:
        return read_line(self.text if self.typed else "", self._document)

    @cached_property
    def preview(self) -> Preview:
        return Preview(self._document, self.reading, choose(None).definition)

    @property
    def spans(self) -> list[ShownSpan]:
        shown, number = [], 0
        for span in self.reading.spans:
            unread = span.sort is Sort.UNCLEAR
            number += unread
            shown.append(ShownSpan(self.text[span.start : span.end], unread, number if unread else 0))
        return shown

    @property
    def unread(self) -> list[ShownUnread]:
        return [ShownUnread(number, one) for number, one in enumerate(self.reading.unread, start=1)]

    @property
    def understood(self) -> list[tuple[str, str]]:
        """Each part that was understood, and what it became."""
        spans = [one for one in self.reading.spans if one.sort is Sort.UNDERSTOOD]
        return [(self.text[one.start : one.end], one.says) for one in spans]

    @property
    def said(self) -> str:
        """The outcome of reading in a sentence or two, for those who hear the page."""
        if not self.typed:
            return ""
        count, unread = self.reading.count, len(self.reading.unread)
        rows = "1 entry" if count == 1 else f"{count or 'No'} entries"
        parts = "1 part is" if unread == 1 else f"{unread} parts are"
        return f"{rows} would be written." + (f" {parts} not understood." if unread else "")

    # Writing.

    @property
    def confirmed(self) -> bool:
        return self._write and not self.fault

    @property
    def done(self) -> str:
        count = self.reading.count
        return f"{count} {'entry is' if count == 1 else 'entries are'} written from the line."

    def written(self) -> bool:
        """Write every row in one transaction; if that cannot be, say why and keep the text."""
        refusal = self._refusal()
        if refusal:
            return self._refused(refusal, UNPROCESSABLE)
        rows = rows_of(self.preview.part, Entry.of(self.case).rows)
        try:
            add_rows(
                case=self.case, rows=rows, seen_version=self.seen_version, sending=self.opened.sending, by=self.scope
            )
        except EditedMeanwhile:
            self._read_anew()
            return self._refused(MEANWHILE, CONFLICT)
        except (Refused, ValidationError) as fault:
            return self._refused(" ".join(getattr(fault, "messages", [str(fault)])), UNPROCESSABLE)
        return True

    def _refusal(self) -> str:
        if not self.typed or not self.reading.count:
            return NOTHING
        if self.text != self._previewed or self.seen_version is None:
            return CHANGED
        if self.reading.unread and not self.leaves_out:
            return NOT_LEFT_OUT
        return self.preview.fault or " ".join(one.says for one in self.preview.stops)

    def _refused(self, fault: str, status: int) -> bool:
        self.fault, self.status = fault, status
        return False

    def _read_anew(self) -> None:
        """Read the text again, for the case as it stands now."""
        self.case.refresh_from_db()
        for name in ("_document", "reading", "preview"):
            self.__dict__.pop(name, None)

    @cached_property
    def _document(self) -> dict:
        return document_of(self.case)


def _lines(text: str) -> str:
    """The text as it was typed; a form sends the ends of its lines as two characters."""
    return text.replace("\r\n", "\n")
