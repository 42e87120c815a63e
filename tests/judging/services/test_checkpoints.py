"""Locking a result and opening a publication end in a signed checkpoint."""

import pytest
from django.test import TestCase

from core.models import LogCheckpoint, LogTree
from tests.factories.judging import final

pytestmark = pytest.mark.django_db


def test_lock_and_publication_are_signed():
    held = final()
    held.prepare()
    with TestCase.captureOnCommitCallbacks(execute=True):
        held.finish()
    tree = LogTree.objects.get(owner_id=held.edition.uid)
    assert list(LogCheckpoint.objects.values_list("size", flat=True)) == [tree.size]
    with TestCase.captureOnCommitCallbacks(execute=True):
        held.publish("proposed")
    tree.refresh_from_db()
    assert LogCheckpoint.objects.latest("size").size == tree.size
