"""What the worker derives when a page leaves work over."""

from contextlib import suppress

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from cases.episodes.derivation import derive_pending


@app.task(name="episodes.derive_pending", queueing_lock="episodes.derive_pending")
def derive_the_rest() -> None:
    """Derive released cases, a few hundred per transaction, until none is left."""
    while derive_pending().left:
        continue


def ask_worker() -> None:
    """Queue the rest; where the worker has been asked already, that is enough."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        derive_the_rest.defer()
