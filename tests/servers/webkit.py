"""WebKit by Debian's driver (webkit2gtk-driver, xvfb), spoken to by WebDriver's own requests.

Source: the W3C's WebDriver recommendation; `webkitgtk:browserOptions` is the driver's own.
"""

from __future__ import annotations

import base64
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx

from tests.servers.chromium import write_fontconfig
from tests.servers.ports import free_port
from tests.servers.process import wait_until

_ELEMENT: Final = "element-6066-11e4-a52e-4f735466cecf"
_BROWSERS: Final = "/usr/lib/*-linux-gnu/webkit2gtk-4.1/MiniBrowser"
PATIENCE_S: Final = 20.0


def webkit_missing() -> str | None:
    """What this machine lacks for it, as a sentence; None where all is there."""
    lacking = [name for name in ("WebKitWebDriver", "Xvfb") if shutil.which(name) is None]
    if not list(Path("/").glob(_BROWSERS.lstrip("/"))):
        lacking.append("MiniBrowser")
    if not lacking:
        return None
    return f"no {', '.join(lacking)} here (apt-get install webkit2gtk-driver xvfb)"


@dataclass(frozen=True)
class WebKit:
    """One window. Elements are named by their test id."""

    http: httpx.Client
    session: str

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """One command of the session. Raises LookupError with what the driver said."""
        answer = self.http.request(method, f"/session/{self.session}{path}", json=body)
        if answer.is_error:
            raise LookupError(answer.json()["value"]["message"] or answer.json()["value"]["error"])
        return answer.json()["value"]

    def open(self, url: str) -> None:
        """Go to an address."""
        self.ask("POST", "/url", {"url": url})

    def script(self, text: str) -> Any:
        """What a function's body returns."""
        return self.ask("POST", "/execute/sync", {"script": text, "args": []})

    def see(self, testid: str, **attributes: str) -> str:
        """Wait for an element, with these attributes where some are named; its reference."""
        more = "".join(f"[data-{name}='{value}']" for name, value in attributes.items())
        query = {"using": "css selector", "value": f"[data-testid='{testid}']{more}"}
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                return str(self.ask("POST", "/element", query)[_ELEMENT])
            except LookupError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def press(self, *testids: str) -> None:
        """Click one thing after the other."""
        for testid in testids:
            self.ask("POST", f"/element/{self.see(testid)}/click", {})

    def text(self, testid: str) -> str:
        """What an element says."""
        return str(self.ask("GET", f"/element/{self.see(testid)}/text"))

    def shot(self, file: Path) -> None:
        """A picture of the window."""
        file.write_bytes(base64.b64decode(self.ask("GET", "/screenshot")))


@contextmanager
def webkit_open(folder: Path, width: int, height: int) -> Iterator[WebKit]:
    """A window of its own on a screen of its own; certificates of nobody are taken."""
    display, port = f":{100 + free_port() % 500}", free_port()
    screen = ["Xvfb", display, "-screen", "0", f"{width}x{height + 80}x24", "-nolisten", "tcp"]
    driver = ["WebKitWebDriver", f"--port={port}", "--host=127.0.0.1"]
    env = {
        "DISPLAY": display,
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "FONTCONFIG_FILE": str(write_fontconfig(folder)),
    }
    with (folder / "webkit.log").open("wb") as log:
        out: dict[str, Any] = {"stdout": log, "stderr": subprocess.STDOUT}
        running = [subprocess.Popen(screen, **out)]
        try:
            running.append(subprocess.Popen(driver, env=env, **out))
            http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False)
            wait_until(lambda: _answers(http), alive=lambda: running[1].poll() is None,
                       log=folder / "webkit.log")  # fmt: skip
            window = _begun(http)
            window.ask("POST", "/window/rect", {"x": 0, "y": 0, "width": width, "height": height})
            try:
                yield window
            finally:
                window.ask("DELETE", "")
                http.close()
        finally:
            for each in reversed(running):
                each.terminate()
                each.wait(10)


def _answers(http: httpx.Client) -> bool:
    try:
        return bool(http.get("/status").json()["value"]["ready"])
    except httpx.HTTPError:
        return False


def _begun(http: httpx.Client) -> WebKit:
    [program] = list(Path("/").glob(_BROWSERS.lstrip("/")))[:1]
    options = {"binary": str(program), "args": ["--automation"]}
    wanted = {"acceptInsecureCerts": True, "webkitgtk:browserOptions": options}
    answer = http.post("/session", json={"capabilities": {"alwaysMatch": wanted}})
    answer.raise_for_status()
    return WebKit(http, str(answer.json()["value"]["sessionId"]))
