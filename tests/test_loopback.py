import socket
import urllib.request

import pytest

from tests.loopback import OutsideSocket


def test_another_machine_is_out_of_reach():
    with socket.socket() as sock, pytest.raises(OutsideSocket):
        sock.connect(("192.0.2.1", 80))
    with pytest.raises(OutsideSocket):
        socket.getaddrinfo("example.org", 80)
    with pytest.raises(OutsideSocket):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open("http://192.0.2.1/")


def test_this_machine_is_within_reach():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())
