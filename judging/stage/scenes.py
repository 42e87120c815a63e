"""The body of the hall's screen: the program on air and what its scene is allowed to say.

A pure function. Of the team on stage nothing that was scored is in a body before its step.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from judging.stage.breaks import breaks_told
from judging.stage.ceremony import ceremony_body
from judging.stage.facts import Facts, Turn
from judging.stage.leaderboard import leaderboard
from judging.stage.reveal import reveal_body

Body = dict[str, Any]
Program = Mapping[str, Any]

_GONE: Final = ("no_show", "withdrawn")
_REVEALED: Final = ("revealed", "confirmed")
_ON_STAGE: Final = ("called", "pitching", "questions", "scoring")
_TIMED: Final = ("pitching", "questions", "scoring")
_ORDER: Final[Mapping[str, str]] = {
    **dict.fromkeys(_ON_STAGE, "now"),
    **dict.fromkeys(("held", "sealed", *_REVEALED), "done"),
    **dict.fromkeys(_GONE, "absent"),
}


def stage_body(program: Program, facts: Facts) -> Body:
    """What the hall sees. Black says nothing but that it is dark."""
    head = {"scene": program["scene"], "step": program["step"], "text": program["text"]}
    if program["scene"] == "black":
        return head
    turn = facts.turn(program["slot"])
    if turn is not None and turn.state in _GONE:
        turn = None
    scene = _scene(program["scene"], turn)
    body = {**head, "scene": scene, **facts.names, "total": len(facts.turns)}
    return {
        **body,
        "slot": None if turn is None else turn.body(),
        **_SCENES[scene](facts, turn, program),
    }


def _scene(named: str, turn: Turn | None) -> str:
    """The scene that the facts bear: one without its team waits, nothing unrevealed opens."""
    if named in {"countdown", "judging", "reveal"} and turn is None:
        return "waiting"
    if named == "reveal" and turn is not None and turn.state not in _REVEALED:
        return "judging"
    return named


def _next(facts: Facts) -> Body:
    """Who comes next: the first that waits, then whoever was deferred, then whoever was late."""
    for state, returned in (("waiting", False), ("deferred", False), ("deferred", True)):
        for turn in facts.turns:
            if (turn.state, turn.returned) == (state, returned):
                return {"next": turn.body()}
    return {"next": None}


def _waiting(facts: Facts, turn: Turn | None, program: Program) -> Body:
    return _next(facts)


def _order(facts: Facts, turn: Turn | None, program: Program) -> Body:
    first = _next(facts)["next"]
    upcoming = None if first is None else first["position"]
    return {
        "order": [
            {
                **each.body(),
                "state": "next"
                if each.position == upcoming
                else _ORDER.get(each.state, each.state),
            }
            for each in facts.turns
        ],
        "breaks": breaks_told(facts.breaks),
    }


def _countdown(facts: Facts, turn: Turn | None, program: Program) -> Body:
    timed = turn is not None and turn.state in _TIMED
    return {
        "phase": turn.state if turn is not None and timed else None,
        "clock": turn.clock if turn is not None and timed else None,
    }


def _judging(facts: Facts, turn: Turn | None, program: Program) -> Body:
    return {"signed": facts.panel.signed, "of": facts.panel.due}


def _reveal(facts: Facts, turn: Turn | None, program: Program) -> Body:
    assert turn is not None
    return {
        **_judging(facts, turn, program),
        **reveal_body(facts, turn, program["step"]),
        **_next(facts),
    }


def _leaderboard(facts: Facts, turn: Turn | None, program: Program) -> Body:
    fresh = None if turn is None else turn.number
    return {"board": leaderboard(facts, fresh=fresh), **_next(facts)}


def _ceremony(facts: Facts, turn: Turn | None, program: Program) -> Body:
    return ceremony_body(facts.ceremony, program["step"])


def _break(facts: Facts, turn: Turn | None, program: Program) -> Body:
    return {**_next(facts), "pause": facts.pause}


def _message(facts: Facts, turn: Turn | None, program: Program) -> Body:
    return {}


_SCENES: Final[Mapping[str, Callable[[Facts, Turn | None, Program], Body]]] = {
    "waiting": _waiting,
    "order": _order,
    "countdown": _countdown,
    "judging": _judging,
    "reveal": _reveal,
    "leaderboard": _leaderboard,
    "ceremony": _ceremony,
    "break": _break,
    "message": _message,
}
