"""The page of components: complete, sound in every theme and language, and in the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.servers.app import ROOT
from tests.system.browser.components import PICTURES, gallery, parts, shown
from tests.system.browser.person import LOCALES
from tests.system.browser.test_pages import AXE, axe_source

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300)]
SMALL = 1_500_000


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """The page of components, built from the sources as they are."""
    with gallery() as address:
        yield address


@pytest.mark.parametrize("theme", ["light", "dark", "hall"])
@pytest.mark.parametrize("language", LOCALES)
def test_every_component_is_sound(chromium_browser, url, language, theme):
    with shown(chromium_browser, url, language, theme) as page:
        if theme == "hall":
            page.evaluate("() => localStorage.setItem('yisai.scheme', 'hall')")
            page.reload()
            page.locator("html[data-hall] [data-part]").first.wait_for()
        page.evaluate(axe_source())
        assert page.evaluate(AXE) == []
        assert not re.search(r"\b[a-z]+\.[a-z]+[A-Z.]\w+", page.locator("main").inner_text())


def test_every_component_is_in_the_documents_with_a_picture_in_each_language(chromium_browser, url):
    with shown(chromium_browser, url, "en", "light") as page:
        names = parts(page)
    assert len(names) >= 10
    text = (ROOT / "docs" / "components.md").read_text(encoding="utf-8")
    wanted = {f"{name}.{language}.png" for name in names for language in LOCALES}
    assert {file.name for file in PICTURES.iterdir()} == wanted
    assert set(re.findall(r"\(components/([^)]+)\)", text)) == wanted
    assert sum(file.stat().st_size for file in PICTURES.iterdir()) < SMALL


def test_the_product_holds_nothing_of_it():
    built = ROOT / "frontend" / "dist"
    assert not (built / "components.html").exists()
    assert not any("gallery" in file.read_text("utf-8") for file in built.glob("assets/*.js"))
