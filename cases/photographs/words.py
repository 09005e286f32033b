"""Two plain words by which a person sees that telephone and screen belong together. They open nothing."""

import secrets

FIRST = ("amber", "blue", "copper", "coral", "cream", "golden", "green", "ivory", "lilac", "olive", "red", "silver")
SECOND = ("apple", "birch", "cedar", "clover", "fern", "heron", "lark", "maple", "otter", "robin", "swan", "tulip")


def check_word() -> str:
    """One of 144 pairs, such as "amber tulip"."""
    return f"{secrets.choice(FIRST)} {secrets.choice(SECOND)}"
