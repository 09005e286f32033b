"""What in a free text could tell who the patient is: found before it is saved, by patterns and by names."""

from cases.records.identifying.finding import Finding, identifying_in

__all__ = ["Finding", "identifying_in"]
