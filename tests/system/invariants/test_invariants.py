"""Each invariant holds in a whole edition, and names the object of the violation planted in it."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable

import pytest
from django.core.management import call_command

from core.files.local import LocalStore
from core.files.stores import blob_store
from core.invariants import Violation, invariants_all, violations_find
from core.models import (
    StoredFile,
)
from judging.models import (
    ScoreCell,
)
from tests.guarded import GUARDED, guards_drop
from tests.leaks import figures_shown
from tests.system.invariants import plants_motions as _motions  # noqa: F401 - adds its plants
from tests.system.invariants import plants_papers as _papers  # noqa: F401 - adds its plants
from tests.system.invariants import plants_published as _published  # noqa: F401 - these too
from tests.system.invariants import plants_rescores as _again  # noqa: F401 - adds its plants
from tests.system.invariants import plants_seatings as _seatings  # noqa: F401 - adds its plants
from tests.system.invariants import plants_sessions as _sessions  # noqa: F401 - these too
from tests.system.invariants import plants_substitutions as _moved  # noqa: F401 - adds its plants
from tests.system.invariants.plants_supervision import PLANTS


def test_a_whole_edition_violates_nothing(played):
    assert violations_find() == []
    out = io.StringIO()
    call_command("check_invariants", stdout=out)
    assert f"{len(PLANTS)} invariants, 0 violations" in out.getvalue()


def test_every_invariant_has_its_plant():
    assert set(PLANTS) == set(invariants_all())
    assert len(PLANTS) >= 15


@pytest.mark.parametrize("invariant", sorted(PLANTS))
def test_a_planted_violation_is_named(played, invariant):
    guards_drop(*GUARDED)
    broken = PLANTS[invariant](played)
    assert Violation(invariant, broken) in violations_find()


def test_a_file_that_is_gone_is_named(played):
    file = StoredFile.objects.order_by("pk")[0]
    store = blob_store()
    assert isinstance(store, LocalStore)
    path = store.path_of(key=file.key)
    kept = path.rename(path.with_suffix(".away"))
    try:
        assert violations_find() == [Violation("file_stored", str(file.uid))]
    finally:
        kept.rename(path)


def test_the_command_says_what_is_wrong_and_no_value(played):
    """Exit 1, the invariant and the ids; the mark that was changed is nowhere."""
    cell = ScoreCell.objects.filter(rev__gt=0).order_by("pk")[0]
    ScoreCell.objects.filter(pk=cell.pk).update(value=5550)
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("check_invariants", "--json", stdout=out)
    assert ended.value.code == 1
    said = json.loads(out.getvalue())
    assert not said["clean"]
    assert "score_cell_projection" in said["violated"]
    assert figures_shown(said, "5550", "55.50") == []


def test_rows_that_cannot_be_read_are_a_finding(played, monkeypatch):
    """A check that stumbles does not hide the others."""

    def stumbles() -> Iterable[str]:
        raise ValueError

    monkeypatch.setattr("core.invariants.INVARIANTS", {"odd": stumbles, "fine": lambda: ["x"]})
    found = violations_find()
    assert Violation("odd", "unreadable:ValueError") in found
    assert Violation("fine", "x") in found
