"""``python -m tests.access`` says whether docs/access-matrix.md is current; ``--write`` writes it."""

import sys

from tests.access.matrix import PAGE, page

if "--write" in sys.argv:
    PAGE.write_text(page())
elif not PAGE.exists() or PAGE.read_text() != page():
    sys.exit(f"{PAGE.name} is not what the matrix says. `./dev docs` writes it anew.")
