"""The product with every wait of its tempo scaled by YISAI_TEMPO (1 leaves it as it is)."""

from __future__ import annotations

import os

from config.asgi import application
from core import tempo

__all__ = ["application"]

tempo.TEMPO = tempo.TEMPO.scaled(float(os.environ["YISAI_TEMPO"]))
