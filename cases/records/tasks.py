"""What the worker does by itself for the record: drafts that nobody goes on with end after 90 days."""

from procrastinate.contrib.django import app

from cases.records.drafts.actions import expire_drafts
from registry.institutions.models import Institution
from registry.institutions.scoping import acting, system_scope

NAME = "records.expire_drafts"


@app.periodic(cron="17 3 * * *")
@app.task(name=NAME, queueing_lock=NAME)
def expire_old_drafts(timestamp: int) -> None:
    """Once a night, institution by institution, each within its own scope."""
    for institution in Institution.objects.order_by("code"):
        with acting(system_scope(institution), page=NAME) as scope:
            expire_drafts(by=scope)
