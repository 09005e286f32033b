"""A list of a form is written by our own template, for speed, in Django's own words."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.test.html import parse_html

FLAT = [("", "–"), ("a", "A & B"), (2, "<two>"), (None, "Nothing")]
GROUPED = [("", "–"), ("Drugs", [("x", "X"), ("y", "Y's")]), ("Others", [("z", "Z")])]


@pytest.mark.parametrize("choices", [FLAT, GROUPED])
@pytest.mark.parametrize("chosen", ["", "a", 2, "y", None])
@pytest.mark.parametrize("widget", [forms.Select, forms.SelectMultiple])
def test_a_list_reads_as_one_of_django_does(widget: type[forms.Select], chosen, choices: list):
    one = widget(attrs={"id": "id_n", "required": True, "disabled": False, "data-x": 'a"b'}, choices=choices)
    ours, theirs = (one.render("n", [chosen], renderer=each) for each in (get_default_renderer(), DjangoTemplates()))
    assert parse_html(ours) == parse_html(theirs)
    assert ours.count("<option") >= 4
