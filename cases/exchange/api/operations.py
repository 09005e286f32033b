"""The operations of the API. Each asks the same room that the page about the same thing asks, in the same scope."""

import uuid
from collections.abc import Iterable
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Query, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import BaseRenderer
from ninja.security import HttpBearer
from pydantic import Field

from cases.cohorts.asked import UnreadableError
from cases.cohorts.cohort import readable_episode
from cases.cohorts.members import Selection
from cases.cohorts.noting import note_episode, note_selection
from cases.cohorts.runs import run_for
from cases.cohorts.saved import Run
from cases.cohorts.selection import selection_of
from cases.episodes.models import PublishedDefinition
from cases.exchange.api import schemas
from cases.exchange.dictionary import Chapter, Codes, dictionary
from cases.exchange.schema import case_schema
from cases.exchange.tidy.archive import dictionary_version
from registry.audit.models import Act, Thing
from registry.institutions.scoping import Scope

MOST, USUAL, FARTHEST = 500, 100, 1_000_000
"""Members of one answer: at most, and where the question does not say; more are asked for page by page."""
NO_TOKEN = "Send a live access token of yours: Authorization: Bearer reg_… (in your account menu, Access tokens)."
NO_RIGHT = "Your roles read no cohorts: ask your institution lead for the role of researcher or clinician."


class ByToken(HttpBearer):
    """The middleware has told already whose token it is; here only whether that person reads cohorts."""

    def authenticate(self, request: HttpRequest, token: str) -> Scope | None:
        if not request.scope.signed_in:
            return None
        if not request.scope.reads_cohorts:
            raise HttpError(403, NO_RIGHT)
        return request.scope


