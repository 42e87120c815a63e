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
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtensionOID

from deploy.dev import authority
from deploy.dev.authority import issue

ROOT = Path(__file__).resolve().parents[2]
AKI = ExtensionOID.AUTHORITY_KEY_IDENTIFIER


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


def signed_beyond(folder: Path, name: str) -> None:
    """What a thief of the authority's key would make, with the limits left as they are."""
    held = authority.authority(folder).read()
    assert held is not None
    issue(folder / "thief", [name])
    ca, key = held
    made = x509.load_pem_x509_certificate((folder / "thief" / "server.pem").read_bytes())
    forged = x509.CertificateBuilder(
        made.issuer,
        made.subject,
        made.public_key(),
        made.serial_number,
        made.not_valid_before_utc,
        made.not_valid_after_utc,
        [each for each in made.extensions if each.oid != AKI],
    ).sign(key, SHA256())
    text = forged.public_bytes(Encoding.PEM) + ca.public_bytes(Encoding.PEM)
    (folder / "thief" / "server.pem").write_bytes(text)


@pytest.mark.parametrize("name", ["bank.example.cn", "8.8.8.8", "evil-final.example.org"])
def test_the_authority_is_believed_for_its_hall_only(tmp_path, name):
    issue(tmp_path, ["final.example.org", "10.0.0.7"])
    signed_beyond(tmp_path, name)
    told = handshake(tmp_path / "thief", name, ca=tmp_path / "ca.pem")
    assert told == "permitted subtree violation"


@pytest.mark.parametrize("name", ["final.example.org", "172.20.1.2"])
def test_the_same_forgery_within_the_hall_would_pass(tmp_path, name):
    """So it is the limits, and nothing else of the forgery, that stops the others."""
    issue(tmp_path, ["final.example.org", "10.0.0.7"])
    signed_beyond(tmp_path, name)
    assert handshake(tmp_path / "thief", name, ca=tmp_path / "ca.pem") == "ok"


@pytest.mark.parametrize("name", ["192.168.1.10", "203.0.113.9", "fd00::7", "hall.example.cn"])
def test_one_name_alone_is_believed(tmp_path, name):
    issue(tmp_path, [name])
    assert handshake(tmp_path, name) == "ok"


def test_a_name_beyond_the_limits_makes_a_new_root_that_keeps_the_old_names(tmp_path):
    issue(tmp_path, ["one.example.cn"])
    first = (tmp_path / "ca.pem").read_bytes()
    issue(tmp_path, ["two.example.cn"])
    second = (tmp_path / "ca.pem").read_bytes()
    assert second != first
    issue(tmp_path, ["one.example.cn", "10.9.8.7"])
    assert (tmp_path / "ca.pem").read_bytes() == second
    assert handshake(tmp_path, "one.example.cn") == "ok"


def test_a_root_without_limits_is_replaced(tmp_path, monkeypatch):
    monkeypatch.setattr(x509, "NameConstraints", lambda **_: x509.OCSPNoCheck())
    issue(tmp_path, ["localhost"])
    monkeypatch.undo()
    before = (tmp_path / "ca.pem").read_bytes()
    issue(tmp_path, ["localhost"])
    assert (tmp_path / "ca.pem").read_bytes() != before
