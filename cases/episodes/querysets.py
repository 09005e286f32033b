"""Which definitions can be chosen, which verdicts are current, and which cases wait to be derived."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from cases.episodes.recipe import Recipe
from cases.rules.definition import Definition


class PublishedDefinitionQuerySet(models.QuerySet):
    """Questions about published definitions."""

    def offered(self) -> "PublishedDefinitionQuerySet":
        """Those that a page can be asked for; the current ones first."""
        return self.exclude(status="retired").order_by("key", "status", "-published_at")

    def current(self, key: str) -> "PublishedDefinitionQuerySet":
        """The one version of a definition that is used where none is named."""
        return self.filter(key=key, status="current")

    def named(self, definition: Definition) -> "PublishedDefinitionQuerySet":
        """The row of one version."""
        return self.filter(key=definition.key, version=definition.version)


class DerivationQuerySet(models.QuerySet):
    """Questions about derivations."""

    def under(self, definition: Definition) -> "DerivationQuerySet":
        """The derivations under one version of a definition."""
        return self.filter(definition_key=definition.key, definition_version=definition.version)

    def current(self, recipe: Recipe) -> "DerivationQuerySet":
        """Those made from the present version of the case by this very recipe."""
        return self.under(recipe.definition).filter(recipe_hash=recipe.hash, case_version=F("case__version"))


class VerdictQuerySet(models.QuerySet):
    """Questions about verdicts."""

    def under(self, definition: Definition) -> "VerdictQuerySet":
        """The verdicts of one version of a definition, in the order of their episodes."""
        return self.filter(definition_key=definition.key, definition_version=definition.version).order_by(
            "case_id", "position"
        )


def is_pending(recipe: Recipe, derivations: DerivationQuerySet) -> Q:
    """Condition on cases: never derived under this version, or changed since, or derived by another recipe."""
    made = derivations.under(recipe.definition).filter(
        case=OuterRef("pk"), recipe_hash=recipe.hash, case_version=OuterRef("version")
    )
    return ~Q(Exists(made))
