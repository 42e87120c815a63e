"""The authority's certificates hold for the names they name, and for no others."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from cryptography import x509

from deploy.dev import authority
from deploy.dev.authority import issue

ROOT = Path(__file__).resolve().parents[2]


def handshake(folder: Path, name: str, *, ca: Path | None = None) -> str:
    """Speak TLS to a server with the folder's certificate; what the client says of it."""
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(folder / "server.pem", folder / "server.key")
    asking = ssl.create_default_context(cafile=str(ca or folder / "ca.pem"))
    here, there = socket.socketpair()

    def serve() -> None:
        try:
            with serving.wrap_socket(there, server_side=True) as secure:
                secure.recv(1)
        except OSError:
            there.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        with asking.wrap_socket(here, server_hostname=name) as secure:
            secure.send(b"x")
            return "ok"
    except ssl.SSLCertVerificationError as error:
        return error.verify_message
    finally:
        here.close()
        thread.join(5)


def test_a_client_that_knows_the_authority_believes_its_names_only(tmp_path):
    issue(tmp_path, ["localhost", "127.0.0.1"])
    assert handshake(tmp_path, "localhost") == "ok"
    assert handshake(tmp_path, "127.0.0.1") == "ok"
    assert "mismatch" in handshake(tmp_path, "match.example.cn").lower()


def test_another_authority_is_not_believed(tmp_path):
    issue(tmp_path, ["localhost"])
    issue(tmp_path / "other", ["localhost"])
    told = handshake(tmp_path, "localhost", ca=tmp_path / "other" / "ca.pem")
    assert told != "ok"


def test_keys_are_their_owners(tmp_path):
    issue(tmp_path, ["localhost"])
    for key in (tmp_path / "ca.key", tmp_path / "server.key"):
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_made_once_and_anew_for_other_names(tmp_path):
    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    issue(tmp_path, ["localhost"])
    first = files()
    issue(tmp_path, ["localhost"])
    assert files() == first
    issue(tmp_path, ["localhost", "hall.local"])
    second = files()
    assert second["ca.pem"] == first["ca.pem"]
    assert second["server.pem"] != first["server.pem"]


@pytest.mark.parametrize(("name", "days"), [("CA_DAYS", 13), ("SERVER_DAYS", 13)])
def test_what_is_about_to_end_is_made_anew(tmp_path, monkeypatch, name, days):
    monkeypatch.setattr(authority, name, days)
    issue(tmp_path, ["localhost"])
    before = (tmp_path / "server.pem").read_bytes()
    monkeypatch.undo()
    issue(tmp_path, ["localhost"])
    assert (tmp_path / "server.pem").read_bytes() != before
    assert handshake(tmp_path, "localhost") == "ok"


def test_nothing_outlives_a_year(tmp_path):
    pair = issue(tmp_path, ["localhost"])
    for file in (tmp_path / "ca.pem", pair.certificate):
        made = x509.load_pem_x509_certificate(file.read_bytes())
        assert made.not_valid_after_utc - made.not_valid_before_utc <= dt.timedelta(days=365)


def test_the_command_makes_both(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "deploy.dev.authority", str(tmp_path), "localhost"],
        cwd=ROOT,
        check=True,
    )
    assert handshake(tmp_path, "localhost") == "ok"
