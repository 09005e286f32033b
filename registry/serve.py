"""The web server: `python -m registry.serve`. Listens on HOST and PORT, ends within seconds when told to."""

import os
import sys

from django.conf import settings
from django.utils.module_loading import import_string
from gunicorn.app.base import BaseApplication
from gunicorn.config import Config
from gunicorn.glogging import Logger

from registry.database.roles import refuse_privileged_login
from registry.lifeline import die_with_parent
from registry.refusal import in_words

PROCESSES = "2"
THREADS = 4  # a browser opens connections before it needs them, and an idle one must not hold up a process


class ServerLogger(Logger):
    """gunicorn's logger without handlers of its own.

    Those of settings.LOGGING hold, and there is no access log.
    """

    def setup(self, cfg: Config) -> None:
        self.cfg = cfg
        self._access_log_enabled = False


class WebServer(BaseApplication):
    """gunicorn around the application, which is loaded once and then forked."""

    def load_config(self) -> None:
        options = {
            "bind": f"{settings.HOST}:{settings.WEB_PORT}",
            "workers": os.environ.get("WEB_PROCESSES") or PROCESSES,
            "worker_class": "gthread",
            "threads": THREADS,
            "preload_app": True,
            "timeout": 60,
            "graceful_timeout": 10,
            "control_socket_disable": True,
            "logger_class": ServerLogger,
            "forwarded_allow_ips": os.environ.get("FORWARDED_ALLOW_IPS") or "127.0.0.1",
        }
        if os.path.isdir("/dev/shm"):  # a worker's sign of life must not wait for a slow disk
            options["worker_tmp_dir"] = "/dev/shm"
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self):
        return import_string(settings.WSGI_APPLICATION)


def main() -> None:
    """Serve until told to stop; refuses as a role for which row-level security would not hold."""
    die_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "registry.settings")
    os.environ.setdefault("DATABASE_POOL", str(THREADS))  # read by the settings, so set before their first use
    refuse_privileged_login(settings.DATABASES["default"])
    sys.argv = sys.argv[:1]  # gunicorn would look for options of its own in it
    WebServer().run()


if __name__ == "__main__":
    with in_words():
        main()
