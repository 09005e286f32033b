"""Starting in words: what a person is told when something is in the way, and what happens when nothing is."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from registry.database.embedded import Cluster
from registry.paths import CHECKOUT

BARE = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}


def run(*command: str, python: str = sys.executable, **environment: str) -> subprocess.CompletedProcess:
    """Run a program of the checkout in an otherwise empty environment."""
    return subprocess.run(
        [python, *command], cwd=CHECKOUT, env=BARE | environment, capture_output=True, text=True, check=False
    )


def refused(done: subprocess.CompletedProcess) -> str:
    """What a refused start said: words on stderr, no traceback, exit code 1."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr


def test_dev_alone_lists_the_verbs():
    done = run("dev")
    assert done.returncode == 0
    for verb in ("setup", "run", "test", "check", "fix", "drills", "clean"):
        assert f"  {verb} " in done.stdout


def test_an_unknown_verb_is_named():
    assert "There is no verb 'fly'." in refused(run("dev", "fly"))


def test_make_hands_every_verb_on():
    makefile = (CHECKOUT / "Makefile").read_text()
    verbs = [line.split()[0] for line in run("dev").stdout.splitlines() if line.startswith("  ")]
    handed_on = makefile.partition("VERBS := ")[2].splitlines()[0].split()
    assert sorted(handed_on) == sorted(verbs)


def test_a_taken_port_is_refused_before_anything_starts(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = refused(run("-m", "registry.supervisor", PORT=str(port), REGISTRY_VAR=str(tmp_path / "var")))
    assert f"Port {port} is taken by another program" in said
    assert f"PORT={port + 1} ./dev run" in said
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("port", ["web", "0", "70000"])
def test_a_port_that_is_none_is_refused(tmp_path, port):
    said = refused(run("-m", "registry.supervisor", PORT=port, REGISTRY_VAR=str(tmp_path)))
    assert f"PORT is '{port}'. It must be a number from 1 to 65535" in said


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"DEMO": "on", "HOST": "0.0.0.0"}, "DEMO is on, but the server would listen on 0.0.0.0"),
        ({"DEMO": "on", "SITE_URL": "https://registry.example"}, "The demo is for this machine only."),
        (
            {"DEMO": "on", "DATABASE_URL": "postgresql://registry_app@db.invalid/r", "SECRET_KEY": "x"},
            "The demo runs on the embedded database only",
        ),
        ({"DATABASE_URL": "postgresql://registry_app@db.invalid/r"}, "SECRET_KEY is not set."),
        ({"SITE_URL": "http://registry.example"}, "it must begin with https://"),
    ],
)
def test_settings_that_would_be_unsafe_are_refused(tmp_path, environment, sentence):
    said = refused(run("manage.py", "check", REGISTRY_VAR=str(tmp_path), **environment))
    assert sentence in said


def test_the_demo_is_allowed_on_loopback_with_the_embedded_database(tmp_path):
    done = run("manage.py", "check", REGISTRY_VAR=str(tmp_path), DEMO="on")
    assert done.returncode == 0, done.stderr


def test_debug_is_off_and_no_variable_turns_it_on(tmp_path):
    shown = run("-c", "from registry import settings; print(settings.DEBUG)", REGISTRY_VAR=str(tmp_path), DEBUG="on")
    assert shown.stdout.strip() == "False"


def test_another_python_is_told_where_the_right_one_is(tmp_path):
    bare = subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "bare")], check=False)
    assert bare.returncode == 0
    said = refused(run("manage.py", "check", python=str(tmp_path / "bare" / "bin" / "python")))
    assert ".venv/bin/python manage.py check" in said


def test_migrating_without_the_owners_address_is_refused(tmp_path):
    environment = {"DATABASE_URL": "postgresql://registry_app@127.0.0.1:1/r", "SECRET_KEY": "x"}
    said = refused(run("manage.py", "migrate", REGISTRY_VAR=str(tmp_path), **environment))
    assert "DATABASE_OWNER_URL is not set" in said


def test_an_unreachable_database_is_one_sentence(tmp_path):
    environment = {"DATABASE_URL": "postgresql://registry_app@127.0.0.1:1/r", "SECRET_KEY": "x"}
    said = refused(run("-m", "registry.serve", REGISTRY_VAR=str(tmp_path), **environment))
    assert said.startswith("The database does not let the registry in")


def test_a_command_that_needs_no_database_starts_none(tmp_path):
    assert run("manage.py", "check", REGISTRY_VAR=str(tmp_path)).returncode == 0
    assert not (tmp_path / "postgres").exists()


def test_a_command_on_a_fresh_checkout_brings_its_database_and_takes_it_along(tmp_path):
    done = run("manage.py", "clearsessions", REGISTRY_VAR=str(tmp_path))
    cluster = Cluster(tmp_path / "postgres")
    try:
        assert done.returncode == 0, done.stderr
        assert not cluster.answers()
        again = run("manage.py", "showmigrations", "sessions", REGISTRY_VAR=str(tmp_path))
        assert "[X] 0001_initial" in again.stdout
    finally:
        cluster.remove()


def test_the_kept_secret_key_is_for_its_owner_only(tmp_path):
    run("manage.py", "check", REGISTRY_VAR=str(tmp_path))
    key = Path(tmp_path / "secret-key")
    assert key.stat().st_mode & 0o777 == 0o600
    first = key.read_text()
    run("manage.py", "check", REGISTRY_VAR=str(tmp_path))
    assert key.read_text() == first
    assert len(first) > 50


def test_probes_answer_without_a_host_name_and_pages_do_not(client):
    assert client.get("/healthz", headers={"host": "anything.example"}).content == b"alive\n"
    assert client.get("/accounts/login/", headers={"host": "anything.example"}).status_code == 400


@pytest.mark.django_db
def test_pages_carry_the_headers_that_protect_them(client):
    page = client.get("/accounts/login/")
    assert page.status_code == 200
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    assert page.headers["Cache-Control"].endswith("private")
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "same-origin"
