"""The product with every wait of its tempo scaled by YISAI_TEMPO (1 leaves it as it is).

A copy of a final is opened as on another day: a second factor that was shown before its server
began counts no more. So a step that asks for one asks in every run, however soon its test comes.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from config.asgi import application  # the first, since it sets Django up
from core import tempo

# isort: split
from django.http import HttpRequest

from api import proofs, viewers

__all__ = ["application"]

BEGAN = datetime.now(UTC)

tempo.TEMPO = tempo.TEMPO.scaled(float(os.environ["YISAI_TEMPO"]))


def _proven_today(request: HttpRequest, proof: proofs.Proof) -> datetime | None:
    found = proofs.proven_at(request, proof)
    return found if found and found >= BEGAN else None


viewers.proven_at = _proven_today  # type: ignore[attr-defined]  # the name that it looks up
