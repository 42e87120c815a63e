"""Every event that a service writes is an exception for the witness, or somebody said it is not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from judging.models import NoteKind
from judging.services import slots
from judging.supervision.events import event_table

ROOT = Path(__file__).parents[3]
WRITERS = ("core/services", "contest/services", "judging/services", "pipeline/services", "judging")
NAME = re.compile(r"[a-z_]+\.[a-z_]+")
PREFIX = re.compile(r"([a-z_]+)\.")
# What writes an event, or makes one, beside every function whose name ends with `log`.
WRITES = re.compile(r"LogEvent|audit_record|reading_record|\w+_event|_told|\w*log\w*")
# Events whose verb is put in when they are written.
VERBS = {
    "slot": set(slots.VERBS) | {"undo", "hold", "return"},
    "edition": {"announce", "open", "close", "run", "publicize", "award", "archive", "cancel"},
    "rulebook_change": {"propose", "apply"},
    "what_if_opening": {"ask", "open", "close"},
    "fairness_report": {"publish", "keep"},
    "screen": {"preview", "take", "step", "black", "follow", "unfollow"},
    "supervision": set(NoteKind.values),
    "break": {"add", "set", "remove"},
    "door": {"arrive", "call", "ready", "undo"},
    "override": {"propose", "approve", "refuse", "withdraw"},
    "reopening": {"propose", "decide"},
}


def names_in(tree: ast.Module) -> Iterator[str]:
    """The events that calls name; of one that is put together, `prefix.` with each verb."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and WRITES.fullmatch(called(node)):
            for said in (*node.args, *(each.value for each in node.keywords)):
                yield from (name for part in ast.walk(said) for name in named(part))


def called(node: ast.Call) -> str:
    """The name of what is called."""
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def named(part: ast.AST) -> Iterator[str]:
    """The events that one text of a call stands for."""
    if isinstance(part, ast.Constant) and NAME.fullmatch(str(part.value)):
        yield str(part.value)
    if isinstance(part, ast.JoinedStr) and isinstance(part.values[0], ast.Constant):
        found = PREFIX.fullmatch(str(part.values[0].value))
        if found and len(part.values) == 2:
            yield from (f"{found[1]}.{verb}" for verb in VERBS.get(found[1], {"?"}))


def written() -> set[str]:
    """Every event that the services can write."""
    files = [file for folder in WRITERS for file in sorted((ROOT / folder).glob("*.py"))]
    files += sorted((ROOT / "judging/services/scoring").glob("*.py"))
    return {name for file in files for name in names_in(ast.parse(file.read_text("utf-8")))}


def unknown(names: set[str]) -> set[str]:
    return {name for name in names if not event_table().knows(name)}


def test_no_service_writes_an_event_that_the_witness_has_no_words_for():
    """Add it to judging/supervision/events.toml: under [events], or in `ordinary`."""
    assert unknown(written()) == set()


def test_a_planted_event_is_found():
    plain = ast.parse('edition_log(edition=e, event="score.overwrite", body={}, at=at)')
    put_together = ast.parse('edition_log(edition=e, event=f"printer.{verb}", body={}, at=at)')
    assert unknown(set(names_in(plain))) == {"score.overwrite"}
    assert unknown(set(names_in(put_together))) == {"printer.?"}


def test_the_table_names_no_event_that_nobody_writes():
    table = event_table()
    named = {*table.events, *table.ordinary, *table.elsewhere}
    outside = {"certificate.issue", "erasure", "score.refuse"}
    assert named - written() - outside == set()


def test_nothing_is_both_an_exception_and_ordinary():
    table = event_table()
    assert not set(table.events) & (table.ordinary | table.elsewhere)


def test_every_word_has_both_languages():
    table = event_table()
    words = [each.words for each in table.events.values()]
    for pair in (*words, *table.kinds.values(), *table.codes.values()):
        assert set(pair) == {"zh", "en"}
        assert all(pair.values())
