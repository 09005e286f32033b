"""`./dev audit` says what is known, and never takes silence for an answer."""

import json

import pytest

from tests.advisories import Part, Unreachable, advisories, locked

PARTS = [Part("PyPI", "django", "5.2.0"), Part("npm", "vega", "6.0.0")]


def test_every_locked_part_is_asked_about():
    names = {(one.ecosystem, one.name) for one in locked()}
    assert {("PyPI", "django"), ("PyPI", "pytest"), ("npm", "vega")} <= names
    assert len(names) > 60


def test_what_is_known_is_named_and_the_rest_is_not():
    asked = []

    def answer(question: bytes) -> bytes:
        asked.extend(json.loads(question)["queries"])
        return json.dumps({"results": [{"vulns": [{"id": "CVE-1"}, {"id": "GHSA-2"}]}, {}]}).encode()

    assert advisories(PARTS, answer) == {PARTS[0]: ["CVE-1", "GHSA-2"]}
    assert asked[1] == {"package": {"name": "vega", "ecosystem": "npm"}, "version": "6.0.0"}


@pytest.mark.parametrize("answer", [b"", b"<html>", b"{}", b'{"results": []}', b'{"results": [{}]}', b'{"results": 1}'])
def test_an_answer_that_is_none_is_no_pass(answer: bytes):
    with pytest.raises(Unreachable):
        advisories(PARTS, lambda question: answer)
