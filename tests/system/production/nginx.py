"""Our nginx configuration in a real nginx: what is changed are ports, names and folders."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from tests.servers.process import wait_until

OURS: Final = Path(__file__).resolve().parents[3] / "deploy" / "production" / "nginx.conf"
_AROUND: Final = """
user root;
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {ours}
}}
"""


@dataclass(frozen=True)
class Behind:
    """The ports of what stands behind the proxy."""

    web: int
    live: tuple[int, int]
    spectators: int


class Nginx:
    """One nginx on two loopback ports: http, which sends on, and https."""

    def __init__(self, folder: Path, behind: Behind, http: int, https: int, tls: Path) -> None:
        self.https = https
        self._folder = folder
        folder.mkdir()
        changes = [
            (r"127\.0\.0\.1:8001", f"127.0.0.1:{behind.web}"),
            (r"127\.0\.0\.1:8101", f"127.0.0.1:{behind.live[0]}"),
            (r"127\.0\.0\.1:8102", f"127.0.0.1:{behind.live[1]}"),
            (r"127\.0\.0\.1:8201", f"127.0.0.1:{behind.spectators}"),
            (r"listen 80;", f"listen 127.0.0.1:{http};"),
            (r"listen 443 ", f"listen 127.0.0.1:{https} "),
            (r"listen \[::\][^;]*;", ""),
            (r"match\.example\.cn", "localhost"),
            (r"/etc/yisai/tls/fullchain\.pem", str(tls / "server.pem")),
            (r"/etc/yisai/tls/privkey\.pem", str(tls / "server.key")),
            (r"/var/log/nginx/yisai\.log", str(folder / "access.log")),
        ]
        text = OURS.read_text(encoding="utf-8")
        for pattern, by in changes:
            text, found = re.subn(pattern, by, text)
            assert found, f"{OURS.name} has no {pattern}"
        (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, ours=text))

    @property
    def requests(self) -> list[str]:
        """The log's lines."""
        return (self._folder / "access.log").read_text(encoding="utf-8").splitlines()

    def __enter__(self) -> Self:
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        log = self._folder / "error.log"
        with (self._folder / "out.log").open("wb") as out:
            process = self._process = subprocess.Popen(
                [program, "-p", str(self._folder), "-c", str(self._folder / "nginx.conf")],
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        wait_until(
            (self._folder / "nginx.pid").exists, alive=lambda: process.poll() is None, log=log
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def installed() -> bool:
    """Whether there is an nginx on this machine."""
    places = "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"
    return shutil.which("nginx", path=places) is not None
