"""The database answers every question about a cohort as its plain meaning does, unknown included."""

import json

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings

from cases.cohorts.fields import Unit, fields_with
from cases.cohorts.query.asking import sql_of
from cases.cohorts.query.judging import answer
from tests.factories.questions import asked_with_units

pytestmark = pytest.mark.django_db

FIELDS = fields_with(institutions={"NORTH": "North Hospital", "SOUTH": "South Hospital"}, countries=["IT", "GB"])
ROWS = """
SELECT {question} FROM (
    SELECT one - '{{institution_code,country,publicly_described}}'::text[] AS facts,
        one ->> 'institution_code' AS institution_code, one ->> 'country' AS country,
        (one -> 'publicly_described')::boolean AS publicly_described
    FROM jsonb_array_elements(%s) WITH ORDINALITY rows (one, place) ORDER BY place
) units
"""


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(asked_with_units(FIELDS, Unit.EPISODES))
def test_sql_says_what_the_question_means(db, asked):
    term, units = asked
    question = sql_of(term, FIELDS)
    with connection.cursor() as cursor:
        cursor.execute(ROWS.format(question=question.text), [*question.params, json.dumps(units)])
        told = [row[0] for row in cursor.fetchall()]
    assert told == [answer(term, one, FIELDS) for one in units]
