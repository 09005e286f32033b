"""What the worker does for the trail."""

from procrastinate.contrib.django import app

from registry.audit.sealing import seal

NAME = "audit.seal"


@app.periodic(cron="* * * * *")
@app.task(name=NAME, queueing_lock=NAME)
def seal_the_rest(timestamp: int) -> None:
    """Once a minute, what no request has linked to the chain."""
    while seal():
        pass
