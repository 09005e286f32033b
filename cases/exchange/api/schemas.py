"""What the API answers with. Every name here stands in its OpenAPI document."""

import uuid
from datetime import datetime
from typing import Any

from ninja import Field, Schema

from cases.cohorts.members import Member, Selection
from cases.cohorts.saved import Run
from cases.disclosure.rule import Count
from cases.episodes.models import PublishedDefinition


class Fault(Schema):
    """What was wrong, and what to do."""

    detail: str


class Figure(Schema):
    """A count: what you may read exactly, and what is said of everybody else's cases under the disclosure rule."""

    exact: int = Field(description="What you may read.")
    others: int | None = Field(description="Everybody else's, rounded; null where there are none, or it is withheld.")
    withheld: str = Field(description="Why the others' part is not shown, or not whole.")
    words: str = Field(description="The same in words, as the pages say it.")

    @classmethod
    def of(cls, count: Count) -> "Figure":
        return cls(exact=count.exact, others=count.others, withheld=str(count.withheld), words=str(count))


class DefinitionLine(Schema):
    """One published version of a definition."""

    name: str
    title: str
    status: str
    sha256: str
    published_at: datetime

    @classmethod
    def of(cls, published: PublishedDefinition) -> "DefinitionLine":
        return cls(
            name=published.name,
            title=published.title,
            status=published.status,
            sha256=published.hash,
            published_at=published.published_at,
        )


class DefinitionWhole(DefinitionLine):
    """A published version with its whole document, as it is hashed."""

    document: dict[str, Any]

    @classmethod
    def of(cls, published: PublishedDefinition) -> "DefinitionWhole":
        line = DefinitionLine.of(published)
        return cls(**line.dict(), document=published.document)


class MemberOut(Schema):
    """One member of a cohort: codes and days from the first anti-HER2 dose, nothing that identifies."""

    id: uuid.UUID
    unit: str
    patient: int = Field(description="Tells patients apart within this answer, and says nothing else.")
    institution: str
    label: str
    certainty: str
    facts: dict[str, Any]
    course: dict[str, Any] = Field(description="What came after it.")
    rules: dict[str, str] = Field(description="Rule -> pass, fail or unknown, in the order of the definition.")

    @classmethod
    def of(cls, member: Member) -> "MemberOut":
        values = {name: getattr(member, name) for name in ("id", "patient", "institution", "label", "certainty")}
        dicts = {name: dict(getattr(member, name)) for name in ("facts", "course", "rules")}
        return cls(unit=str(member.unit), **values, **dicts)


class CohortOut(Schema):
    """A cohort: what was asked, in the query and in words, and how many there are."""

    query: str = Field(description="Canonical: the address of its page is /cohorts/? and this.")
    words: str
    unit: str
    definition: str
    definition_sha256: str
    total: Figure
    unknown: int = Field(description="Readable ones of which the filters are neither true nor false, for want of data.")

    @classmethod
    def of(cls, selection: Selection) -> "CohortOut":
        return cls(
            query=selection.query,
            words=selection.words,
            unit=str(selection.unit),
            definition=selection.definition.name,
            definition_sha256=selection.definition.hash,
            total=Figure.of(selection.total),
            unknown=len(selection.unknown),
        )


class MembersOut(Schema):
    """One page of the members that you may read."""

    query: str
    count: int
    offset: int
    members: list[MemberOut]

    @classmethod
    def of(cls, selection: Selection, offset: int, limit: int) -> "MembersOut":
        shown = selection.members[offset : offset + limit]
        members = [MemberOut.of(one) for one in shown]
        return cls(query=selection.query, count=len(selection.members), offset=offset, members=members)


class EpisodeOut(Schema):
    """One episode with the de-identified record that it was derived from."""

    id: uuid.UUID
    institution: str
    definition: str
    episode: dict[str, Any]
    record: dict[str, Any] = Field(description="case/1, without what identifies.")


class RunOut(Schema):
    """The receipt of a frozen run."""

    id: uuid.UUID
    name: str
    frozen_at: datetime
    query: str
    words: str
    definition: str
    definition_sha256: str
    code_sha256: str
    snapshot_sha256: str
    rows_sha256: str

    @classmethod
    def of(cls, run: Run) -> "RunOut":
        return cls(
            id=run.pk,
            name=run.name,
            frozen_at=run.frozen_at,
            query=run.query,
            words=run.words,
            definition=run.definition_name,
            definition_sha256=run.definition_hash,
            code_sha256=run.recipe_hash,
            snapshot_sha256=run.snapshot_hash,
            rows_sha256=run.rows_hash,
        )


class FieldOut(Schema):
    """One field of the record."""

    key: str
    label: str
    holds: str
    value_set: str
    required: bool
    help_text: str


class ChapterOut(Schema):
    """One kind of row with its fields."""

    title: str
    json_list: str
    inside: str
    fields: list[FieldOut]


class CodeOut(Schema):
    """One code of a value set."""

    code: str
    label: str
    definition: str


class ValueSetOut(Schema):
    """A value set; ``is_open``: another text is accepted, and stays at the institution."""

    name: str
    title: str
    is_open: bool
    codes: list[CodeOut]


class DictionaryOut(Schema):
    """The data dictionary. ``version`` changes when a field, a code or its meaning does."""

    version: str
    chapters: list[ChapterOut]
    value_sets: list[ValueSetOut]
