"""A real Chromium, driven by Playwright, with Chinese faces on a bare machine."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from .postgres import ServerMissing

ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONT_PACKAGE = "pylopdf_fonts_zh_cn"


def chromium_path() -> Path:
    """Return $CHROMIUM or the first known browser on the PATH, or raise ServerMissing."""
    named = os.environ.get("CHROMIUM")
    for candidate in [named] if named else [shutil.which(name) for name in NAMES]:
        if candidate and Path(candidate).is_file():
            return Path(candidate)
    raise ServerMissing("no Chromium was found; install one or name it in CHROMIUM")


def font_folder() -> Path:
    """Return the folder with the Chinese OTFs of the font wheel."""
    spec = find_spec(FONT_PACKAGE)
    if spec is None or spec.origin is None:
        raise ServerMissing(f"the package {FONT_PACKAGE} is not installed")
    return Path(spec.origin).parent


def write_fontconfig(folder: Path) -> Path:
    """Write a fontconfig file that knows the wheel's faces only, so pictures agree anywhere."""
    aliases = "".join(
        f"<alias binding='same'><family>{generic}</family>"
        f"<prefer><family>{family}</family></prefer></alias>"
        for generic, family in (
            ("sans-serif", "Noto Sans SC"),
            ("serif", "Noto Serif SC"),
            ("system-ui", "Noto Sans SC"),
            ("monospace", "Noto Sans SC"),
        )
    )
    file = folder / "fonts.conf"
    file.write_text(
        "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig>"
        f"<dir>{font_folder()}</dir><cachedir>{folder / 'cache'}</cachedir>{aliases}"
        "</fontconfig>",
        encoding="utf-8",
    )
    return file


@contextmanager
def chromium(*extra_args: str) -> Iterator[Browser]:
    """Launch the browser headless; contexts and pages are the caller's."""
    executable = chromium_path()
    with tempfile.TemporaryDirectory(prefix="ych-") as home:
        env: dict[str, str | float | bool] = {
            **os.environ,
            "FONTCONFIG_FILE": str(write_fontconfig(Path(home))),
        }
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=executable, headless=True, args=[*ARGS, *extra_args], env=env
            )
            try:
                yield browser
            finally:
                browser.close()
