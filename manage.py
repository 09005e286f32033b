#!/usr/bin/env python
"""Commands of the registry: `.venv/bin/python manage.py COMMAND`. Starts the embedded database if need be."""

import os
import sys


def main():
    """Run one command."""
    try:
        import django  # noqa: F401, PLC0415 - asked for here, so that a wrong Python gets a sentence and not a traceback
    except ImportError:
        sys.exit(
            f"{sys.executable} has none of the registry's packages. Use the checkout's own Python, which "
            f"`./dev setup` makes:\n  .venv/bin/python manage.py {' '.join(sys.argv[1:])}"
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
    from registry.commands import run  # noqa: PLC0415 - needs the packages that were just asked for

    run(sys.argv)


if __name__ == "__main__":
    main()
