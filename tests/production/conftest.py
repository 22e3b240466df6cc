"""The site as it runs in production: gunicorn, DEBUG off, hashed static files, a database of its own."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def own_database(tmp_path_factory):
    """The address of an empty database of the kind under test."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield f"sqlite:///{tmp_path_factory.mktemp('production') / 'db.sqlite3'}"
        return
    import psycopg2

    name = f"bpo_portal_production_test_{os.getpid()}"

    def run(sql):
        connection = psycopg2.connect(address)
        connection.autocommit = True
        connection.cursor().execute(sql)
        connection.close()

    run(f'CREATE DATABASE "{name}"')
    yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    run(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def environment(own_database, tmp_path_factory):
    """What the site and its commands are told: one database and one VAR_DIR for all of them."""
    folder = tmp_path_factory.mktemp("run")
    return os.environ | {
        "DEBUG": "0",
        "SECRET_KEY": "a-key-for-this-test-only-that-is-long-enough-for-the-checks-of-django",
        "ALLOWED_HOSTS": "127.0.0.1",
        "BEHIND_PROXY": "1",
        "DATABASE_URL": own_database,
        "VAR_DIR": str(folder / "var"),
        "STATIC_ROOT": str(folder / "static"),
        "STATIC_MANIFEST": "1",
        "LOG_LEVEL": "WARNING",
    }


@pytest.fixture(scope="session")
def manage(environment):
    """Runs a command of manage.py beside the site, in a process of its own."""

    def run(*command: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True, capture_output=True
        )

    return run


@pytest.fixture(scope="session")
def production(environment, manage, tmp_path_factory):
    """Host and port of the running site. Requests must say that they came by https, as a proxy would."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for command in (["migrate", "-v0"], ["seed"], ["collectstatic", "--no-input", "-v0"]):
        manage(*command)
    log = (tmp_path_factory.mktemp("log") / "log").open("w")
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "bpo_portal.wsgi",
            "--config",
            "bpo_portal/gunicorn.py",
            "--bind",
            f"127.0.0.1:{port}",
        ],
        cwd=ROOT,
        env=environment,
        stderr=log,
        stdout=log,
    )
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield ("127.0.0.1", port)
    server.terminate()
    server.wait(20)
    log.close()
