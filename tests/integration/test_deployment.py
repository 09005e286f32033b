"""The deployment without a container engine: what docker-compose.yml starts, run as plain processes.

The commands, environments, secrets and health checks are read from docker-compose.yml itself. What stands in:
a PostgreSQL with passwords on a loopback port for the image's, and loopback ports for those between
containers.
"""

import os
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import psycopg
import pytest
import yaml

from registry.database.account import account
from registry.database.programs import programs
from registry.paths import CHECKOUT
from tests.served import free_port, wait_for
from tests.tools import caddy

COMPOSE = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
VARIABLES = {"SITE_HOST": "localhost", "TLS": "internal"}


@dataclass(frozen=True)
class Deployment:
    """Secrets made by the deployment's own script, and a real server that asks for their passwords."""

    secrets: Path
    database_port: int
    web_port: int

    def environment(self, service: str) -> dict[str, str]:
        """What the service's containers would find, with its secrets where they lie here."""
        given = {name: interpolated(str(value)) for name, value in SERVICES[service]["environment"].items()}
        own = {name: value.replace("/run/secrets", str(self.secrets)) for name, value in given.items()}
        here = {
            "HOST": "127.0.0.1",
            "PORT": str(self.web_port),
            "STATIC_ROOT": str(self.secrets.parent / "static"),
        }
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return kept | {"DJANGO_SETTINGS_MODULE": "registry.settings"} | own | here

    def run(self, command: list[str], service: str, **changed: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            with_this_python(command),
            cwd=CHECKOUT,
            env=self.environment(service) | changed,
            capture_output=True,
            text=True,
            check=False,
        )

    @contextmanager
    def running(self, service: str) -> Iterator[subprocess.Popen]:
        process = subprocess.Popen(
            with_this_python(SERVICES[service]["command"]), cwd=CHECKOUT, env=self.environment(service)
        )
        try:
            yield process
        finally:
            process.terminate()
            assert process.wait(20) in (0, -15)


def interpolated(value: str) -> str:
    """Put the variables of a compose file in: ${NAME:?message}."""
    for name, text in VARIABLES.items():
        before, sign, after = value.partition("${" + name)
        if sign:
            value = before + text + after.partition("}")[2]
    return value


def with_this_python(command: list[str]) -> list[str]:
    return [word.replace("python ", f"{sys.executable} ") if " " in word else word for word in swapped(command)]


def swapped(command: list[str]) -> list[str]:
    return [sys.executable if word == "python" else word for word in command]


def health_check(service: str) -> list[str]:
    kind, *command = SERVICES[service]["healthcheck"]["test"]
    assert kind == "CMD"
    return command


@pytest.fixture(scope="module")
def deployment(tmp_path_factory) -> Iterator[Deployment]:
    folder = tmp_path_factory.mktemp("deployment")
    port = free_port()
    made = [
        sys.executable,
        "deploy/make_secrets.py",
        "--into",
        str(folder / "secrets"),
        "--server",
        f"127.0.0.1:{port}",
    ]
    subprocess.run(made, cwd=CHECKOUT, check=True, capture_output=True)
    password = (folder / "secrets" / "postgres_password").read_text()
    with postgres_with_password(Path("/tmp") / f"registry-deployment-{os.getpid()}", port, password):
        yield Deployment(folder / "secrets", port, free_port())


@contextmanager
def postgres_with_password(folder: Path, port: int, password: str) -> Iterator[None]:
    """A server like the image's: TCP, SCRAM passwords, a superuser named postgres."""
    owner = account()
    binaries = programs(owner)
    folder.mkdir(mode=0o700)
    (folder / "password").write_text(password)
    for path in (folder / "password", folder):
        owner.give(path)

    def run(program: str, *arguments: str) -> None:
        command = [binaries / program, "-D", folder / "data", *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **owner.process)

    run("initdb", "-U", "postgres", "--auth=scram-sha-256", f"--pwfile={folder}/password")
    options = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
    run("pg_ctl", "-w", "-o", options, "-l", f"{folder}/log", "start")
    try:
        yield
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        subprocess.run(["rm", "-r", str(folder)], check=True)


@pytest.fixture(scope="module")
def prepared(deployment: Deployment) -> Deployment:
    done = deployment.run(SERVICES["prepare"]["command"], "prepare")
    assert done.returncode == 0, done.stdout + done.stderr
    collected = deployment.run(["python", "manage.py", "collectstatic", "--no-input"], "web")  # the image's own step
    assert collected.returncode == 0, collected.stderr
    return deployment


def test_preparing_twice_changes_nothing(prepared):
    done = prepared.run(SERVICES["prepare"]["command"], "prepare")
    assert done.returncode == 0, done.stderr
    assert "The roles and the database registry are in place." in done.stdout


