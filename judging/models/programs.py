"""What may be on the hall's screen: a scene, and how far a reveal or a ceremony has opened."""

from typing import Any, Final

from django.db import models

LAST_STEP: Final = 4


class Scene(models.TextChoices):
    """One picture of the hall's screen."""

    WAITING = "waiting"
    ORDER = "order"
    COUNTDOWN = "countdown"
    JUDGING = "judging"
    REVEAL = "reveal"
    LEADERBOARD = "leaderboard"
    CEREMONY = "ceremony"
    BREAK = "break"
    MESSAGE = "message"
    BLACK = "black"


def opening_program() -> dict[str, Any]:
    """What is on air before anybody chose: `slot` is the public id that the scene is about."""
    return {"scene": Scene.WAITING.value, "step": 0, "text": "", "slot": None}
