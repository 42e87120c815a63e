"""Pictures of every shared component for docs/components.md, from a real Chromium:

.venv/bin/python -m tests.system.browser.components

The page of components is built by itself (`vite build --mode components`) and is no part of the
product. A picture shows the light theme on the left and the dark one on the right.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.servers.app import ROOT
from tests.servers.chromium import chromium
from tests.system.browser.person import LOCALES

FRONTEND = ROOT / "frontend"
PICTURES = ROOT / "docs" / "components"
THEMES = ("light", "dark")
NOW = "2026-11-19T06:00:00Z"
# What appears late (outlines, the words after two seconds) is there.
SETTLED_MS = 2_500
COLORS = 256


class Quiet(SimpleHTTPRequestHandler):
    """Serves the build without a line for each file."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def gallery() -> Iterator[str]:
    """Build the page of components and serve it on the loopback; yields its address."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "static"
        vite = FRONTEND / "node_modules" / ".bin" / "vite"
        command = [vite, "build", "--mode", "components", "--outDir", target, "--emptyOutDir"]
        subprocess.run([*map(str, command)], cwd=FRONTEND, check=True, capture_output=True)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/static/components.html"
        finally:
            server.shutdown()
            server.server_close()


@contextmanager
def shown(browser: Browser, url: str, language: str, theme: str) -> Iterator[Page]:
    """The page of components in a language and a theme, at a moment that never changes."""
    with browser.new_context(
        locale=LOCALES[language],
        timezone_id="Asia/Shanghai",
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": 720, "height": 900},
    ) as context:
        page = context.new_page()
        page.clock.set_fixed_time(NOW)
        page.goto(f"{url}?lang={language}")
        page.locator("[data-part]").first.wait_for()
        page.wait_for_timeout(SETTLED_MS)
        yield page


def parts(page: Page) -> list[str]:
    """The names of the components on the page."""
    return page.locator("[data-part]").evaluate_all("(all) => all.map((p) => p.dataset.part)")


def pictures(browser: Browser, url: str, language: str) -> dict[str, Image.Image]:
    """Each component as one picture, the themes side by side."""
    halves: dict[str, list[Image.Image]] = {}
    for theme in THEMES:
        with shown(browser, url, language, theme) as page:
            for name in parts(page):
                shot = page.locator(f"[data-part={name}]").screenshot()
                halves.setdefault(name, []).append(Image.open(BytesIO(shot)).convert("RGB"))
    return {name: beside(images) for name, images in halves.items()}


def beside(images: list[Image.Image]) -> Image.Image:
    """Pictures in one row, in few colors: small enough to be kept with the documents."""
    row = Image.new("RGB", (sum(i.width for i in images), max(i.height for i in images)), "white")
    left = 0
    for image in images:
        row.paste(image, (left, 0))
        left += image.width
    return row.quantize(COLORS, dither=Image.Dither.NONE)


def main() -> None:
    """Make all pictures anew."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir()
    with chromium() as browser, gallery() as url:
        for language in LOCALES:
            for name, picture in pictures(browser, url, language).items():
                picture.save(PICTURES / f"{name}.{language}.png", optimize=True)


if __name__ == "__main__":
    main()
