"""The ceremony of a room: which result it reads out, how far it is, what keeps it back."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from contest.models import Round, RoundState
from core.errors import Problem
from judging.models import Ceremony, ResultSet, ResultState, Room, Slot
from judging.selectors.results import current_result, result_body_rows
from judging.selectors.reveals import reveal_said
from judging.selectors.rulebooks import rulebook_of
from judging.stage.ceremony import Place, Standing, Winner, ceremony_cues
from judging.stage.facts import Names, Turn

_COUNTED = (RoundState.CLOSED, RoundState.LOCKED)
Row = dict[str, Any]


def room_ceremony(room: Room) -> Ceremony | None:
    """The room's last ceremony."""
    rows = Ceremony.objects.select_related("result_set").filter(room=room)
    return rows.order_by("-pk").first()


def ceremony_of(room: Room, result: ResultSet) -> Ceremony | None:
    """The ceremony that reads out what this result says, also where it was counted again."""
    rows = Ceremony.objects.filter(room=room, result_set__body_hash=result.body_hash)
    return rows.select_related("result_set").order_by("-pk").first()


def ceremony_refusal(result: ResultSet | None, *, round: Round) -> str | None:  # noqa: A002 - the noun of the table
    """The code that says why the result is not read out, or None."""
    if result is None or round.state not in _COUNTED:
        return "ceremony_not_counted"
    if result.state == ResultState.UNDER_REVIEW:
        return "deliberation_open"
    if any(row["waits"] for row in result_body_rows(result)):
        return "ceremony_tie_waits"
    # Places alone are told, so two people stand for them first.
    if _is_kept(round) and result.state != ResultState.LOCKED:
        return "ceremony_not_locked"
    return None


def ceremony_standing(ceremony: Ceremony, turns: Mapping[str, Turn]) -> Standing:
    """Its places, the last one first; `turns` are by entry number."""
    round_ = ceremony.room.panel.round
    awards = {each.level: {"zh": each.name.zh, "en": each.name.en} for each in _awards(round_)}
    ranked = [
        row
        for row in result_body_rows(ceremony.result_set)
        if row["rank"] is not None and row["entry"] in turns
    ]
    ranked.sort(key=lambda row: (-row["rank"], turns[row["entry"]].position))
    tells = not _is_kept(round_)
    return Standing(
        places=tuple(
            _place(rank, list(rows), turns, awards, tells=tells)
            for rank, rows in groupby(ranked, key=lambda row: int(row["rank"]))
        ),
        shown=ceremony.shown_cue,
    )


def round_turns(round: Round) -> dict[str, Turn]:  # noqa: A002 - the noun of the table
    """Every entry of the round by number, of whatever room."""
    slots = Slot.objects.filter(room__panel__round=round).select_related("entry__team")
    return {
        slot.entry.number: Turn(
            slot=str(slot.uid),
            position=slot.position,
            state=slot.state,
            number=slot.entry.number,
            title=slot.entry.title,
            team=slot.entry.team.name,
        )
        for slot in slots
    }


def ceremony_state(room: Room) -> dict[str, Any]:
    """For the console: what keeps the ceremony back, how far it is and what comes next.

    No name and no value: who is next is known to nobody before the cue.
    """
    round_ = room.panel.round
    if round_.state not in _COUNTED:
        return _state("ceremony_not_counted", None, room)
    result = current_result(round_)
    refusal = ceremony_refusal(result, round=round_)
    ceremony = room_ceremony(room)
    if refusal is None and ceremony is not None and result is not None:
        again = ceremony.result_set.body_hash != result.body_hash
        return _state("ceremony_result_changed" if again else None, ceremony, room)
    return _state(refusal, ceremony, room)


def _state(why: str | None, ceremony: Ceremony | None, room: Room) -> dict[str, Any]:
    if ceremony is None:
        return {"why": why, "cue": 0, "of": 0, "next": None}
    standing = ceremony_standing(ceremony, round_turns(room.panel.round))
    cues = ceremony_cues(standing.places)
    due = cues[standing.shown] if standing.shown < len(cues) else None
    following = None
    if due is not None:
        place = standing.places[due[0]]
        following = {"do": due[1], "rank": place.rank, "shares": len(place.winners) > 1}
    return {"why": why, "cue": standing.shown, "of": len(cues), "next": following}


def _place(
    rank: int,
    rows: list[Row],
    turns: Mapping[str, Turn],
    awards: Mapping[str, Names],
    *,
    tells: bool,
) -> Place:
    levels = {row["award"] for row in rows}
    level = levels.pop() if len(levels) == 1 else None
    winners = [Winner(turns[row["entry"]], row["final"] if tells else None) for row in rows]
    return Place(rank=rank, award=awards.get(level or ""), winners=tuple(winners))


def _awards(round: Round) -> tuple[Any, ...]:  # noqa: A002 - the noun of the table
    return rulebook_of(round).awards


def _is_kept(round: Round) -> bool:  # noqa: A002 - the noun of the table
    """Whether the rulebook keeps scores for the published list."""
    try:
        return reveal_said(round) == "sealed"
    except Problem:
        return True
