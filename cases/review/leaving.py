"""What may stand in words that go from one institution to another."""

from django.core.exceptions import ValidationError

from cases.records.identifying.speaking_for import refuse_identifying
from cases.rules.calendar_text import calendar_text_in

LONGEST = 1000
"""Characters."""


def check_holds_no_date(text: str) -> None:
    """A calendar date could be a patient's, and the words go to another institution; nor do they name anybody."""
    found = calendar_text_in(text)
    if found:
        raise ValidationError(f"“{found}” looks like a date. Count in days or months from the event instead.")
    refuse_identifying(text)
