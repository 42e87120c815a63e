"""Key files that the embedded profile makes on first use."""

import contextlib
import os
import threading
from pathlib import Path


def key_file_make(file: Path, content: bytes) -> None:
    """A new key (0600) under its name whole or not at all; another process may have been first."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.{threading.get_ident()}")
    draft.touch(mode=0o600)
    draft.write_bytes(content)
    with contextlib.suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()
