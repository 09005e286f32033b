"""The task worker: `python -m registry.work`. Takes tasks from the database until told to stop."""

import os

import django
from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from registry.database.roles import refuse_privileged_login
from registry.lifeline import die_with_parent
from registry.refusal import Refusal, in_words


def main() -> None:
    """Work until told to stop; refuses to start as a role for which row-level security would not hold."""
    die_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
    django.setup()
    refuse_privileged_login(settings.DATABASES["default"])
    try:
        with app.replace_connector(app.connector.get_worker_connector()):
            app.run_worker(concurrency=1, shutdown_graceful_timeout=10)
    except ConnectorException:
        raise Refusal("The task worker lost its database and ends; tasks stay in the queue.") from None


if __name__ == "__main__":
    with in_words():
        main()
