import socket

from tests.servers.ports import HIGHEST, LOWEST, free_port, is_free


def test_free_port_is_in_range_and_free():
    port = free_port()
    assert LOWEST <= port <= HIGHEST
    assert is_free(port)


def test_a_taken_port_is_not_free():
    port = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        assert not is_free(port)


def test_ports_differ_in_spite_of_a_common_seed():
    assert len({free_port() for _ in range(20)}) > 15
