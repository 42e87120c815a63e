"""The machine's own addresses, in a hall without a way out as well."""

from __future__ import annotations

import socket
import sys

import pytest

from deploy.dev import addresses, lan
from deploy.dev.console import Refusal


def in_networks(monkeypatch, *, sending=(), interfaces=(), name=()):
    monkeypatch.setattr(addresses, "_sending", lambda: list(sending))
    monkeypatch.setattr(addresses, "_interfaces", lambda: list(interfaces))
    monkeypatch.setattr(addresses, "_by_own_name", lambda: list(name))


def test_the_one_it_would_send_from_comes_first(monkeypatch):
    in_networks(
        monkeypatch, sending=["10.0.0.5"], interfaces=["127.0.0.1", "172.17.0.1", "10.0.0.5"]
    )
    assert addresses.own_addresses() == ["10.0.0.5", "172.17.0.1"]


def test_a_switch_without_a_gateway_is_a_network_too(monkeypatch):
    in_networks(monkeypatch, interfaces=["127.0.0.1", "192.168.1.10"])
    assert lan.own_address() == "192.168.1.10"


def test_where_there_are_several_the_others_are_said(monkeypatch, capsys):
    in_networks(monkeypatch, interfaces=["192.168.1.10"], name=["10.4.0.2"])
    assert lan.own_address() == "192.168.1.10"
    assert "192.168.1.10, 10.4.0.2; the first one" in capsys.readouterr().err


def test_no_network_is_said_with_the_way_on(monkeypatch):
    in_networks(monkeypatch, interfaces=["127.0.0.1"], name=["127.0.1.1", "169.254.3.4"])
    with pytest.raises(Refusal, match="in no network"):
        lan.own_address()


def test_without_a_gateway_nothing_is_sent_from(monkeypatch):
    class Cut(socket.socket):
        def connect(self, _address: object) -> None:
            raise OSError

    monkeypatch.setattr(socket, "socket", Cut)
    assert addresses._sending() == []


@pytest.mark.skipif(sys.platform != "linux", reason="interfaces are asked on Linux only")
def test_interfaces_tell_their_addresses():
    assert "127.0.0.1" in addresses._interfaces()
