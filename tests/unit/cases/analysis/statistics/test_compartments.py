"""Compartments against time: who was looked at in a stretch, and who had progressed there."""

import pytest

from cases.analysis.statistics.compartments import Seen, Sighting, calendar

EDGES = (-84, 0, 84)
ORDER = ("SKIN_LR", "LIVER", "BONE")


def cells(*sightings: Sighting):
    found = calendar(ORDER, EDGES, sightings)
    return found.records, dict(zip(found.compartments, found.cells, strict=True))


def test_a_record_counts_once_in_a_cell_and_as_progressing_if_any_look_was():
    looks = [Sighting("a", "LIVER", day, status) for day, status in ((3, "SD"), (40, "PD"), (80, "SD"))]
    assert cells(*looks, Sighting("b", "LIVER", 10, "CR")) == (2, {"LIVER": (Seen(0, 0), Seen(2, 1))})


def test_the_day_of_an_edge_belongs_to_the_stretch_after_it():
    looks = [Sighting("a", "SKIN_LR", 0, "PD"), Sighting("a", "SKIN_LR", -1, "SD")]
    assert cells(*looks) == (1, {"SKIN_LR": (Seen(1, 0), Seen(1, 1))})


@pytest.mark.parametrize("outside", [Sighting("a", "BONE", 84, "PD"), Sighting("a", "BONE", 5, "NE")])
def test_what_lies_outside_or_was_no_look_counts_nowhere(outside):
    assert cells(outside) == (0, {})


def test_compartments_stand_in_their_order():
    looks = [Sighting("a", one, 5, "SD") for one in ("BONE", "SKIN_LR")]
    assert list(cells(*looks)[1]) == ["SKIN_LR", "BONE"]


def test_edges_must_rise_and_compartments_be_named():
    with pytest.raises(ValueError, match="edges that rise"):
        calendar(ORDER, (0, 0), [])
    with pytest.raises(ValueError, match="does not name BRAIN"):
        calendar(ORDER, EDGES, [Sighting("a", "BRAIN", 5, "PD")])
