"""A registry of a thousand invented patients for pages about cohorts, in seconds.

The heads of the cases come in by the import. Their rows do not: writing them costs four fifths of the time, and no page
about a cohort reads one. What is derived of the whole record is stored as the deriver stores it.
"""

from collections.abc import Iterator

from cases.episodes.derivation import classified, no_collector, store
from cases.episodes.models import Derivation
from cases.episodes.published import current_definition
from cases.episodes.recipe import Recipe, recipe_for
from cases.exchange.importing import import_documents, with_ids
from cases.exchange.reading import read_case
from cases.exchange.shape import TOP_LISTS
from cases.exchange.synthesis.loading import create_institutions
from cases.exchange.synthesis.patients import synthesise
from cases.exchange.synthesis.people import institution_codes
from cases.records.models import Case
from registry.database.deriver import as_deriver

PATIENTS, SITES, SEED = 1_000, 4, 1
CODES = institution_codes(SITES)


def load_thousand(page: str = "test") -> None:
    """Into an empty registry, within the transaction of the caller."""
    create_institutions(CODES, page=page)
    documents = {one["local_code"]: one for one in _documents()}
    import_documents([_head(one) for one in documents.values()], page=page)
    recipe = recipe_for(current_definition())
    with as_deriver(), no_collector():
        cases = list(Case.objects.filter(released=True))
        begun = Derivation.objects.bulk_create([_begun(one, recipe) for one in cases])
        pairs = zip(begun, cases, strict=True)
        store([classified(row, one.version, documents[one.local_code], recipe) for row, one in pairs], {})


def _documents() -> Iterator[dict]:
    for one in synthesise(patients=PATIENTS, institutions=SITES, seed=SEED):
        yield with_ids(read_case(one.document, for_import=True))


def _head(document: dict) -> dict:
    return {name: value for name, value in document.items() if name not in TOP_LISTS}


def _begun(case: Case, recipe: Recipe) -> Derivation:
    """The row of a derivation, as `derive` begins it."""
    definition = recipe.definition
    named = {"definition_key": definition.key, "definition_version": definition.version}
    return Derivation(
        case_id=case.pk, institution_id=case.institution_id, definition_hash=definition.hash, case_version=0, **named
    )
