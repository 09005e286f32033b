"""The table of security requirements has every number once, with its level, and a link that leads somewhere."""

import re

from registry.paths import CHECKOUT

ROW = re.compile(
    r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([a-z ]+) \| ([^|]+) \| \[[^\]]+\]\(([^)]+)\) \|$",
    re.MULTILINE,
)
DISPOSITIONS = {"met", "not met", "not applicable"}
NUMBERS = """
1.1 1:2 2:2
1.2 1:1 2:1 3:1 4:1 5:1 6:2 7:2 8:2 9:2
1.3 1:1 2:1 3:2 4:2 5:2 6:2 7:2 8:2 9:2 10:2 11:2
1.4 1:2 2:2 3:2
1.5 1:1 2:2
2.1 1:1 2:2 3:2
2.2 1:1 2:1 3:2
2.3 1:1 2:2 3:2 4:2
2.4 1:2
3.2 1:1 2:1
3.3 1:1 2:2 3:2 4:2
3.4 1:1 2:1 3:2 4:2 5:2 6:2
3.5 1:1 2:1 3:1 4:2 5:2
3.7 1:2 2:2
4.1 1:1 2:2 3:2
4.2 1:2
4.3 1:2 2:2
4.4 1:1 2:2 3:2 4:2
5.1 1:2
5.2 1:1 2:1 3:2
5.3 1:1 2:1
5.4 1:2 2:2 3:2
6.1 1:1 2:2 3:2
6.2 1:1 2:1 3:1 4:1 5:1 6:1 7:1 8:1 9:2 10:2 11:2 12:2
6.3 1:1 2:1 3:2 4:2
6.4 1:1 2:1 3:2 4:2
6.5 1:2 2:2 3:2 4:2 5:2
6.6 1:2 2:2 3:2
6.8 1:2 2:2 3:2 4:2
7.1 1:2 2:2 3:2
7.2 1:1 2:1 3:1 4:1
7.3 1:2 2:2
7.4 1:1 2:1 3:2 4:2 5:2
7.5 1:2 2:2
7.6 1:2 2:2
8.1 1:1 2:2
8.2 1:1 2:1 3:2
8.3 1:1
8.4 1:2
9.1 1:1 2:1 3:1
9.2 1:1 2:2 3:2 4:2
10.1 1:2 2:2
10.2 1:2 2:2
10.3 1:2 2:2 3:2 4:2
10.4 1:1 2:1 3:1 4:1 5:1 6:2 7:2 8:2 9:2 10:2 11:2
10.5 1:2 2:2 3:2 4:2 5:2
10.6 1:2 2:2
10.7 1:2 2:2 3:2
11.1 1:2 2:2
11.2 1:2 2:2 3:2
11.3 1:1 2:1 3:2
11.4 1:1 2:2 3:2 4:2
11.5 1:2
11.6 1:2
12.1 1:1 2:2 3:2
12.2 1:1 2:1
12.3 1:2 2:2 3:2 4:2
13.1 1:2
13.2 1:2 2:2 3:2 4:2 5:2
13.3 1:2 2:2
13.4 1:1 2:2 3:2 4:2 5:2
14.1 1:2 2:2
14.2 1:1 2:2 3:2 4:2
14.3 1:1 2:2 3:2
15.1 1:1 2:2 3:2
15.2 1:1 2:2 3:2
15.3 1:1 2:2 3:2 4:2 5:2 6:2 7:2
16.1 1:2
16.2 1:2 2:2 3:2 4:2 5:2
16.3 1:2 2:2 3:2 4:2
16.4 1:2 2:2 3:2
16.5 1:2 2:2 3:2
17.1 1:2
17.2 1:2 2:2 3:2 4:2
17.3 1:2 2:2
"""
"""Section, then number:level, of ASVS 5.0.0 at levels 1 and 2."""


def wanted() -> dict[str, str]:
    """Number -> level."""
    found = {}
    for line in NUMBERS.strip().split("\n"):
        section, *numbers = line.split()
        found |= {f"{section}.{number}": level for number, level in (one.split(":") for one in numbers)}
    return found


def rows() -> list[tuple[str, ...]]:
    return ROW.findall((CHECKOUT / "docs/asvs.md").read_text())


def test_every_requirement_of_levels_one_and_two_is_there_once():
    assert [(number, level) for number, level, *_ in rows()] == list(wanted().items())
    assert len(rows()) == 253


def test_every_row_says_what_became_of_it_and_leads_to_its_evidence():
    assert {disposition for _, _, disposition, _, _ in rows()} == DISPOSITIONS
    lost = [f"{row[0]}: {row[4]}" for row in rows() if not (CHECKOUT / "docs" / row[4]).exists()]
    assert lost == []


def test_the_count_at_the_head_is_that_of_the_rows():
    counts = [sum(row[2] == one for row in rows()) for one in ("met", "not met", "not applicable")]
    said = "{} met, {} not met, {} not applicable".format(*counts)
    assert said in (CHECKOUT / "docs/asvs.md").read_text()
