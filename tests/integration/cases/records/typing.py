"""What a browser would post: everything that stands in a form, with the test's own changes."""

from cases.records.forms import RecordForm
from cases.records.forms.nested import posted_as_stored
from cases.records.forms.rows import as_posted


def standing(form: RecordForm) -> dict[str, list[str]]:
    """All fields of a form as they stand on the page."""
    seen = {} if form.new else {"seen_version": [str(form.seen_version)]}
    posted = {**seen, **as_posted(form.main)}
    for group in form.groups:
        posted |= posted_as_stored(group)
    return posted


def typed(response, **changes) -> dict[str, list[str] | str]:
    """The page's form with some fields typed over; ``drug_0_agent`` stands for ``drug-0-agent``."""
    return standing(response.context["form"]) | changes
