"""What the worker does for the accounts."""

from django.core.management import call_command
from procrastinate.contrib.django import app

from registry.institutions.throttle import forget_old_tries

NAME = "institutions.forget"


@app.periodic(cron="17 * * * *")
@app.task(name=NAME, queueing_lock=NAME)
def forget(timestamp: int) -> None:
    """Forget tries and sessions that are over, every hour."""
    forget_old_tries()
    call_command("clearsessions")
