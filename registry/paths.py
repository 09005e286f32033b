"""Where things lie: the checkout, and the folder for everything that a run makes."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def var() -> Path:
    """The folder for the database, the secret key and collected files.

    ``REGISTRY_VAR``, else ``var`` in the checkout.
    """
    return Path(os.environ.get("REGISTRY_VAR") or CHECKOUT / "var").absolute()
