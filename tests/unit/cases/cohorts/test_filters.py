"""Filters are read from the address: several values each, only those that exist, and a sentence for the rest."""

from django.http import QueryDict

from cases.cohorts import filters

SITES = {"NORTH": "North Hospital"}


def test_known_values_are_taken_and_others_named():
    read = filters.read(QueryDict("label=MIMIC&label=DCP_STRICT&label=dcp&extent=&institution=SOUTH"), SITES)
    assert read.chosen == {"label": ("DCP_STRICT", "MIMIC")}
    assert read.refused == (
        "“dcp” is no label that this page knows; it was left out.",
        "“SOUTH” is no institution that this page knows; it was left out.",
    )
    assert read.query == "label=DCP_STRICT&label=MIMIC"


def test_no_certainty_can_be_asked_for():
    assert filters.read(QueryDict("certainty=NONE&certainty=PROBABLE"), SITES).chosen == {"certainty": ("PROBABLE", "")}


def test_each_chosen_value_can_be_dropped_alone():
    tags = filters.read(QueryDict("label=MIMIC&drug=trastuzumab"), SITES).tags
    assert [(tag.title, tag.query) for tag in tags] == [
        ("Label: Mimic", "drug=trastuzumab"),
        ("Drug: trastuzumab", "label=MIMIC"),
    ]


def test_nothing_asked_is_everything():
    read = filters.read(QueryDict("utm=1"), SITES)
    assert (read.chosen, read.refused, read.tags) == ({}, (), [])


def test_near_misses_are_kept_in_addresses_and_are_no_property_to_count_by():
    read = filters.read(QueryDict("label=MIMIC&near=1"), SITES)
    assert (read.near, read.query, read.near_query) == (True, "label=MIMIC&near=1", "label=MIMIC")
    assert read.chosen == {"label": ("MIMIC",)}
    assert [tag.query for tag in read.tags] == ["near=1"]
    assert filters.read(QueryDict("near=yes"), SITES).near_query == "near=1"
