import http.client

import pytest

from tests.servers.app import AppServer
from tests.servers.process import NotReady, is_gone


def status(server: AppServer, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def test_starts_dies_and_starts_again_on_its_database(fresh_database, tmp_path):
    with AppServer(database_url=fresh_database.url, var_dir=tmp_path) as server:
        assert status(server, "/healthz") == 200
        pid = server.pid
        server.kill()
        assert is_gone(pid)
        assert not server.is_healthy()
        server.start()
        assert status(server, "/healthz") == 200
    assert not server.is_healthy()


def test_a_server_that_cannot_start_says_why(tmp_path):
    server = AppServer(database_url="sqlite:///:memory:", var_dir=tmp_path, settings="no.such")
    with pytest.raises(NotReady, match="no"), server:
        pass