def test_web_server_answers_its_health_check_and_serves_only_its_own_name(prepared):
    with prepared.running("web") as web:
        base = f"http://127.0.0.1:{prepared.web_port}"
        wait_for(f"{base}/readyz", web)
        assert prepared.run(health_check("web"), "web").returncode == 0
        assert answer(f"{base}/", Host="localhost", X_Forwarded_Proto="https")[0] == 200
        assert answer(f"{base}/", Host="evil.example", X_Forwarded_Proto="https")[0] == 400
    ended = prepared.run(health_check("web"), "web")
    assert ended.returncode == 1
    assert "The web server does not answer" in ended.stderr


def test_worker_runs_and_its_health_check_passes(prepared):
    with prepared.running("worker") as worker:
        done = prepared.run(health_check("worker"), "worker")
        assert done.returncode == 0, done.stdout + done.stderr
        assert worker.poll() is None


@pytest.mark.parametrize("service", ["web", "worker"])
def test_a_privileged_role_is_refused_at_the_door(prepared, service):
    owner = str(prepared.secrets / "database_owner_url")
    done = prepared.run(SERVICES[service]["command"], service, DATABASE_URL_FILE=owner)
    assert done.returncode == 1
    assert "registry_owner owns" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_password_is_refused(prepared):
    url = (prepared.secrets / "database_url").read_text()
    with psycopg.connect(url) as link:
        assert link.execute("SELECT current_user").fetchone() == ("registry_app",)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace("registry_app:", "registry_app:x"))


def test_a_missing_secret_is_one_sentence(prepared):
    environment = prepared.environment("web")
    del environment["SECRET_KEY_FILE"]
    command = swapped(SERVICES["web"]["command"])
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY is not set.")
    assert len(done.stderr.splitlines()) == 1


def test_secrets_are_random_and_made_once(deployment):
    command = [sys.executable, "deploy/make_secrets.py", "--into", str(deployment.secrets)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "has secrets already" in done.stderr
    values = [path.read_text() for path in deployment.secrets.iterdir()]
    assert len(set(values)) == len(values) == len(COMPOSE["secrets"])
    assert {path.name for path in deployment.secrets.iterdir()} == set(COMPOSE["secrets"])


@pytest.mark.skipif(not caddy(), reason="no Caddy here: the proxy's configuration was not tried")
def test_proxy_speaks_tls_redirects_and_hides_the_probes(prepared, tmp_path):
    ports = {name: str(free_port()) for name in ("HTTP_PORT", "HTTPS_PORT", "HEALTH_PORT")}
    environment = prepared.environment("proxy") | ports | {"UPSTREAM": f"127.0.0.1:{prepared.web_port}"}
    environment |= {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    command = [caddy() if word == "caddy" else word for word in SERVICES["proxy"]["command"]]
    command = [word.replace("/etc/caddy", str(CHECKOUT / "deploy")) for word in command]
    with prepared.running("web") as web:
        wait_for(f"http://127.0.0.1:{prepared.web_port}/readyz", web)
        proxy = subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL)
        try:
            wait_for(f"http://127.0.0.1:{ports['HEALTH_PORT']}/", proxy)
            trust = authority_of(tmp_path)
            secure = f"https://localhost:{ports['HTTPS_PORT']}"
            status, headers = answer(f"{secure}/accounts/login/", trust=trust)
            assert status == 200
            assert "max-age=31536000" in headers["Strict-Transport-Security"]
            assert "default-src 'none'" in headers["Content-Security-Policy"]
            assert "__Host-registry" in headers["Set-Cookie"]
            assert answer(f"{secure}/readyz", trust=trust)[0] == 404
            status, headers = answer(f"http://localhost:{ports['HTTP_PORT']}/x")
            assert (status, headers["Location"]) == (301, "https://localhost/x")
        finally:
            proxy.terminate()
            proxy.wait(20)


def authority_of(data: Path) -> ssl.SSLContext:
    """Trust in the authority that this proxy has just made, and in no other."""
    authority = data / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    until = time.monotonic() + 20
    while not authority.exists() and time.monotonic() < until:
        time.sleep(0.05)
    return ssl.create_default_context(cafile=authority)


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_):
        return None


def answer(url: str, *, trust: ssl.SSLContext | None = None, **headers: str) -> tuple[int, Message]:
    """The status and the headers of one page, whatever the status is."""
    opener = urllib.request.build_opener(Stay, urllib.request.HTTPSHandler(context=trust))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with opener.open(urllib.request.Request(url, headers=named), timeout=20) as page:
            return page.status, page.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers


def test_nothing_runs_as_root_and_no_password_has_a_default():
    for name, service in SERVICES.items():
        assert service["user"] not in ("root", "0"), name
        assert service["cap_drop"] == ["ALL"], name
        assert service["read_only"] is True, name
        for variable, value in service.get("environment", {}).items():
            if any(word in variable for word in ("PASSWORD", "SECRET", "DATABASE")):
                assert variable.endswith("_FILE"), f"{name}: {variable}"
                assert value.startswith("/run/secrets/"), f"{name}: {variable}"
