"""An opening goes only where an erasure names it; hash and proofs stay."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from core.errors import Problem
from core.invariants import violations_find
from core.merkle.bundle import bundle_findings
from core.models import LogLeaf, LogOpening, LogTree
from core.selectors.bundles import leaves_bundle
from core.services.checkpoints import checkpoint_make
from core.services.erasure import opening_erase
from core.services.log import LogEvent, log_append
from core.services.people import person_create

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
OWNER = ("edition", uuid.UUID(int=1))


@pytest.fixture
def tree():
    log_append(owner=OWNER, events=[LogEvent("a.b", {"n": n}) for n in range(4)], at=AT)
    made = LogTree.objects.get()
    checkpoint_make(tree=made, at=AT)
    return made


@pytest.fixture
def officer():
    return person_create(name="周慎")


def erase(tree, officer, *seqs, reason="应当事人要求"):
    return opening_erase(tree=tree, seqs=seqs, reason=reason, actor=officer, at=AT)


def test_what_is_erased_is_gone_and_proofs_hold(tree, officer):
    leaf = erase(tree, officer, 1, 2)
    assert list(LogOpening.objects.order_by("leaf__seq").values_list("leaf__seq", flat=True)) == [
        0,
        3,
        4,
    ]
    said = json.loads(LogOpening.objects.get(leaf_id=leaf.id).body)["body"]
    assert said == {"seqs": [1, 2], "reason": "应当事人要求", "by": str(officer.uid)}
    checkpoint_make(tree=tree, at=AT)
    bundle = leaves_bundle(tree=tree, seqs=[0, 1, 4], older=4)
    assert bundle is not None
    assert [each["opening"] is None for each in bundle["leaves"]] == [False, True, False]
    assert bundle_findings(bundle) == []
    assert violations_find() == []


def test_the_database_refuses_what_no_erasure_names(tree, officer):
    erase(tree, officer, 1)
    for opening in LogOpening.objects.all():
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            LogOpening.objects.filter(pk=opening.pk).delete()
    assert LogOpening.objects.count() == 4


def test_an_erasure_of_another_log_names_nothing_here(tree, officer):
    other = ("host", uuid.UUID(int=2))
    log_append(owner=other, events=[LogEvent("a.b", {}) for _ in range(3)], at=AT)
    opening_erase(
        tree=LogTree.objects.get(owner_kind="host"), seqs=[1], reason="x", actor=officer, at=AT
    )
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        LogOpening.objects.filter(leaf__tree=tree, leaf__seq=1).delete()


def test_an_erasure_is_not_erased_even_by_another(tree, officer):
    erase(tree, officer, 1)
    with pytest.raises(Problem, match="not_found"):
        erase(tree, officer, 4)
    log_append(owner=OWNER, events=[LogEvent("erasure", {"seqs": [4]})], at=AT)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        LogOpening.objects.filter(leaf__seq=4).delete()


@pytest.mark.parametrize("seqs", [(), (9,), (1, 9)])
def test_what_is_not_there_is_not_erased(tree, officer, seqs):
    with pytest.raises(Problem, match="not_found"):
        erase(tree, officer, *seqs)
    assert LogLeaf.objects.count() == 4


def test_an_erasure_has_a_reason_and_happens_once(tree, officer):
    with pytest.raises(Problem, match="reason_missing"):
        erase(tree, officer, 1, reason=" ")
    erase(tree, officer, 1)
    with pytest.raises(Problem, match="not_found"):
        erase(tree, officer, 1)
