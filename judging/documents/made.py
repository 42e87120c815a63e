"""A paper as it was made."""

import io
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """The bytes of a PDF and the name to save them under."""

    body: bytes
    name: str

    @property
    def pages(self) -> int:
        """How many pages it has."""
        import pikepdf

        with pikepdf.open(io.BytesIO(self.body)) as pdf:
            return len(pdf.pages)
