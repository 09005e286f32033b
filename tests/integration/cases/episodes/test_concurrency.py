"""Two readers at once: the case is derived by one of them, and both see the same verdicts."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from cases.episodes.derivation import derive, derive_pending
from cases.episodes.models import Derivation, Verdict
from registry.database.deriver import as_deriver
from tests.world import build


def committed_world():
    with transaction.atomic():
        return build()


def in_threads(work, number: int = 4) -> list:
    start = Barrier(number)

    def run(_):
        start.wait()
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(run, range(number)))


def test_many_readers_derive_a_case_once(committed):
    case = committed_world().north_accepted
    assert sorted(in_threads(lambda: derive([case.pk]))) == [0, 0, 0, 1]
    with as_deriver():
        assert Verdict.objects.filter(case=case).count() == 1


def test_readers_of_a_list_share_the_work(committed):
    committed_world()
    assert sum(one.derived for one in in_threads(derive_pending)) == 3
    with as_deriver():
        assert Derivation.objects.count() == 3


def test_whoever_comes_second_waits_and_finds_the_case_up_to_date(committed):
    case = committed_world().north_accepted
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            assert derive([case.pk]) == 1
            second = pool.submit(_derive_and_close, case.pk)
            with pytest.raises(TimeoutError):
                second.result(timeout=1)
        assert second.result(timeout=20) == 0


def _derive_and_close(case_id) -> int:
    try:
        return derive([case_id])
    finally:
        connections.close_all()
