"""Another version of the definition, published by the two administrators of a test."""

from cases.episodes import actions
from cases.episodes.models import DraftDefinition, PublishedDefinition
from cases.episodes.published import definition_of
from cases.rules.definition import Definition
from registry.institutions.models import Institution, Membership, Role, User
from registry.institutions.scoping import Scope, scope_of
from tests.factories.accounts import with_app


def administrator(name: str) -> User:
    """An administrator of the first institution, made once."""
    user = User.objects.filter(name=name).first()
    if user is None:
        user = with_app(User.objects.create_user(f"{name.lower()}@house.example", name=name))
        Membership.objects.create(user=user, institution=Institution.objects.first(), role=Role.ADMINISTRATOR)
    return user


def author() -> Scope:
    return scope_of(administrator("Aurelia"))


def checker() -> Scope:
    return scope_of(administrator("Chester"))


def drafted(**constants) -> DraftDefinition:
    """Aurelia's draft of the next version of dcp with other constants."""
    draft = actions.begin_version(base=PublishedDefinition.objects.current("dcp").get(), by=author())
    return changed(draft, **constants)


def changed(draft: DraftDefinition, **constants) -> DraftDefinition:
    """The draft after its author has changed some constants."""
    values = draft.document["constants"]
    new = {name: values[name] | {"value": value} for name, value in constants.items()}
    document = draft.document | {"constants": values | new}
    return actions.change_draft(draft=draft, document=document, seen_revision=draft.revision, by=author())


def published(*examples: str, **constants) -> Definition:
    """The next version of dcp with other constants, published by Chester; with these examples only, if any given."""
    draft = drafted(**constants)
    if examples:
        kept = [one for one in draft.document["examples"] if one["id"] in examples]
        document = draft.document | {"examples": kept}
        draft = actions.change_draft(draft=draft, document=document, seen_revision=draft.revision, by=author())
    return definition_of(actions.publish_definition(draft=draft, by=checker()))


def shipped(name: str) -> Definition:
    """A document that ships with the registry, published by Chester."""
    return definition_of(actions.publish_definition(draft=actions.take_shipped(name=name, by=author()), by=checker()))
