"""What ``./dev bench`` compares ends with the same verdicts, and what it prints is there."""

import pytest

from cases.episodes.derivation import derive, every_case
from cases.episodes.models import Derivation, Verdict
from cases.episodes.published import current_definition
from cases.episodes.recipe import recipe_for
from registry.database.deriver import as_deriver
from tests.bench.__main__ import main, table
from tests.bench.instances import derive_instances
from tests.bench.typical import TYPICAL

NOT_COMPARED = ("id", "derived_at")


def stored() -> list[dict]:
    """Every derivation and verdict as plain values, without what each derivation makes anew."""
    with as_deriver():
        rows = [
            *Derivation.objects.order_by("case_id").values(),
            *Verdict.objects.order_by("case_id", "position").values(),
        ]
    return [{name: value for name, value in row.items() if name not in NOT_COMPARED} for row in rows]


def test_plain_rows_and_instances_give_the_same_verdicts(world):
    cases = every_case()
    assert derive(cases) == len(cases)
    plain = stored()
    with as_deriver():
        Derivation.objects.update(case_version=0)
    assert derive_instances(cases, recipe_for(current_definition())) == len(cases)
    assert stored() == plain
    assert plain


def test_the_typical_case_has_twenty_events():
    events = [row for name in ("skin_findings", "assessments", "specimens", "regimens") for row in TYPICAL[name]]
    drugs = [drug for regimen in TYPICAL["regimens"] for drug in regimen["drugs"]]
    assert len(events) + len(drugs) == 20


def test_the_bench_prints_figures(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture):
    monkeypatch.setattr("sys.argv", ["bench", "--cases", "5", "--patients", "0", "--repetitions", "1"])
    main()
    said = capsys.readouterr()
    assert '"cases_per_second"' in said.out
    assert "cases per second" in said.err
    typical = {"microseconds": 1, "processor_microseconds": 1, "cases_per_second": 1}
    text = {"cases": 1, "seconds": 1, "processor_seconds": 1, "cases_per_second": 1}
    assert len(table({"typical_case": typical, "from_json": text})) == 6