class JSON(BaseRenderer):
    """Answers as UTF-8 JSON."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data, default=str, option=orjson.OPT_NON_STR_KEYS)


api = NinjaAPI(
    title="Case registry",
    version="1",
    description=(
        "Reads what the pages of the registry show a person, under the same access and the same disclosure rule. Days"
        " count from the first anti-HER2 dose; there is no calendar date of a patient, no name and no free text."
    ),
    auth=ByToken(),
    renderer=JSON(),
    docs_url=None,
    urls_namespace="api",
)
FAULTS = {401: schemas.Fault, 403: schemas.Fault, 404: schemas.Fault, 422: schemas.Fault}


class Asked(Schema):
    """A cohort, as the address of its page asks for it."""

    of: str = Field("", description="episodes, cases or regimens.")
    definition: str = Field("", description="A published version, such as dcp@1.0.0; the current one if left out.")
    where: str = Field("", description="The filters, as docs/cohort-query.md describes them.")
    run: str = Field("", description="A frozen run instead of a live question.")


class Paged(Asked):
    """A cohort, and which of its members."""

    offset: int = Field(0, ge=0, le=FARTHEST, description="Members to leave out.")
    limit: int = Field(USUAL, ge=1, le=MOST, description="Members to answer with.")


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    return api.create_response(request, {"detail": NO_TOKEN}, status=401)


@api.exception_handler(ValidationError)
def unreadable(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """The parameters that are not what they should be, in one sentence each."""
    said = [f"{one['loc'][-1]}: {one['msg']}." for one in fault.errors]
    return api.create_response(request, {"detail": " ".join(said)}, status=422)


@api.exception_handler(Http404)
def missing(request: HttpRequest, fault: Http404) -> HttpResponse:
    detail = "There is no such thing, or it is not open to you."
    return api.create_response(request, {"detail": detail}, status=404)


@api.get("/definitions", response=list[schemas.DefinitionLine], summary="Published definitions", tags=["definitions"])
def definitions(request: HttpRequest) -> Iterable[schemas.DefinitionLine]:
    return [schemas.DefinitionLine.of(one) for one in PublishedDefinition.objects.offered()]


@api.get(
    "/definitions/{key}/{version}",
    response={200: schemas.DefinitionWhole, **FAULTS},
    summary="One published version, whole",
    tags=["definitions"],
)
def definition(request: HttpRequest, key: str, version: str) -> schemas.DefinitionWhole:
    if "\0" in key + version:  # which PostgreSQL takes for no text at all
        raise Http404
    found = PublishedDefinition.objects.filter(key=key, version=version).first()
    if found is None:
        raise Http404
    return schemas.DefinitionWhole.of(found)


@api.get("/cohort", response={200: schemas.CohortOut, **FAULTS}, summary="A cohort, counted", tags=["cohorts"])
def cohort(request: HttpRequest, asked: Query[Asked]) -> schemas.CohortOut:
    return schemas.CohortOut.of(_selected(request))


@api.get(
    "/cohort/members",
    response={200: schemas.MembersOut, **FAULTS},
    summary="The members that you may read",
    tags=["cohorts"],
)
def members(request: HttpRequest, asked: Query[Paged]) -> schemas.MembersOut:
    selection = _selected(request)
    note_selection(selection, act=Act.EXPORT, what=Thing.ROWS, by=request.scope)
    return schemas.MembersOut.of(selection, asked.offset, asked.limit)


@api.get(
    "/episodes/{episode}",
    response={200: schemas.EpisodeOut, **FAULTS},
    summary="One episode with its de-identified record",
    tags=["cohorts"],
)
def episode(request: HttpRequest, episode: uuid.UUID) -> schemas.EpisodeOut:
    found = readable_episode(episode)
    if found is None:
        raise Http404
    note_episode(found, act=Act.EXPORT, by=request.scope)
    return schemas.EpisodeOut(
        id=found.id,
        institution=found.institution_code,
        definition=found.definition_name,
        episode=found.episode,
        record=found.document,
    )


@api.get("/runs", response=list[schemas.RunOut], summary="Your frozen runs, the newest first", tags=["runs"])
def runs(request: HttpRequest) -> Iterable[schemas.RunOut]:
    return [schemas.RunOut.of(one) for one in Run.objects.of(request.scope).order_by("-frozen_at")]


@api.get("/runs/{run}", response={200: schemas.RunOut, **FAULTS}, summary="The receipt of a run", tags=["runs"])
def run(request: HttpRequest, run: uuid.UUID) -> schemas.RunOut:
    return schemas.RunOut.of(run_for(request.scope, run).receipt)


@api.get("/dictionary", response=schemas.DictionaryOut, summary="The data dictionary", tags=["dictionary"])
def data_dictionary(request: HttpRequest) -> schemas.DictionaryOut:
    whole = dictionary()
    return schemas.DictionaryOut(
        version=dictionary_version(),
        chapters=[_chapter(one) for one in whole.chapters],
        value_sets=[_value_set(one) for one in whole.value_sets],
    )


@api.get("/dictionary/case.schema.json", response=dict, summary="case/1 as JSON Schema", tags=["dictionary"])
def case_json_schema(request: HttpRequest) -> dict[str, Any]:
    return case_schema()


def _selected(request: HttpRequest) -> Selection:
    """The cohort that the query asks for. 422 with the sentence where it cannot be read: nothing is guessed."""
    try:
        selection = selection_of(request.scope, request.GET)
    except UnreadableError as error:
        raise HttpError(422, " ".join([*error.asked.refused, str(error.asked.fault)])) from None
    if selection.refused:
        raise HttpError(422, " ".join(selection.refused))
    return selection


def _chapter(chapter: Chapter) -> schemas.ChapterOut:
    fields = [schemas.FieldOut(**vars(entry)) for entry in chapter.entries]
    return schemas.ChapterOut(title=chapter.title, json_list=chapter.json_list, inside=chapter.inside, fields=fields)


def _value_set(codes: Codes) -> schemas.ValueSetOut:
    rows = [schemas.CodeOut(code=code, label=label, definition=definition) for code, label, definition, _ in codes.rows]
    return schemas.ValueSetOut(name=codes.name, title=codes.title, is_open=codes.is_open, codes=rows)
