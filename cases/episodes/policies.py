"""May this person write, publish or retire a definition, now? ``check_can_x`` raises with the reason."""

from collections.abc import Callable
from functools import partial

from cases.episodes.models import DefinitionStatus, DraftDefinition, PublishedDefinition
from cases.episodes.published import HOUSE
from registry.institutions.policies import Refused, check_can_administer
from registry.institutions.scoping import Scope


def check_can_draft(scope: Scope) -> None:
    """Administrators begin another version."""
    check_can_administer(scope)


def check_can_change(draft: DraftDefinition, scope: Scope) -> None:
    """Only the author writes in a draft, so that whoever publishes it has not written any of it."""
    check_can_administer(scope)
    if draft.author_id is None:
        raise Refused(
            "A document that ships with the registry is published as it is. Begin another version of it then."
        )
    if draft.author_id != scope.user_id:
        raise Refused("Only the author changes a draft. You can check and publish it.")


def check_can_discard(draft: DraftDefinition, scope: Scope) -> None:
    """The author throws a draft away; that of a shipped document, any administrator."""
    check_can_administer(scope)
    if draft.author_id not in (None, scope.user_id):
        raise Refused("Only the author discards a draft.")


def check_can_publish(draft: DraftDefinition, scope: Scope) -> None:
    """Another administrator than the author has checked it."""
    check_can_administer(scope)
    if draft.author_id == scope.user_id:
        raise Refused("You wrote this definition. Another administrator has to check and publish it.")


def check_can_retire(published: PublishedDefinition, scope: Scope) -> None:
    """Whatever pages use where no definition is named stays."""
    check_can_administer(scope)
    if published.status == DefinitionStatus.RETIRED:
        raise Refused("This version is retired already.")
    if published.key == HOUSE and published.status == DefinitionStatus.CURRENT:
        raise Refused("Every page uses this version. Publish a newer one before you retire it.")


def _allowed(check: Callable[..., None], *about) -> bool:
    try:
        check(*about)
    except Refused:
        return False
    return True


can_change = partial(_allowed, check_can_change)
can_discard = partial(_allowed, check_can_discard)
can_publish = partial(_allowed, check_can_publish)
can_retire = partial(_allowed, check_can_retire)
