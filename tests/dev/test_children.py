import os
import signal
import sys
import time

import pytest

from deploy.dev import children as module
from deploy.dev.children import Children, descendants_kib
from deploy.dev.console import Refusal
from tests.servers.process import is_gone

# A child with a grandchild, both deaf to SIGTERM: only the group's end ends them.
DEAF = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
grandchild = os.fork()
if grandchild:
    print(grandchild, flush=True)
time.sleep(60)
"""


@pytest.fixture(autouse=True)
def restored_signals():
    before = {number: signal.getsignal(number) for number in module._ENDINGS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def read_when_there(path):
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if path.exists() and path.read_text().strip():
            return int(path.read_text())
        time.sleep(0.02)
    raise AssertionError("the child said nothing")


def test_deaf_children_and_grandchildren_end_on_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "GRACE_SECONDS", 0.2)
    log = tmp_path / "deaf.log"
    with pytest.raises(KeyboardInterrupt), Children() as children:
        children.start("deaf", [sys.executable, "-c", DEAF], env=dict(os.environ), log=log)
        grandchild = read_when_there(log)
        (child,) = children.pids()
        assert descendants_kib(os.getpid()) > 1000
        raise KeyboardInterrupt
    until = time.monotonic() + 5
    while time.monotonic() < until and not (is_gone(child) and is_gone(grandchild)):
        time.sleep(0.02)
    assert is_gone(child)
    assert is_gone(grandchild)


def test_a_child_that_ends_by_itself_is_said(tmp_path):
    with Children() as children:
        children.start(
            "server",
            [sys.executable, "-c", "raise SystemExit(7)"],
            env=dict(os.environ),
            log=tmp_path / "server.log",
        )
        while children.pids():
            time.sleep(0.02)
        with pytest.raises(Refusal, match="exit code 7"):
            children.require_alive(tmp_path)
