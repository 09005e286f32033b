#!/usr/bin/env python
"""Commands of the registry: `.venv/bin/python manage.py COMMAND`. Brings the embedded database along when one is needed."""

import os
import sys

sys.dont_write_bytecode = sys.dont_write_bytecode or not os.access(os.path.dirname(os.path.abspath(__file__)), os.W_OK)


def main():
    """Run one command."""
    try:
        import django  # noqa: F401, PLC0415 - asked for here, so that a wrong Python gets a sentence and not a traceback
    except ImportError:
        sys.exit(
            "This Python (%s) has none of the registry's packages. Use the checkout's own:\n"
            "  .venv/bin/python manage.py %s\n(`./dev setup` makes .venv.)" % (sys.executable, " ".join(sys.argv[1:]))
        )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
    from registry.commands import run  # noqa: PLC0415 - needs the packages that were just asked for

    run(sys.argv)


if __name__ == "__main__":
    main()
