"""Scripts and styles travel squeezed from the product's own server, whoever stands before it."""

from __future__ import annotations

import re
from urllib.request import Request, urlopen

import pytest

from tests.system.browser.hall import Hall

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]
# Files under this size fit into the first packets as they are.
LEAST = 860


def fetched(url: str, accepted: str) -> tuple[str | None, int, str | None]:
    """The form that came, its bytes, and what caches must tell apart."""
    request = Request(url, headers={"Accept-Encoding": accepted})
    with urlopen(request, timeout=10) as answer:
        return answer.headers["Content-Encoding"], len(answer.read()), answer.headers["Vary"]


def named(url: str) -> list[str]:
    """The scripts and styles that a shell names."""
    with urlopen(url, timeout=10) as answer:
        shell = answer.read().decode()
    found = re.findall(r'(?:src|href)="(/static/assets/[^"]+\.(?:js|css))"', shell)
    return sorted(set(found))


@pytest.mark.parametrize(("accepted", "form"), [("gzip, deflate, br", "br"), ("gzip", "gzip")])
def test_what_the_panel_names_comes_in_the_form_that_was_asked_for(hall: Hall, accepted, form):
    names = named(f"{hall.url}/judge")
    assert len(names) > 5
    for name in names:
        plain = fetched(hall.url + name, "identity")
        if plain[1] < LEAST:
            continue
        squeezed = fetched(hall.url + name, accepted)
        assert squeezed[0] == form, name
        assert squeezed[1] < plain[1], name
        assert squeezed[2]
        assert "accept-encoding" in squeezed[2].lower()
