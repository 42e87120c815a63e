"""Checks taken out of the product one at a time: which lines must notice that each is gone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pytest
from django.conf import settings
from django.db.models import F

import api.auth
import api.live.upload_parts
import api.problems
import contest.policy
import judging.services.scoring.rules
from contest.models import Entry
from core.policy import ALLOWED

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Fault:
    """What is broken, and the lines of a phase that go red by it; the other lines stay."""

    phase: str
    plant: Callable[[Patch], None]
    red: tuple[str, ...]
    green: tuple[str, ...]


def _any_mark(patch: Patch) -> None:
    patch.setattr(judging.services.scoring.rules, "mark_problem", lambda *_args: None)


def _no_token(patch: Patch) -> None:
    patch.setattr(api.auth.SessionWithProblems, "enforce_csrf", lambda *_args: None)


def _no_deadline(patch: Patch) -> None:
    patch.setattr(contest.policy, "entry_editable", lambda **_named: ALLOWED)


def _refused_late(patch: Patch) -> None:
    """The refusal is right, but something was written before it."""
    sound = contest.policy.entry_lead

    def lead(**named: Any) -> Any:
        Entry.objects.filter(pk=named["entry"].pk).update(rev=F("rev") + 1)
        return sound(**named)

    patch.setattr(contest.policy, "entry_lead", lead)


def _left_behind(patch: Patch) -> None:
    """The refusal is right, but the bytes stay on the disk."""

    @contextmanager
    def draft() -> Iterator[tuple[Path, IO[bytes]]]:
        with tempfile.NamedTemporaryFile(dir=settings.FILES_ROOT, delete=False) as file:
            yield Path(file.name), file

    patch.setattr(api.live.upload_parts, "_draft", draft)


def _no_words(patch: Patch) -> None:
    patch.setattr(api.problems, "gettext", lambda key: key)


FAULTS = {
    "any mark passes": Fault(
        "judging",
        _any_mark,
        ("mark above the most", "mark off the step, on the socket"),
        ("mark in full-width digits", "criterion that is none"),
    ),
    "no token is asked for": Fault(
        "open",
        _no_token,
        ("form: without the token", "part without the token", "upload without the token"),
        ("form: of nobody", "part of nobody"),
    ),
    "no deadline holds": Fault(
        "open",
        _no_deadline,
        ("form: after the deadline", "complete after the deadline"),
        ("team: after the deadline",),
    ),
    "a refusal writes": Fault(
        "open",
        _refused_late,
        ("submit: by a member", "withdraw: by a member"),
        ("form: unknown field",),
    ),
    "a refusal keeps bytes": Fault(
        "open",
        _left_behind,
        ("part too short",),
        ("part of 17 MiB",),
    ),
    "a refusal has no words": Fault(
        "open",
        _no_words,
        ("half an object", "part of nobody"),
        ("complete twice",),
    ),
}
