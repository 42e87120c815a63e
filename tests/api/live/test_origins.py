"""Which pages may open a socket."""

import pytest

from api.live.origins import is_own_origin

HOST = "127.0.0.1:8000"


def own(origin, host=HOST):
    headers = [(b"host", host.encode())]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    return is_own_origin({"headers": headers})


@pytest.mark.parametrize("origin", [f"http://{HOST}", f"https://{HOST}", f"HTTP://{HOST}"])
def test_our_own_pages(origin):
    assert own(origin)


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "http://[::1",
        f"file://{HOST}",
        f"chrome-extension://{HOST}",
        f"//{HOST}",
        HOST,
        f"http://user@{HOST}",
        f"http://{HOST}.evil.test",
        "http://127.0.0.1",
        "http://localhost:8000",
        f"http://evil.test/{HOST}",
        f"http://evil.test\\@{HOST}",
    ],
)
def test_everything_else(origin):
    assert not own(origin)


def test_a_host_that_is_not_ours_is_nobodys_own():
    assert not own("http://evil.test", host="evil.test")
