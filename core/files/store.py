"""Bytes on the local disk: parts that arrive, and files that never change.

Nothing here touches the database; callers stay outside transactions.
"""

import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.conf import settings

_BLOCK = 1024 * 1024


def _root() -> Path:
    return Path(settings.FILES_ROOT)


def _incoming(upload: UUID) -> Path:
    return _root() / "incoming" / str(upload)


def part_write(*, upload: UUID, number: int, body: bytes | Path) -> int:
    """Store one part whole or not at all, replacing an earlier try; returns its size."""
    folder = _incoming(upload)
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{number}-{uuid.uuid4().hex}"
    with draft.open("wb") as target:
        if isinstance(body, bytes):
            target.write(body)
        else:
            with body.open("rb") as source:
                shutil.copyfileobj(source, target, _BLOCK)
        target.flush()
        os.fsync(target.fileno())
    size = draft.stat().st_size
    draft.replace(folder / str(number))
    return size


def part_size(*, upload: UUID, number: int) -> int | None:
    """The stored size of a part, or None where it is not there."""
    part = _incoming(upload) / str(number)
    return part.stat().st_size if part.is_file() else None


def parts_join(*, upload: UUID, count: int) -> tuple[Path, int, str]:
    """Join the parts into one draft file; returns it with its size and SHA-256.

    Raises FileNotFoundError where a part is missing.
    """
    folder, digest, size = _incoming(upload), hashlib.sha256(), 0
    draft = folder / f".joined-{uuid.uuid4().hex}"
    with draft.open("wb") as target:
        for number in range(1, count + 1):
            for block in _blocks(folder / str(number)):
                digest.update(block)
                size += len(block)
                target.write(block)
        target.flush()
        os.fsync(target.fileno())
    return draft, size, digest.hexdigest()


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            yield block


def keep(*, draft: Path, sha256: str) -> str:
    """Move a checked draft under a new key that nothing will ever write again."""
    key = f"files/{sha256[:2]}/{uuid.uuid4()}"
    target = _root() / key
    target.parent.mkdir(parents=True, exist_ok=True)
    draft.replace(target)
    target.chmod(0o440)
    return key


def discard(*, upload: UUID) -> None:
    """Remove what is left of an upload's parts."""
    shutil.rmtree(_incoming(upload), ignore_errors=True)


def discard_key(*, key: str) -> None:
    """Remove a kept file that no row came to name."""
    (_root() / key).unlink(missing_ok=True)


def path_of(*, key: str) -> Path:
    """Where the bytes of a key are."""
    return _root() / key


def read_range(*, key: str, start: int, length: int) -> Iterator[bytes]:
    """The bytes `start … start + length` of a stored file, block by block."""
    with path_of(key=key).open("rb") as source:
        source.seek(start)
        while length > 0 and (block := source.read(min(_BLOCK, length))):
            length -= len(block)
            yield block
