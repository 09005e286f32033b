"""Answers that may be unknown: True, False, or None for not known (Kleene's strong logic)."""

Answer = bool | None


def any_of(*answers: Answer) -> Answer:
    """True if one is; False if all are; else not known."""
    if True in answers:
        return True
    return None if None in answers else False


def all_of(*answers: Answer) -> Answer:
    """False if one is; True if all are; else not known."""
    if False in answers:
        return False
    return None if None in answers else True


def negated(answer: Answer) -> Answer:
    """The opposite; not known stays not known."""
    return None if answer is None else not answer
