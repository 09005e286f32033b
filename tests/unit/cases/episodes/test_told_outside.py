"""What leaves of a verdict counts its days from the first anti-HER2 dose, in numbers and in sentences alike."""

import re

from cases.episodes.outside import outside_of
from cases.rules.definition import load_definition
from cases.rules.discordance import classify_document

FIRST_DOSE = 800


def document(finding: str = "s1", day: int | dict = 1000) -> dict:
    drug = {"agent": "trastuzumab", "start": FIRST_DOSE, "last_dose": None, "ongoing": True}
    liver = {"compartment": "LIVER", "involved_at_baseline": True}
    return {
        "schema": "case/1",
        "local_code": "X",
        "regimens_complete": True,
        "regimens": [{"id": "r1", "setting": "metastatic", "start": FIRST_DOSE, "stop": None, "drugs": [drug]}],
        "assessments": [
            {
                "id": "a1",
                "on": 795,
                "kind": "baseline",
                "scope": "FULL",
                "compartments": [liver | {"status": "BASELINE"}],
            },
            {"id": "a2", "on": 990, "kind": "scheduled", "scope": "FULL", "compartments": [liver | {"status": "CR"}]},
        ],
        "skin_findings": [{"id": finding, "on": day, "change": "progression", "new_lesions": True}],
    }


UNSURE = {"lo": 900, "hi": 1100, "precision": "month"}


def seen(written: dict, first: int | None = FIRST_DOSE) -> dict:
    definition = load_definition("dcp")
    episodes = classify_document(written, definition)["episodes"]
    (episode,) = outside_of(written, episodes, definition, first).episodes.values()
    return episode


def days_named(episode: dict) -> list[int]:
    says = next(rule["says"] for rule in episode["rules"] if rule["rule"] == "dates")
    return sorted({int(day) for day in re.findall(r"day (\d+)", says)})


def test_a_sentence_about_dates_counts_from_the_first_dose_like_the_days_beside_it():
    inside = classify_document(document(day=UNSURE), load_definition("dcp"))["episodes"][0]
    outside = seen(document(day=UNSURE))
    assert outside["t0"] == [100, 300]
    assert days_named(outside) == [day - FIRST_DOSE for day in days_named(inside)] != []
    assert [outside[name] for name in ("label", "label_set", "axes")] == [
        inside[name] for name in ("label", "label_set", "axes")
    ]


def test_the_same_holds_where_keys_are_replaced():
    outside = seen(document(finding="LAB-4711", day=UNSURE))
    assert outside["t0"] == [100, 300]
    assert days_named(outside) == days_named(seen(document(day=UNSURE)))
    assert "4711" not in str(outside)


def test_without_a_first_dose_days_count_from_day_0():
    assert days_named(seen(document(day=UNSURE), None)) == [
        day + FIRST_DOSE for day in days_named(seen(document(day=UNSURE)))
    ]


def test_a_day_that_is_known_is_counted_anew_and_says_the_same():
    inside = classify_document(document(), load_definition("dcp"))["episodes"][0]
    outside = seen(document())
    assert outside == inside | {"t0": [200, 200]}


def test_the_keys_that_were_replaced_are_told_so_that_whatever_names_them_can_follow():
    definition = load_definition("dcp")
    written = document(finding="LAB-4711")
    outside = outside_of(written, classify_document(written, definition)["episodes"], definition, FIRST_DOSE)
    assert outside.names["LAB-4711"] == "s1"
    written = document()
    assert outside_of(written, classify_document(written, definition)["episodes"], definition, FIRST_DOSE).names == {}
