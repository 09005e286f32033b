"""Attacks on the disclosure rule: `./dev attack` asks all of it, `./dev test` a seeded sample.

Their own program needs Django ready, and the tests' cluster instead of the one that `./dev run` works in.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()
