"""What a killed worker leaves: the next one takes it up."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from cases.episodes.tasks import NAME, derive_the_rest
from registry.database.tasks import take_up


@pytest.fixture
def left_behind(committed) -> int:
    """A task that a worker had begun; its row says so, and names no worker that is alive."""
    job = derive_the_rest.configure(queueing_lock=NAME).defer(definition="dcp@1.0.0")
    ProcrastinateJob.objects.filter(pk=job).update(status="doing")
    return job


def states() -> dict[int, str]:
    return dict(ProcrastinateJob.objects.values_list("id", "status"))


def taken_up() -> None:
    """In a thread of its own, because a browser of another test may keep an event loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, at_the_minute()).result()


async def at_the_minute() -> None:
    await take_up.func(JobContext(app=app, start_timestamp=0, job=None, abort_reason=lambda: None), 0)
    await sync_to_async(connections.close_all)()  # the database of this test is about to go


def test_a_task_whose_worker_is_gone_is_queued_again(left_behind):
    taken_up()
    assert states() == {left_behind: "todo"}


def test_one_that_was_asked_for_again_meanwhile_is_not_queued_twice(left_behind):
    again = derive_the_rest.configure(queueing_lock=NAME).defer(definition="dcp@1.0.0")
    taken_up()
    assert states() == {again: "todo"}
