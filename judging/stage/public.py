"""What anybody may see of a room from outside the hall: the scene on air, and never more.

Names of a team leave the hall only with its consent. Where the rulebook keeps marks for the
publication, no scene tells a mark, a place or how many judges have signed.
"""

from collections.abc import Collection, Mapping
from typing import Any, Final, Literal

from judging.stage.facts import Facts
from judging.stage.scenes import Body, Program, stage_body

# Scenes that are about marks, and what is told in their place.
_OF_MARKS: Final[Mapping[str, str]] = dict.fromkeys(("reveal", "leaderboard", "ceremony"), "sealed")
_OF_PROGRESS: Final = ("signed", "of")

Told = Literal["marks", "names"]


def public_body(program: Program, facts: Facts, *, told: Told, named: Collection[str]) -> Body:
    """The body for spectators; `named` are the numbers of the entries that agreed to be named.

    How many teams there are is known once the running order was on air.
    """
    body = stage_body(program, facts) if told == "marks" else _without_marks(program, facts)
    body.pop("total", None)
    return {key: _unnamed(value, named) for key, value in body.items()}


def _without_marks(program: Program, facts: Facts) -> Body:
    instead = _OF_MARKS.get(program["scene"])
    if instead is not None:
        # Who is on and who comes next: a waiting scene that says so under another word.
        waiting = stage_body({**program, "scene": "waiting", "step": 0}, facts)
        return {**waiting, "scene": instead}
    body = stage_body({**program, "step": 0}, facts)
    return {key: value for key, value in body.items() if key not in _OF_PROGRESS}


def _unnamed(value: Any, named: Collection[str]) -> Any:
    """The value with `entry: null` in every turn whose team did not agree."""
    if isinstance(value, list):
        return [_unnamed(each, named) for each in value]
    if not isinstance(value, dict):
        return value
    entry = value.get("entry")
    if isinstance(entry, dict) and entry["number"] not in named:
        value = {**value, "entry": None}
    return {key: _unnamed(each, named) for key, each in value.items()}
