"""What script/server says when it cannot start: one clear sentence, and nothing half-made left behind."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A copy of what the scripts need, with no virtual environment, and a PATH of plain tools without Python."""
    shutil.copytree(ROOT / "script", tmp_path / "script")
    for name in ("requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in ("sh", "dirname", "cat", "cksum", "rm", "id"):
        (tools / tool).symlink_to(shutil.which(tool))
    return tmp_path


def run(checkout: Path, *arguments: str, path: str | None = None) -> subprocess.CompletedProcess:
    environment = {"HOME": str(checkout), "PATH": path or str(checkout / "bin")}
    command = ["sh", "script/server", *arguments]
    return subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, timeout=60)


def stub_python(checkout: Path, body: str) -> None:
    python = checkout / "bin" / "python3"
    python.write_text(f"#!/bin/sh\n{body}\n")
    python.chmod(0o755)


def test_no_python_is_said(checkout):
    result = run(checkout)
    assert result.returncode == 1
    assert "Python 3.11 or newer" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_old_python_is_said(checkout):
    stub_python(checkout, "exit 1")
    assert "Python 3.11 or newer" in run(checkout).stderr


def test_a_missing_venv_module_is_said(checkout):
    stub_python(checkout, 'case "$2" in *venv*) exit 1 ;; esac')
    result = run(checkout)
    assert result.returncode == 1
    assert "venv module is missing" in result.stderr
    assert "python3-venv" in result.stderr
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize("port", ["", "80a", "-1"])
def test_a_port_is_a_number(checkout, port):
    assert "a port is a number" in run(checkout, port or "x").stderr


def test_a_taken_port_is_said_and_nothing_is_touched(tmp_path, checkout):
    (checkout / ".venv").symlink_to(ROOT / ".venv")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        shutil.copy(ROOT / "requirements.txt", checkout)
        result = run(checkout, port, path=os.environ["PATH"])
    assert result.returncode == 1
    assert f"port {port} is in use" in result.stderr
    assert not list(checkout.glob("db.sqlite3*"))
