"""Which verdicts are current, and which cases wait to be derived."""

from django.db import models
from django.db.models import F, Q

from cases.episodes.recipe import Recipe
from cases.rules.definition import Definition


class DerivationQuerySet(models.QuerySet):
    """Questions about derivations."""

    def current(self, recipe: Recipe) -> "DerivationQuerySet":
        """Those made from the present version of the case by this very recipe."""
        return self.filter(recipe_hash=recipe.hash, case_version=F("case__version"))


class VerdictQuerySet(models.QuerySet):
    """Questions about verdicts."""

    def under(self, definition: Definition) -> "VerdictQuerySet":
        """The verdicts of one definition, in the order of their episodes."""
        return self.filter(definition_key=definition.key, definition_version=definition.version).order_by(
            "case_id", "position"
        )


def is_pending(recipe: Recipe) -> Q:
    """Condition on cases: never derived, or changed since, or derived by another recipe."""
    return (
        Q(derivation__isnull=True) | ~Q(derivation__recipe_hash=recipe.hash) | ~Q(derivation__case_version=F("version"))
    )
