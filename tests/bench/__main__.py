"""``./dev bench``: how fast cases are classified and derived here, as JSON and as a small table.

Every figure is the median of several repetitions. What is compared takes turns within each repetition, so that a busy
minute of the machine meets both.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import psutil
from django.db import connection

from cases.episodes.derivation import AT_ONCE, classified, derive, every_case
from cases.episodes.models import Derivation, Verdict
from cases.episodes.published import current_definition
from cases.episodes.recipe import recipe_for
from cases.records.document import documents_of
from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document
from registry.database.deriver import as_deriver
from tests.bench.instances import derive_instances
from tests.bench.registry import documents, empty_registry, load
from tests.bench.typical import TYPICAL

MICRO = 1_000_000


def main() -> None:
    arguments = _arguments()
    figures = {"typical_case": typical_case(arguments.repetitions), "from_json": from_json(arguments.cases)}
    if arguments.patients:
        figures["derivation"] = derivation(arguments.patients, arguments.repetitions)
    print(json.dumps(figures, indent=2))
    for title, value in table(figures):
        print(f"{title:<58}{value:>14}", file=sys.stderr)


def typical_case(repetitions: int) -> dict[str, Any]:
    """One case of 20 events, classified again and again."""
    definition, many = load_definition("dcp"), 200
    classify_document(TYPICAL, definition)
    runs = [
        _timed_both(lambda: [classify_document(TYPICAL, definition) for _ in range(many)]) for _ in range(repetitions)
    ]
    seconds, processor = (statistics.median(some) / many for some in zip(*runs, strict=True))
    return {
        "microseconds": round(seconds * MICRO),
        "processor_microseconds": round(processor * MICRO),
        "cases_per_second": round(1 / seconds),
    }


def from_json(cases: int) -> dict[str, Any]:
    """Invented cases from JSON text to printed verdicts, on one processor."""
    definition, texts = load_definition("dcp"), [json.dumps(one) for one in documents(cases)]
    seconds, processor = _timed_both(lambda: [classify_document(json.loads(text), definition) for text in texts])
    return {
        "cases": cases,
        "seconds": round(seconds, 2),
        "processor_seconds": round(processor, 2),
        "cases_per_second": round(cases / seconds),
    }


def derivation(patients: int, repetitions: int) -> dict[str, Any]:
    """The whole way from the database to stored verdicts: plain rows, and instances of models with prefetch.

    ``processor``: seconds in which this process or its database session had a processor; what a busy machine leaves
    of the comparison. ``rules_seconds``: what both spend alike, on the rules and on what others may see.
    """
    with empty_registry("bench_registry"):
        loaded = _timed(lambda: load(patients))
        recipe, cases = recipe_for(current_definition()), every_case()
        ways = {"plain_rows": derive, "instances": lambda some: derive_instances(some, recipe)}
        seconds, rules = {name: [] for name in ways}, []
        processor = {name: [] for name in ways}
        with as_deriver():
            read = list(documents_of(cases, with_vault=False).values())
        for _ in range(repetitions):
            for name, way in ways.items():
                _forget()
                begun = _processor_seconds()
                seconds[name].append(_timed(lambda way=way: _in_batches(way, cases)))
                processor[name].append(_processor_seconds() - begun)
            rules.append(_timed(lambda: [classified(Derivation(), 1, one, recipe) for one in read]))
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    busy = {name: statistics.median(times) for name, times in processor.items()}
    rules = statistics.median(rules)
    return {
        "patients": patients,
        "repetitions": repetitions,
        "load_seconds": round(loaded, 1),
        **{f"{name}_seconds": round(median, 2) for name, median in medians.items()},
        **{f"{name}_cases_per_second": round(patients / median) for name, median in medians.items()},
        "ratio": round(medians["instances"] / medians["plain_rows"], 2),
        **{f"{name}_processor_seconds": round(median, 2) for name, median in busy.items()},
        "processor_ratio": round(busy["instances"] / busy["plain_rows"], 2),
        "rules_seconds": round(rules, 2),
        "ratio_beside_the_rules": round((medians["instances"] - rules) / max(medians["plain_rows"] - rules, 0.001), 1),
    }


def _forget() -> None:
    """Back to a registry without verdicts; not part of what is measured."""
    with as_deriver():
        Verdict.objects.all().delete()
        Derivation.objects.all().delete()


def table(figures: dict[str, Any]) -> list[tuple[str, str]]:
    """The figures that matter, in words."""
    typical, text, derived = figures["typical_case"], figures["from_json"], figures.get("derivation")
    lines = [
        ("Classify a typical case of 20 events", f"{typical['microseconds']} µs"),
        ("  of that, on the processor", f"{typical['processor_microseconds']} µs"),
        ("  cases per second", f"{typical['cases_per_second']}"),
        (f"{text['cases']} cases from JSON, one processor", f"{text['seconds']} s"),
        ("  of that, on the processor", f"{text['processor_seconds']} s"),
        ("  cases per second", f"{text['cases_per_second']}"),
    ]
    if derived:
        lines += [
            (f"{derived['patients']} patients, database to verdicts, plain rows", f"{derived['plain_rows_seconds']} s"),
            ("  cases per second", f"{derived['plain_rows_cases_per_second']}"),
            ("The same through instances with prefetch", f"{derived['instances_seconds']} s"),
            ("Plain rows are faster by", f"{derived['ratio']} times"),
            ("  by time on a processor, faster by", f"{derived['processor_ratio']} times"),
            ("  of both, the rules and the picture for others", f"{derived['rules_seconds']} s"),
            ("  reading and storing alone are faster by", f"{derived['ratio_beside_the_rules']} times"),
        ]
    return lines


def _in_batches(way: Callable[[list], int], cases: list) -> None:
    for start in range(0, len(cases), AT_ONCE):
        way(cases[start : start + AT_ONCE])


def _processor_seconds() -> float:
    """What this process and the database session behind its connection have spent on a processor."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        session = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return time.process_time() + session.user + session.system


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _timed_both(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of them those that this process had a processor: less on a busy machine."""
    begun = time.process_time()
    seconds = _timed(work)
    return seconds, time.process_time() - begun


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev bench", description="Measure rules and derivation.")
    parser.add_argument("--cases", type=int, default=10_000, help="invented cases to classify from JSON (10000)")
    parser.add_argument("--patients", type=int, default=1_000, help="patients to load and derive (1000; 0: none)")
    parser.add_argument("--repetitions", type=int, default=5, help="of what is compared (5)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
