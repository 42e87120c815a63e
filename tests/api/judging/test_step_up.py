"""Locking, approving, opening and dropping ask for a second factor, shown a moment ago."""

import pytest

from core.models import LogLeaf
from judging.models import Publication, ResultSet
from judging.services.publications import publication_prepare
from tests.factories.factors import factor_of, prove


@pytest.fixture
def counted(opened):
    """A round that is closed and counted."""
    opened.play_all()
    opened.close()
    opened.compute()
    return opened


@pytest.fixture
def acts(final, counted):
    """Each act by name: who does it, where, with what; the world stands before the first."""
    return {
        "lock": ("verifier", lambda: f"rounds/{final.round.uid}/lock", dict),
        "approve": ("verifier", lambda: f"publications/{_only().uid}/approve", _hash),
        "open": ("organizer", lambda: f"publications/{_only().uid}/open", _hash),
        "cancel": ("organizer", lambda: f"publications/{_only().uid}/cancel", lambda: REASON),
    }


REASON = {"reason": "名单有误"}


def _only():
    return Publication.objects.get()


def _hash():
    return {"hash": _only().hash}


def ready_for(final, act):
    """Everything that has to happen before this act."""
    if act == "lock":
        return
    final.lock()
    if act == "approve":
        publication_prepare(
            round=final.round, kind="proposed", actor=final.by("organizer"), at=final.tick()
        )
    else:
        final.prepare_publication("proposed")


def state():
    return (
        list(ResultSet.objects.values_list("pk", "state", "locked_by")),
        list(Publication.objects.values_list("pk", "state", "approved_by", "opened_at")),
        LogLeaf.objects.count(),
    )


@pytest.mark.parametrize("act", ["lock", "approve", "open", "cancel"])
def test_an_act_without_a_fresh_step_up_changes_nothing(final, door, acts, act):
    ready_for(final, act)
    role, path, body = acts[act]
    account = final.by(role).accounts.get()
    client = door(final.by(role), warm=False)
    before = state()

    assert said(client, path, body) == (403, "second_factor_missing")
    factor_of(account)
    assert said(client, path, body) == (403, "step_up_required")
    prove(client.client, account, "mfa", "recovery_codes")
    prove(client.client, account, "code", None)
    assert said(client, path, body) == (403, "step_up_required"), "neither is a second factor"
    assert state() == before

    prove(client.client, account, "mfa", "webauthn")
    assert client.post(path(), body())[0] == 200
    assert state() != before


def said(client, path, body):
    status, answer = client.post(path(), body())
    return status, answer.get("code")


def test_whoever_may_not_act_learns_nothing_of_it(final, door, acts):
    _role, path, body = acts["lock"]
    assert said(door(final.by("timekeeper"), warm=False), path, body) == (404, "not_found")
