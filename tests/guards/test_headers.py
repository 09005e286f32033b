"""Every address, whatever it answers, carries the headers that keep a page where it belongs (C08)."""

import re

import pytest
from django.test import Client

from tests.doors import doors, our_doors, signed_in
from tests.world import World

WANTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=()",
    "Content-Security-Policy": "default-src 'none'",
}
POLICY = ("script-src 'self'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'")
GIVEN_AWAY = ("Server", "X-Powered-By", "Access-Control-Allow-Origin")
IN_THE_PAGE = re.compile(
    r"<script(?![^>]* (src=|type=.application/json.))|<style|\son[a-z]+="
    r"|\sstyle=|(src|href)=\"(https?:)?//[^\"]+\.(js|css)"
)


def addresses() -> list[str]:
    """Every address that names no thing, one that is not there, and one of each door that names a thing."""
    plain = [door.address() for door in doors() if not door.parameters]
    return [*plain, "/no/such/page/", "/cases/00000000-0000-4000-8000-000000000000/"]


@pytest.mark.parametrize("name", [None, "nora", "rosa", "adam"])
def test_every_answer_carries_every_header(world: World, name: str | None):
    client = signed_in(world, name) if name else Client()
    wrong, seen = [], 0
    for address in addresses():
        for answer in (client.get(address), client.post(address, headers={"Accept": "text/html"})):
            seen += 1
            if address.endswith("/logout/"):
                client = signed_in(world, name) if name else client
            wrong += [f"{address}: {fault}" for fault in faults(answer)]
    assert wrong == []
    assert seen > 2 * len([door for door in our_doors() if not door.parameters])


def faults(answer) -> list[str]:
    """What one answer lacks, and what it should not have."""
    found = [f"{name} lacks {value}" for name, value in WANTED.items() if value not in answer.get(name, "")]
    policy = answer.get("Content-Security-Policy", "")
    found += [f"policy lacks {one}" for one in POLICY if one not in policy]
    found += ["policy is unsafe"] if "unsafe" in policy else []
    found += [f"{name} is sent" for name in GIVEN_AWAY if name in answer]
    text = answer.get("Content-Type", "")
    if not answer.streaming and answer.content and answer.status_code == 200 and text.startswith("text/"):
        found += [] if "charset=utf-8" in text else [f"type is {text}"]
        inline = IN_THE_PAGE.search(answer.content.decode()) if text.startswith("text/html") else None
        found += [f"holds {inline[0]}"] if inline else []
    return found


def test_a_page_with_something_inline_would_be_found():
    assert IN_THE_PAGE.search("<script>alert(1)</script>")
    assert IN_THE_PAGE.search('<p onclick="x()">')
    assert IN_THE_PAGE.search('<script src="https://elsewhere.example/x.js">')
    assert not IN_THE_PAGE.search('<script src="/static/js/shell.js" defer></script>')


def test_trace_finds_nothing(world: World):
    assert signed_in(world, "nora").trace("/work/").status_code in (404, 405)
