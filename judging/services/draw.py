"""The running order: committed first, revealed later, checkable by anyone."""

import secrets
from datetime import datetime
from typing import Any

from django.db import transaction

from contest.models import Entry, EntryState, Round, RoundState
from contest.services.editions import registration_settle
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.draw.draw import SEED_BYTES, candidates_hash, commitment, order, verify
from judging.models import Draw, Panel, Room, Slot, SlotState
from judging.selectors.entries import accepted_numbers
from judging.selectors.promoted import numbers_through, round_undecided, rounds_into
from judging.services.locks import round_take
from judging.services.rooms import room_touch
from judging.services.seal import seed_seal, seed_unseal


@transaction.atomic
def draw_commit(
    *,
    round: Round,  # noqa: A002 - the noun of the table
    actor: Person,
    at: datetime,
    seed: bytes | None = None,
) -> Draw:
    """Commit to a seed, then take the list of accepted entries.

    Where rounds before send entries into this one, the list is of those whom they let through.
    Raises earlier_round_open while one of them has no locked result, edition_still_open before
    registration is over, draw_state_refused (drawn already, no candidate, not exactly one panel,
    round no longer prepared), not_allowed for a seed brought to a real edition, field_invalid for
    a seed that is not 32 bytes.
    """
    locked = round_take(round_id=round.pk)
    registration_settle(edition=locked.edition, at=at)
    _require_drawable(locked)
    chosen = _seed(locked, seed)
    # The commitment exists before the list is read.
    committed = commitment(chosen)
    numbers = _candidates(locked)
    if not numbers:
        raise Problem("draw_state_refused", params={"state": "no_candidates"})
    draw = Draw.objects.create(
        round=locked,
        commitment=committed,
        candidates=numbers,
        candidates_hash=candidates_hash(numbers),
        sealed_seed=seed_seal(seed=chosen, round_uid=locked.uid),
        committed_at=at,
    )
    body = {"commitment": committed, "candidates": draw.candidates_hash}
    _log(locked, "draw.commit", {**body, "by": str(actor.uid)}, at)
    return draw


@transaction.atomic
def draw_reveal(*, round: Round, actor: Person, at: datetime) -> list[Slot]:  # noqa: A002 - the noun of the table
    """Open the seed and make the slots in its order.

    An entry withdrawn since the commitment keeps its place and its slot says so. Raises
    draw_state_refused (nothing committed, or revealed before), draw_seed_mismatch where seed,
    list and commitment do not fit together.
    """
    locked = round_take(round_id=round.pk)
    draw = Draw.objects.filter(round=locked).first()
    if draw is None or draw.revealed_at is not None:
        state = "none" if draw is None else "revealed"
        raise Problem("draw_state_refused", params={"state": state})
    seed = seed_unseal(sealed=draw.sealed_seed, round_uid=locked.uid)
    drawn = _drawn(draw, seed)
    room = Room.objects.select_for_update(of=("self",)).get(panel__round=locked)
    slots = _slots_make(room, locked, drawn)
    draw.revealed_at = at
    draw.save(update_fields=["revealed_at"])
    room_touch(room=room)
    _log(locked, "draw.reveal", {"seed": seed.hex(), "order": drawn, "by": str(actor.uid)}, at)
    return slots


def _candidates(round: Round) -> list[str]:  # noqa: A002 - the noun of the table
    numbers = accepted_numbers(round.edition)
    before = rounds_into(round)
    if not before:
        return numbers
    undecided = round_undecided(before)
    if undecided is not None:
        raise Problem("earlier_round_open", params={"round": undecided.code})
    through = numbers_through(before)
    return [number for number in numbers if number in through]


def _seed(round: Round, seed: bytes | None) -> bytes:  # noqa: A002 - the noun of the table
    """A random seed; one that was brought along passes only in a demo edition."""
    if seed is None:
        return secrets.token_bytes(SEED_BYTES)
    if not round.edition.is_demo:
        raise Problem("not_allowed")
    if len(seed) != SEED_BYTES:
        raise Problem("field_invalid", fields={"seed": ["length"]})
    return seed


def _drawn(draw: Draw, seed: bytes) -> list[str]:
    drawn = order(seed, draw.candidates)
    if candidates_hash(draw.candidates) != draw.candidates_hash or not verify(
        committed=draw.commitment, seed=seed, candidates=draw.candidates, drawn=drawn
    ):
        raise Problem("draw_seed_mismatch")
    return drawn


def _log(round: Round, event: str, body: dict[str, Any], at: datetime) -> None:  # noqa: A002 - the noun of the table
    edition_log(edition=round.edition, event=event, body={"round": str(round.uid), **body}, at=at)


def _require_drawable(round: Round) -> None:  # noqa: A002 - the noun of the table
    if round.state != RoundState.PREPARED:
        raise Problem("draw_state_refused", params={"state": round.state})
    if Draw.objects.filter(round=round).exists():
        raise Problem("draw_state_refused", params={"state": "committed"})
    if Panel.objects.filter(round=round).count() != 1:
        raise Problem("draw_state_refused", params={"state": "panels"})


def _slots_make(room: Room, round: Round, numbers: list[str]) -> list[Slot]:  # noqa: A002 - the noun of the table
    entries = {
        entry.number: entry
        for entry in Entry.objects.filter(edition=round.edition, number__in=numbers)
    }
    rows = [
        Slot(
            room=room,
            position=position,
            entry=entries[number],
            state=(
                SlotState.WAITING
                if entries[number].state == EntryState.ACCEPTED
                else SlotState.WITHDRAWN
            ),
        )
        for position, number in enumerate(numbers, start=1)
    ]
    return Slot.objects.bulk_create(rows)


def draw_seed(*, draw: Draw) -> str | None:
    """The seed as hex once it was revealed, for whoever wants to repeat the draw; else None."""
    if draw.revealed_at is None:
        return None
    return seed_unseal(sealed=draw.sealed_seed, round_uid=draw.round.uid).hex()
