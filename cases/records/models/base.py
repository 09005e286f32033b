"""What every row of patient data has in common."""

import uuid

import pgtrigger
from django.db import models

from cases.records.fields import CodeField
from cases.records.models.checks import check_absent, check_free_text, check_wordings
from cases.rules.vocabulary import Source
from registry.institutions.models import Institution


def _case_version_triggers() -> list[pgtrigger.Trigger]:
    """Raise the case's version once per statement that inserts, changes or deletes rows of its record."""
    raise_version = (
        "UPDATE records_case SET version = version + 1 WHERE id IN (SELECT DISTINCT case_id FROM {rows}); RETURN NULL;"
    )
    changed = (
        "(SELECT new_row.case_id FROM new_values new_row JOIN old_values old_row USING (id)"
        " WHERE to_jsonb(new_row) - 'released' - 'row_version'"
        " IS DISTINCT FROM to_jsonb(old_row) - 'released' - 'row_version') c"
    )
    operations = {
        "insert": (pgtrigger.Insert, "new_values", pgtrigger.Referencing(new="new_values")),
        "update": (pgtrigger.Update, changed, pgtrigger.Referencing(old="old_values", new="new_values")),
        "delete": (pgtrigger.Delete, "old_values", pgtrigger.Referencing(old="old_values")),
    }
    return [
        pgtrigger.Trigger(
            name=f"case_version_{verb}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=referencing,
            func=raise_version.format(rows=rows),
        )
        for verb, (operation, rows, referencing) in operations.items()
    ]


class PatientRow(models.Model):
    """One row of a case's record: keyed at random, held by its institution, released only with its case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("records.Case", on_delete=models.PROTECT, related_name="+", editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+", editable=False)
    released = models.BooleanField(default=False, editable=False)
    row_version = models.PositiveIntegerField(default=1, editable=False)
    key = models.CharField(
        max_length=40, blank=True, editable=False, help_text="What other rows of the case call this one."
    )
    position = models.PositiveIntegerField(default=0, editable=False)
    source = CodeField(Source, verbose_name="source", help_text="Where this was read.")
    absent = models.JSONField(default=dict, blank=True, editable=False, help_text="Why a field is empty.")
    as_reported = models.JSONField(
        default=dict, blank=True, editable=False, help_text="The wording of the source, field by field; no dates."
    )
    comment = models.TextField(blank=True, help_text="Free text; leave out names, numbers and dates.")
    contradiction_note = models.TextField(
        blank=True,
        verbose_name="contradiction in the source",
        help_text="Where the source contradicts itself: keep both facts and say so here.",
    )

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Trigger(
                name="follow_the_case",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="NEW.released := coalesce("
                "(SELECT c.released FROM records_case c WHERE c.id = NEW.case_id), false);"
                " RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="row_version",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="IF to_jsonb(NEW) - 'released' - 'row_version' IS DISTINCT FROM"
                " to_jsonb(OLD) - 'released' - 'row_version'"
                " THEN NEW.row_version := OLD.row_version + 1; ELSE NEW.row_version := OLD.row_version; END IF;"
                " RETURN NEW;",
            ),
            *_case_version_triggers(),
        ]

    def clean(self) -> None:
        check_absent(self)
        check_wordings(self)
        check_free_text(self)


class KeyedRow(PatientRow):
    """A row that other rows may name by its key ("b1"), unique within its case."""

    class Meta(PatientRow.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.key}".strip()
