"""Which verdicts are current, and which cases wait to be derived."""

from django.db import models
from django.db.models import F, Q

from cases.rules.definition import Definition


class DerivationQuerySet(models.QuerySet):
    """Questions about derivations."""

    def current(self, definition: Definition) -> "DerivationQuerySet":
        """Those made from the present version of the case under this very definition."""
        return self.filter(definition_hash=definition.hash, case_version=F("case__version"))


class VerdictQuerySet(models.QuerySet):
    """Questions about verdicts."""

    def under(self, definition: Definition) -> "VerdictQuerySet":
        """The verdicts of one definition, in the order of their episodes."""
        return self.filter(definition_key=definition.key, definition_version=definition.version).order_by(
            "case_id", "position"
        )


def is_pending(definition: Definition) -> Q:
    """Condition on cases: never derived, or changed since, or derived under another definition."""
    return (
        Q(derivation__isnull=True)
        | ~Q(derivation__definition_hash=definition.hash)
        | ~Q(derivation__case_version=F("version"))
    )
