"""Bytes on the local disk: parts that arrive, and files that never change."""

import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from core.files.blobs import BLOCK, INCOMING, Joined, new_key


class LocalStore:
    """A folder, in which a part and a kept file appear whole or not at all."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def told(self) -> str:
        """A folder of this machine."""
        return "local disk"

    def part_urls(self, *, upload: UUID, lengths: Sequence[int]) -> list[str] | None:
        """None: parts come through our own route."""
        return None

    def part_write(self, *, upload: UUID, number: int, body: bytes | Path) -> int:
        """Store one part, synced before it is named."""
        folder = self._incoming(upload)
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".{number}-{uuid.uuid4().hex}"
        with draft.open("wb") as target:
            if isinstance(body, bytes):
                target.write(body)
            else:
                with body.open("rb") as source:
                    shutil.copyfileobj(source, target, BLOCK)
            target.flush()
            os.fsync(target.fileno())
        size = draft.stat().st_size
        draft.replace(folder / str(number))
        return size

    def parts_present(self, *, upload: UUID, lengths: Sequence[int]) -> set[int]:
        """The parts whose files have their length."""
        folder = self._incoming(upload)
        return {
            number
            for number, length in enumerate(lengths, start=1)
            if (part := folder / str(number)).is_file() and part.stat().st_size == length
        }

    def join(self, *, upload: UUID, lengths: Sequence[int]) -> Joined:
        """Join the parts into a draft beside them."""
        folder, digest, size = self._incoming(upload), hashlib.sha256(), 0
        draft = folder / f".joined-{uuid.uuid4().hex}"
        with draft.open("wb") as target:
            for number in range(1, len(lengths) + 1):
                for block in _blocks(folder / str(number)):
                    digest.update(block)
                    size += len(block)
                    target.write(block)
            target.flush()
            os.fsync(target.fileno())
        return Joined(upload, draft, size, digest.hexdigest())

    def keep(self, joined: Joined, *, content_type: str) -> str:
        """Move the draft under its key; it is the file that was looked at."""
        key = new_key(joined.sha256)
        target = self.path_of(key=key)
        target.parent.mkdir(parents=True, exist_ok=True)
        joined.path.replace(target)
        target.chmod(0o440)
        return key

    def refuse(self, joined: Joined) -> None:
        """Remove the draft; the parts stay, and each may be sent again."""
        joined.path.unlink(missing_ok=True)

    def discard(self, *, upload: UUID) -> None:
        """Remove the parts."""
        shutil.rmtree(self._incoming(upload), ignore_errors=True)

    def discard_key(self, *, key: str) -> None:
        """Remove a kept file."""
        self.path_of(key=key).unlink(missing_ok=True)

    def path_of(self, *, key: str) -> Path:
        """Where the bytes of a key are."""
        return self._root / key

    def read_range(self, *, key: str, start: int, length: int) -> Iterator[bytes]:
        """Read from the file."""
        with self.path_of(key=key).open("rb") as source:
            source.seek(start)
            while length > 0 and (block := source.read(min(BLOCK, length))):
                length -= len(block)
                yield block

    def download_url(self, *, key: str, name: str, content_type: str) -> str | None:
        """None: we send the bytes."""
        return None

    def sweep(self, *, before: datetime) -> int:
        """Remove folders of parts, and drafts, that nothing has touched since."""
        old = [path for path in self._waiting() if _touched(path) < before.timestamp()]
        for path in old:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        return len(old)

    def cors_allow(self, *, origin: str) -> bool:
        """False: everything is on our own origin."""
        return False

    def _waiting(self) -> Iterator[Path]:
        for folder in (INCOMING, "drafts"):
            with suppress(FileNotFoundError):
                yield from (self._root / folder).iterdir()

    def _incoming(self, upload: UUID) -> Path:
        return self._root / INCOMING / str(upload)


def _touched(path: Path) -> float:
    """A folder's own time rises with each part that comes; one that just went counts as old."""
    with suppress(FileNotFoundError):
        return path.stat().st_mtime
    return 0.0


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while block := source.read(BLOCK):
            yield block
