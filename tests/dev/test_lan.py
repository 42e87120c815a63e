"""`up --lan`: where it listens, and what it refuses before a hall depends on it."""

from __future__ import annotations

import socket

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from deploy.dev import lan
from deploy.dev.authority import authority, issue
from deploy.dev.console import Refusal
from tests.servers.ports import free_port


def test_a_name_of_this_machine_is_listened_to():
    door = lan.choose_door("localhost", None, free_port())
    assert (door.address, door.names) == ("127.0.0.1", ["localhost", "127.0.0.1"])
    assert door.url == f"https://localhost:{door.port}"


def unknown(*_: object) -> None:
    raise socket.gaierror


def elsewhere(*_: object) -> list[tuple[object, ...]]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.7", 0))]


def test_a_name_that_only_tablets_know_needs_an_address(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Refusal, match="--address"):
        lan.choose_door("hall.invalid", None, free_port())
    door = lan.choose_door("hall.invalid", "127.0.0.1", free_port())
    assert door.names == ["hall.invalid", "127.0.0.1"]


def test_a_name_of_another_machine_is_refused(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", elsewhere)
    with pytest.raises(Refusal, match="192.0.2.7, which is not this machine"):
        lan.choose_door("hall.invalid", None, free_port())


def test_a_taken_port_is_never_changed():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(Refusal, match="is taken"):
            lan.choose_door("localhost", None, taken.getsockname()[1])


def test_a_certificate_of_ones_own_is_looked_at_first(tmp_path):
    door = lan.choose_door("localhost", None, free_port())
    good, bad = (issue(tmp_path / name, [name]) for name in ("localhost", "elsewhere"))
    own = (good.certificate, good.key)
    assert lan.certificate_for(door, own, tmp_path) == (*own, None)
    with pytest.raises(Refusal, match="is not for localhost"):
        lan.certificate_for(door, (bad.certificate, bad.key), tmp_path)


def test_otherwise_an_authority_is_made_once(tmp_path):
    door = lan.choose_door("localhost", None, free_port())
    _, key, root = lan.certificate_for(door, None, tmp_path)
    assert root is not None
    before = root.read_bytes()
    assert lan.certificate_for(door, None, tmp_path)[2] == root
    assert root.read_bytes() == before
    assert key.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "ca.key").stat().st_mode & 0o777 == 0o600


def test_the_machine_itself_tells_the_print_that_devices_show(tmp_path, capsys):
    door = lan.choose_door("localhost", "127.0.0.1", free_port())
    root = authority(tmp_path).certificate
    lan.announce(door, root)
    said = capsys.readouterr().out
    found = x509.load_pem_x509_certificate(root.read_bytes()).fingerprint(SHA256())
    assert found.hex(" ", 2).upper() in said
    assert f"{door.url}/capability" in said


def test_a_customers_certificate_needs_no_install(capsys):
    lan.announce(lan.choose_door("localhost", "127.0.0.1", free_port()), None)
    said = capsys.readouterr().out
    assert "/install" not in said
    assert "SHA-256" not in said
