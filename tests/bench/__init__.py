"""What ``./dev bench`` measures. Importing it sets Django up, on the tests' own cluster."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()
