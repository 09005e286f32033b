"""What the worker does for itself."""

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

NAME = "database.take_up"
KEPT_HOURS = 72


@app.periodic(cron="* * * * *")
@app.task(name=NAME, queueing_lock=NAME, pass_context=True)
async def take_up(context: JobContext, timestamp: int) -> None:
    """Put tasks back into the queue whose worker was killed, every minute; forget those that succeeded days ago.

    Every task of the registry works in small transactions and begins with what is left, so taking one up is safe.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        try:
            await manager.retry_job(job)
        except UniqueViolation:  # somebody has asked for the same meanwhile
            await manager.finish_job(job, status=Status.ABORTED, delete_job=True)
    await manager.delete_old_jobs(nb_hours=KEPT_HOURS)
