"""The only writers of definitions. Keyword-only, one transaction each, the person last.

Verdicts have a writer of their own, ``derivation.store``, which works as another role of the database.
"""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cases.episodes import policies
from cases.episodes.models import DefinitionStatus, DraftDefinition, PublishedDefinition
from cases.episodes.tasks import ask_worker
from cases.rules.definition import (
    Definition,
    DefinitionError,
    definition_from_document,
    load_definition,
    next_version,
    version_order,
)
from cases.rules.examples import run_examples
from registry.institutions.scoping import Scope


class EditedMeanwhile(Exception):
    """The draft was saved again since it was read; ``current`` is what is stored, nothing was written."""

    def __init__(self, current: DraftDefinition):
        super().__init__("This draft has been saved since you opened it.")
        self.current = current


@transaction.atomic
def begin_version(*, base: PublishedDefinition, by: Scope) -> DraftDefinition:
    """A draft of the next version, with the content of a published one."""
    policies.check_can_draft(by)
    newest = max(PublishedDefinition.objects.filter(key=base.key).values_list("version", flat=True), key=version_order)
    new = {"version": next_version(newest), "author": by.user.name, "checker": None, "change_note": ""}
    return _saved(DraftDefinition(base=base, document=base.document | new, author=by.user))


@transaction.atomic
def take_shipped(*, name: str, by: Scope) -> DraftDefinition:
    """A draft of a document that ships with the registry ("dcp-recist-only@1.0.0"), to be checked and published."""
    policies.check_can_draft(by)
    try:
        definition = load_definition(name)
    except DefinitionError as fault:
        raise ValidationError(str(fault)) from fault
    _check_is_new(definition)
    base = PublishedDefinition.objects.current(definition.key).first()
    return _saved(DraftDefinition(base=base, document=dict(definition.document), author=None))


@transaction.atomic
def change_draft(
    *, draft: DraftDefinition, document: Mapping[str, Any], seen_revision: int, by: Scope
) -> DraftDefinition:
    """Write a draft anew. ``ValidationError`` where the document is none; ``EditedMeanwhile``."""
    current = DraftDefinition.objects.select_for_update().get(pk=draft.pk)
    policies.check_can_change(current, by)
    if current.revision != seen_revision:
        raise EditedMeanwhile(current)
    _read(document)
    current.document, current.revision = dict(document), current.revision + 1
    return _saved(current)


@transaction.atomic
def discard_draft(*, draft: DraftDefinition, by: Scope) -> None:
    """Throw a draft away; the audit trail keeps it."""
    policies.check_can_discard(draft, by)
    draft.delete()


@transaction.atomic
def publish_definition(*, draft: DraftDefinition, by: Scope) -> PublishedDefinition:
    """Make a draft a published version that never changes, and have the worker derive the registry under it.

    The worked examples run first: ``ValidationError`` with a sentence for each that fails.
    """
    current = DraftDefinition.objects.select_for_update().get(pk=draft.pk)
    policies.check_can_publish(current, by)
    definition = _read(current.document)
    _check_is_new(definition)
    _check_examples(definition)
    PublishedDefinition.objects.current(definition.key).update(status=DefinitionStatus.SUPERSEDED)
    published = PublishedDefinition(
        key=definition.key,
        version=definition.version,
        title=definition.title,
        document=current.document,
        hash=definition.hash,
        author=current.document["author"],
        checker=by.user.name,
        written_by=current.author,
        published_by=by.user,
        published_at=timezone.now(),
    )
    published.full_clean()
    published.save(force_insert=True)
    current.delete()
    ask_worker(definition)
    return published


@transaction.atomic
def retire_definition(*, published: PublishedDefinition, by: Scope) -> PublishedDefinition:
    """Offer a version no longer. Its verdicts stay, and so does its page."""
    policies.check_can_retire(published, by)
    published.status = DefinitionStatus.RETIRED
    published.save(update_fields=["status"])
    return published


def _saved(draft: DraftDefinition) -> DraftDefinition:
    draft.changed_at = timezone.now()
    draft.created_at = draft.created_at or draft.changed_at
    draft.full_clean()
    draft.save()
    return draft


def _read(document: Mapping[str, Any]) -> Definition:
    try:
        return definition_from_document(document)
    except DefinitionError as fault:
        raise ValidationError(str(fault)) from fault


def _check_is_new(definition: Definition) -> None:
    """A version is published once, and later than those before it."""
    published = PublishedDefinition.objects.filter(key=definition.key).values_list("version", flat=True)
    newest = max(published, key=version_order, default=None)
    if newest is not None and version_order(definition.version) <= version_order(newest):
        raise ValidationError(
            f"{definition.key} {newest} is published. A new version must be later, such as {next_version(newest)}."
        )


def _check_examples(definition: Definition) -> None:
    failing = [one for one in run_examples(definition) if not one.passes]
    if failing:
        raise ValidationError(
            [
                f"Worked example {one.id}, “{one.title}”, does not come out as expected. Change the constant, or"
                " have the author say what the example should answer now."
                for one in failing
            ]
        )
    if not definition.document["examples"]:
        raise ValidationError("The definition has no worked example. It needs one at least before it can be published.")
