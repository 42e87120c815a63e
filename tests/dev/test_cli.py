import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.dev import need, serve
from deploy.dev.cli import main
from deploy.dev.console import Refusal, clock
from tests.servers.ports import free_port

ROOT = Path(__file__).resolve().parents[2]


def test_an_old_python_can_read_far_enough_to_be_refused():
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 4))


@pytest.mark.parametrize(
    ("more", "said"), [(["--once"], "leave --once out"), (["--cert", "x"], "go together")]
)
def test_what_does_not_go_with_lan_is_refused(capsys, more, said):
    assert main(["up", "--lan", *more]) == 2
    assert said in capsys.readouterr().err


def test_an_unknown_bench_is_named(capsys):
    assert main(["bench", "nothing"]) == 2
    assert "ack, " in capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["--once", "--lan"]])
def test_production_is_played_once_and_not_served(capsys, more):
    assert main(["up", "--production", *more]) == 2
    assert "goes with --once only" in capsys.readouterr().err


def test_an_unknown_argument_is_refused():
    with pytest.raises(SystemExit):
        main(["up", "--prot", "9"])


def test_a_port_that_was_asked_for_is_never_changed():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Refusal, match=f"Port {port} is taken"):
            serve.choose_port(port)


def test_a_taken_default_port_moves_on_and_says_so(monkeypatch, capsys):
    port = free_port()
    monkeypatch.setattr(serve, "DEFAULT_PORT", port)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        assert serve.choose_port(None) > port
    assert f"Port {port} is taken" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("version", "refused"),
    [("v18.20.0", True), ("v20.18.9", True), ("v20.19.0", False), ("v22.12.0", False)],
)
def test_node_has_a_floor(tmp_path, monkeypatch, version, refused):
    for name in ("node", "npm"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {version}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    if refused:
        with pytest.raises(Refusal, match="20.19"):
            need.require_node()
    else:
        assert need.require_node() == version


def test_a_missing_node_is_said(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Refusal, match=r"Node\.js"):
        need.require_node()


def test_debians_missing_package_is_named(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(Refusal, match="python3-venv"):
        need.require_venv_module()


def test_a_wrong_chromium_is_said(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere")
    with pytest.raises(Refusal, match="/nowhere"):
        need.chromium_path()


def test_dev_py_itself_prints_help_without_the_environment():
    done = subprocess.run(
        [sys.executable, "-S", "-E", "dev.py", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(word in done.stdout for word in ("up", "test", "lint", "manage", "bench"))


def test_times_read_well():
    assert (clock(4.21), clock(65)) == ("4.2 s", "1:05")
