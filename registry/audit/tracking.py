"""The audit trail: every insert, change and delete of a tracked table leaves a row, by trigger.

Statement-level triggers: pghistory's row level is quadratic under Django's deferred foreign keys.
"""

import pghistory


def tracked(*, exclude: tuple[str, ...] = ()):
    """Class decorator: keep every version of each row in an append-only event table beside the model.

    ``exclude`` names columns that never reach the trail (a calendar date, a flag that a trigger keeps).
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude),
        append_only=True,
        level=pghistory.Statement,
    )
