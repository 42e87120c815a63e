"""Which pages may open a socket."""

import pytest

from api.live.origins import is_own_origin

HOST = "127.0.0.1:8000"


def own(origin, host=HOST):
    headers = [(b"host", host.encode())]
    if origin is not None:
        headers.append((b"origin", origin.encode("utf-8")))
    return is_own_origin({"headers": headers})


@pytest.mark.parametrize("origin", [f"http://{HOST}", f"https://{HOST}", f"HTTP://{HOST}"])
def test_our_own_pages(origin):
    assert own(origin)


@pytest.mark.parametrize(("origin", "ours"), [(f"http://{HOST}", False), (f"https://{HOST}", True)])
def test_a_page_that_came_without_tls_is_not_ours_where_all_is_tls(settings, origin, ours):
    settings.SESSION_COOKIE_SECURE, settings.CSRF_TRUSTED_ORIGINS = True, []
    assert own(origin) is ours


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
        "http://evil.test",
        f"http://evil.test?{HOST}",
        f"http://evil.test#{HOST}",
        f"http://{HOST}@evil.test",
        f"http://{HOST}%00.evil.test",
        f"http://{HOST}%2eevil.test",
        f"http://{HOST}0",
        f"http://{HOST}, http://evil.test",
        f"http://{HOST} http://evil.test",
        f"http://sub.{HOST}",
        f"http://{HOST}\u3002evil.test",
        "http://127.0.0.2:8000",
        "http://127.1:8000",
        "http://2130706433:8000",
        "http://0x7f000001:8000",
        "http://[::ffff:127.0.0.1]:8000",
        "http://127.0.0.1:08000",
        f"ws://{HOST}",
        f"javascript:{HOST}",
        f"data:text/html,{HOST}",
        f"blob:http://{HOST}/x",
        f"view-source:http://{HOST}",
        "about:blank",
    ],
)
def test_everything_else(origin):
    assert not own(origin)


def test_a_host_that_is_not_ours_is_nobodys_own():
    assert not own("http://evil.test", host="evil.test")


HALL = "final.example.org:8443"


@pytest.mark.parametrize(
    ("origin", "is_own"),
    [
        (f"https://{HALL}", True),
        ("https://FINAL.example.org:8443", True),
        ("http://final.example.org:8080", False),  # the plain door: anybody may write its pages
        ("https://final.example.org", False),
        ("https://final.example.org:8080", False),
        ("https://10.0.0.5:8443", False),
        (f"https://{HALL}.evil.test", False),
        (f"wss://{HALL}", False),
    ],
)
def test_a_halls_own_pages_by_https(settings, origin, is_own):
    settings.ALLOWED_HOSTS = ["final.example.org", "10.0.0.5"]
    settings.SITE_URL, settings.CSRF_TRUSTED_ORIGINS = f"https://{HALL}", [f"https://{HALL}"]
    assert own(origin, host=HALL) is is_own
