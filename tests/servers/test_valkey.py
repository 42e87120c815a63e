"""The server of the tests is a real one, dies when told and comes back at its address."""

from __future__ import annotations

import pytest
from redis import Redis
from redis.exceptions import RedisError


def test_it_is_real_and_comes_back(valkey_server):
    with Redis.from_url(f"{valkey_server.url}/1", socket_timeout=0.5) as client:
        assert client.info("server")["valkey_version"]
        client.set("kept", "no")
        valkey_server.kill()
        with pytest.raises(RedisError):
            client.ping()
        valkey_server.start()
        assert client.get("kept") is None


def test_a_frozen_one_accepts_and_says_nothing(valkey_server):
    valkey_server.freeze()
    try:
        assert not valkey_server.answers()
    finally:
        valkey_server.thaw()
    assert valkey_server.answers()
