"""The settings under test.

A cluster of the tests' own, and one database per run, so that runs do not meet.
"""

import os
from pathlib import Path

os.environ.setdefault("REGISTRY_VAR", str(Path(__file__).resolve().parent.parent / "var" / "test"))
os.environ["REGISTRY_DATABASE"] = f"test_registry_{os.getpid()}"
for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DEMO", "HOST", "SITE_URL", "DATABASE_POOL"):
    os.environ.pop(name, None)

# Playwright keeps an event loop running in the tests' own thread, where Django would otherwise refuse every query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from registry.settings import *  # noqa: E402, F403 - the environment above must be in place first
from registry.settings import STATIC_ROOT, STORAGES  # noqa: E402 - see above

# Pages under test name their static files plainly; the served application of the browser tests has the real
# storage.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# WhiteNoise warns of a missing folder, and a warning is an error here.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
