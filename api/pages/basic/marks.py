"""From a sent form to operations on the score path, and from their outcomes to sentences.

The form carries what each row showed: the mark, its revision and a number above every earlier
one. So the same form sent twice is the same operations, and one from an old page overwrites
nothing that came after it.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from api.pages.basic.base import say
from api.pages.basic.sheets import Row
from core.errors import Problem
from core.models import Device
from judging.services.scoring.operations import OpOutcome, ScoreOp

_NUMBER: Final = re.compile(r"0*([0-9]{1,6})?(?:\.([0-9]{0,8}))?")
_COUNT: Final = re.compile(r"[0-9]{1,9}")
_LONGEST: Final = 24
_OF_THE_MARK: Final = ("mark_out_of_range", "mark_off_step", "mark_malformed")


@dataclass(frozen=True, slots=True)
class Sent:
    """One row as the form brought it. `choice` answers a row that asked which mark counts."""

    row: Row
    typed: str
    shown: str
    rev: int
    seq: int
    asked: bool
    choice: str

    @property
    def changes(self) -> bool:
        """Whether the judge wants another mark than the page showed."""
        if self.asked:
            return self.choice == "mine"
        return mark_of(self.typed) != mark_of(self.shown)


def sent_rows(form: Mapping[str, str], rows: Sequence[Row]) -> list[Sent]:
    """The rows of the form. Raises request_malformed where it is none of ours."""
    return [_sent(form, row) for row in rows]


def _sent(form: Mapping[str, str], row: Row) -> Sent:
    return Sent(
        row=row,
        typed=_field(form, "mark", row).strip()[:_LONGEST],
        shown=_field(form, "shown", row)[:_LONGEST],
        rev=_count(form, "rev", row),
        seq=_count(form, "seq", row),
        asked=f"asked-{row.id}" in form,
        choice=form.get(f"choice-{row.id}", ""),
    )


def _field(form: Mapping[str, str], name: str, row: Row) -> str:
    text = form.get(f"{name}-{row.id}")
    if text is None or "\x00" in text:
        raise Problem("request_malformed")
    return text


def _count(form: Mapping[str, str], name: str, row: Row) -> int:
    text = _field(form, name, row)
    if not _COUNT.fullmatch(text):
        raise Problem("request_malformed")
    return int(text)


def mark_of(typed: str) -> str | None:
    """A mark as the score path reads it; None for nothing, unreadable text as it stands.

    Full-width digits, a Chinese full stop for the point and idle zeros are what keyboards give.
    """
    plain = unicodedata.normalize("NFKC", typed).replace("\u3002", ".").replace(" ", "")
    if not plain:
        return None
    found = _NUMBER.fullmatch(plain)
    if found is None or plain == ".":
        return typed
    whole, decimals = found[1] or "0", (found[2] or "").rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


@dataclass(frozen=True, slots=True)
class Origin:
    """Which form of which sheet, and when the server showed it."""

    sheet: UUID
    key: UUID
    shown_at: str


def ops_of(
    sent: Sequence[Sent], origin: Origin, *, judge_id: int, device: Device
) -> dict[str, ScoreOp]:
    """An operation for each row that changes, by criterion; the same form gives the same ones."""
    return {
        each.row.id: ScoreOp(
            judge_id=judge_id,
            op_id=_op_id(origin.key, each),
            device=device.uid,
            client_seq=each.seq,
            device_time=origin.shown_at,
            sheet=origin.sheet,
            criterion=each.row.id,
            value=mark_of(each.typed),
            base_rev=each.rev,
        )
        for each in sent
        if each.changes
    }


def _op_id(key: UUID, sent: Sent) -> UUID:
    said = f"{key} {sent.row.id} {sent.rev} {sent.seq} {mark_of(sent.typed)}"
    return UUID(bytes=hashlib.sha256(said.encode()).digest()[:16], version=4)


def rows_after(
    sent: Sequence[Sent], outcomes: Mapping[str, OpOutcome], now: Mapping[str, Row]
) -> list[Row]:
    """The rows as they stand after the form: `now` is what the server has by this time."""
    return [_after(each, outcomes.get(each.row.id), now[each.row.id]) for each in sent]


def _after(sent: Sent, outcome: OpOutcome | None, row: Row) -> Row:
    if outcome is None:
        unanswered = sent.asked and sent.choice not in {"mine", "theirs"}
        return _asking(row, sent.typed) if unanswered else row
    if (outcome.first or outcome.outcome) == "held":
        return row.with_problem(row.typed, say("page.basic.row.held", typed=sent.typed), "held")
    if outcome.code is not None and outcome.code != "cell_stale":
        return row.with_problem(sent.typed, _refusal(outcome.code, sent.typed, row))
    if mark_of(row.stored) == mark_of(sent.typed):
        return replace(row, state="just")
    return _asking(row, sent.typed)


def _asking(row: Row, typed: str) -> Row:
    return row.with_problem(typed, say("page.basic.row.asks"), "asks")


def _refusal(code: str, typed: str, row: Row) -> str:
    kept = (
        say("page.basic.row.kept", mark=row.stored) if row.stored else say("page.basic.row.empty")
    )
    if code not in _OF_THE_MARK:
        return say("page.basic.row.refused", why=say(f"problem.{code}.title"), kept=kept)
    return say(f"page.basic.row.{code}", typed=typed, max=row.max, step=row.step, kept=kept)


def problems(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows that somebody has to look at."""
    return (row for row in rows if row.state in {"bad", "asks", "held"})
