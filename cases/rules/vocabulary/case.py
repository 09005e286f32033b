"""Value sets about the case itself: status, legal basis, provenance, and how a date or number is known."""

from cases.rules.vocabulary.base import Coded, value_set


@value_set(title="Case status")
class CaseStatus(Coded):
    DRAFT = "draft", "Draft", "The institution is still entering the case."
    SUBMITTED = "submitted", "Submitted", "The institution has handed the case over for review."
    IN_REVIEW = "in_review", "In review", "A reviewer of another institution has the case in hand."
    RETURNED = "returned", "Returned", "A reviewer has sent the case back to its institution, with a reason."
    ACCEPTED = "accepted", "Accepted", "A reviewer has accepted the case into the registry."
    LOCKED = "locked", "Locked", "A lead of the institution has signed and closed the accepted case."
    AMENDED = (
        "amended",
        "Amended",
        "The institution has changed the case after acceptance, with a reason; a reviewer has to confirm the change.",
    )
    WITHDRAWN = "withdrawn", "Withdrawn", "The case may no longer be used and is out of the registry."


BEING_ENTERED = frozenset({CaseStatus.DRAFT, CaseStatus.RETURNED})
"""The institution writes freely."""
TAKEN_IN = frozenset({CaseStatus.ACCEPTED, CaseStatus.LOCKED, CaseStatus.AMENDED})
"""In the registry: released while the legal basis is in force, and changed only with a reason."""


@value_set(title="Kind of legal basis")
class LegalBasisKind(Coded):
    CONSENT = "consent", "Consent", "The patient has consented to the registry."
    WAIVER = (
        "waiver",
        "Waiver of consent",
        "An ethics committee has waived consent; its reference is named.",
    )
    PUBLICATION = (
        "publication",
        "Publication",
        "The case was taken from a published report; its DOI or PMID is named.",
    )


@value_set(title="State of the legal basis")
class LegalBasisState(Coded):
    IN_FORCE = "in_force", "In force", "The legal basis holds today."
    WITHDRAWN = "withdrawn", "Withdrawn", "The legal basis was withdrawn and the case may not be used."
    UNKNOWN = "unknown", "Unknown", "Whether the legal basis holds has not been established."


@value_set(title="Scope of consent")
class ConsentScope(Coded):
    REGISTRY = "registry", "Registry", "Entry of the case into this registry."
    SECONDARY_USE = "secondary_use", "Secondary use", "Use of the data in research beyond this registry."
    IMAGES_INTERNAL = (
        "images_internal",
        "Photographs, internal",
        "Photographs may be seen by members of the registry who review the case.",
    )
    IMAGES_PUBLICATION = (
        "images_publication",
        "Photographs, publication",
        "Photographs may be printed in a publication.",
    )
    CONTACT = "contact", "Contact", "The patient may be approached again through the institution."


@value_set(title="Status of consent")
class ConsentStatus(Coded):
    VALID = "valid", "Valid", "Consent was given and stands."
    REVOKED = "revoked", "Revoked", "Consent was given and later withdrawn by the patient."
    UNKNOWN = "unknown", "Unknown", "It is not known whether consent was given."


@value_set(title="Source of a record")
class Source(Coded):
    CHART = "chart", "Chart", "The patient's medical record at the institution."
    PATH_REPORT = "path_report", "Pathology report", "The written report of the pathologist."
    IMAGING_REPORT = "imaging_report", "Imaging report", "The written report of the imaging department."
    PUBLICATION = "publication", "Publication", "A published article or abstract."
    PATIENT_REPORTED = "patient_reported", "Patient reported", "What the patient told the institution."
    CENTRAL_REVIEW = (
        "central_review",
        "Central review",
        "A reading by an expert who does not treat the patient.",
    )


@value_set(title="Asserted or derived")
class Assertion(Coded):
    ASSERTED = "asserted", "Asserted", "The source states the fact."
    DERIVED = "derived", "Derived", "The person who entered the case concluded the fact from the source."


@value_set(title="Why a field is empty")
class Absence(Coded):
    UNKNOWN = "unknown", "Unknown", "A value may exist, but nobody at the institution knows it."
    NOT_PERFORMED = "not-performed", "Not performed", "The examination was not done."
    NOT_ASKED = "not-asked", "Not asked", "The question was not put to the patient or the source."
    NOT_APPLICABLE = "not-applicable", "Not applicable", "The question does not arise for this patient."
    ASKED_DECLINED = "asked-declined", "Asked but declined", "The patient was asked and did not answer."
    RESULT_NOT_IN_CHART = (
        "result-not-in-chart",
        "Done, result not in chart",
        "The examination was done, but its result is not in the chart.",
    )


@value_set(title="Precision of a date")
class Precision(Coded):
    DAY = "day", "Day", "The day is known."
    WEEK = "week", "Week", "The date is known to about a week."
    MONTH = "month", "Month", "The date is known to the month."
    QUARTER = "quarter", "Quarter", "The date is known to the quarter of a year."
    YEAR = "year", "Year", "The date is known to the year."
    RELATIVE = "relative", "Relative", "The date is known only in relation to another event."
    UNKNOWN = "unknown", "Unknown", "How well the date is known has not been stated."


@value_set(title="How a date was obtained")
class DateDerivation(Coded):
    REPORTED = "reported", "Reported", "The source gives the date."
    COMPUTED_CYCLES = (
        "computed_cycles",
        "Computed from cycles",
        "The date was computed from a number of cycles and their interval.",
    )
    COMPUTED_OTHER = (
        "computed_other",
        "Computed otherwise",
        "The date was computed from other dates or durations in the source.",
    )
    IMPUTED = "imputed", "Imputed", "The date was filled in by a convention, not found in the source."


@value_set(title="Comparator of a quantity")
class Comparator(Coded):
    LESS = "<", "less than", "The true value is below the number given."
    LESS_OR_EQUAL = "<=", "at most", "The true value is the number given or below."
    EQUAL = "=", "equal to", "The true value is the number given."
    GREATER_OR_EQUAL = ">=", "at least", "The true value is the number given or above."
    GREATER = ">", "more than", "The true value is above the number given."
    RANGE = "range", "between", "The true value lies between the two numbers given, both included."
    APPROX = "approx", "about", "The true value is close to the number given."
