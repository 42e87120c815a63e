"""What a store of bytes does, wherever the bytes lie.

Nothing here touches the database; callers stay outside transactions.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

BLOCK: Final = 1024 * 1024
# Under these two, and nothing else, lie the parts on their way and the files that stay.
INCOMING: Final = "incoming"
KEPT: Final = "files"


@dataclass(frozen=True, slots=True)
class Joined:
    """All parts as one local file to look at; `tag` names the version that the store holds."""

    upload: UUID
    path: Path
    size: int
    sha256: str
    tag: str = ""


class BlobStore(Protocol):
    """Parts that arrive, and files that never change. Raises files_unavailable throughout."""

    def told(self) -> str:
        """What the store says that it is, asked now."""

    def part_urls(self, *, upload: UUID, lengths: Sequence[int]) -> list[str] | None:
        """Where the client puts each part by itself; None where the parts come through us."""

    def part_write(self, *, upload: UUID, number: int, body: bytes | Path) -> int:
        """Store one part whole or not at all, replacing an earlier try; returns its size."""

    def parts_present(self, *, upload: UUID, lengths: Sequence[int]) -> set[int]:
        """The numbers, from 1, of the parts that are there with exactly their length."""

    def join(self, *, upload: UUID, lengths: Sequence[int]) -> Joined:
        """Join the parts. Raises FileNotFoundError where one is missing."""

    def keep(self, joined: Joined, *, content_type: str) -> str:
        """Put what was looked at under a new key that nothing will ever write again.

        Raises file_hash_mismatch where the store no longer holds what was looked at.
        """

    def refuse(self, joined: Joined) -> None:
        """Forget what was looked at and found wanting."""

    def discard(self, *, upload: UUID) -> None:
        """Remove what is left of an upload on its way."""

    def discard_key(self, *, key: str) -> None:
        """Remove a kept file that no row came to name."""

    def read_range(self, *, key: str, start: int, length: int) -> Iterator[bytes]:
        """The bytes `start … start + length` of a kept file, block by block."""

    def download_url(self, *, key: str, name: str, content_type: str) -> str | None:
        """A short-lived address of one kept file elsewhere; None where we send the bytes."""

    def sweep(self, *, before: datetime) -> int:
        """Remove what arrived before that moment and was never kept; returns how much."""

    def cors_allow(self, *, origin: str) -> bool:
        """Let pages of this origin send parts and read files; False where that needs nothing."""


def new_key(sha256: str) -> str:
    """A key that was never used."""
    return f"{KEPT}/{sha256[:2]}/{uuid.uuid4()}"
