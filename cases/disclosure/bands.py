"""Ages as researchers see them: five-year bands, and everybody from 90 on in one."""

WIDTH = 5
POOLED_FROM = 90


def age_band(age: int | None) -> str:
    """ "60-64" for 62 years; "90+" from 90 on; empty where the age is not known."""
    if age is None:
        return ""
    if age >= POOLED_FROM:
        return f"{POOLED_FROM}+"
    start = age // WIDTH * WIDTH
    return f"{start}-{start + WIDTH - 1}"
