"""Forms of the record: boxes for columns, one form per row, nested rows, and the layout of every kind."""

from cases.records.forms.entry import Entry
from cases.records.forms.record import RecordForm

__all__ = ["Entry", "RecordForm"]
