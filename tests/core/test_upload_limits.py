"""An upload's limits: how much, and how long."""

import hashlib
from datetime import timedelta

import pytest

from core import clock
from core.errors import Problem
from core.files.limits import MIB, SlotLimits
from core.models import Upload, UploadState
from core.services.upload_quota import PERSON_MAX, SUBJECT_MAX
from core.services.uploads import (
    LIFE,
    upload_abandon,
    upload_complete,
    upload_open,
    upload_part_store,
    uploads_sweep,
)
from tests.factories import core
from tests.factories.files import pdf
from tests.factories.moments import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_now")]
LIMITS = SlotLimits(kind="pdf", max_size=100 * MIB, max_pages=4)
BODY = pdf()
SIZE = len(BODY)


@pytest.fixture
def owner():
    return core.account("owner")


def announce(account, subject, size=SIZE):
    return upload_open(
        person=core.person_of(account),
        subject=("entry", subject.uid),
        slot="deck",
        name="deck.pdf",
        size=size,
        sha256=hashlib.sha256(BODY).hexdigest(),
        limits=LIMITS,
    )


def put(owner, upload, at=NOW):
    upload_part_store(upload_id=upload.uid, number=1, body=BODY, viewer=core.viewer(owner), at=at)


def finish(upload, at=NOW):
    return upload_complete(upload=upload, limits=LIMITS, attach=lambda stored: None, at=at)


def test_a_person_has_so_much_on_the_way_and_giving_up_makes_room(owner):
    subject = core.host()
    uploads = [announce(owner, subject, 100 * MIB) for _ in range(PERSON_MAX // (100 * MIB))]
    with pytest.raises(Problem, match="upload_quota_exceeded") as refused:
        announce(owner, subject, 1)
    assert refused.value.params == {"max_mb": "500"}
    announce(core.account("colleague"), subject, 1)
    upload_abandon(upload=uploads[0])
    announce(owner, subject, 100 * MIB)


def test_a_subject_keeps_so_much_with_what_was_replaced(owner):
    subject = core.host()
    for _ in range(SUBJECT_MAX // (100 * MIB)):
        upload = announce(owner, subject, 100 * MIB)
        Upload.objects.filter(pk=upload.pk).update(state=UploadState.COMPLETE)
    with pytest.raises(Problem, match="upload_quota_exceeded") as refused:
        announce(core.account("colleague"), subject, 1)
    assert refused.value.params == {"max_mb": "2000"}


def test_after_a_week_an_upload_takes_nothing_more(owner):
    upload = announce(owner, core.host())
    put(owner, upload, NOW + LIFE)
    late = NOW + LIFE + timedelta(seconds=1)
    for refused in (lambda: put(owner, upload, late), lambda: finish(upload, late)):
        with pytest.raises(Problem, match="upload_expired"):
            refused()
    assert finish(upload, NOW + LIFE).state == UploadState.COMPLETE


def test_the_sweep_gives_up_what_is_too_old_and_nothing_else(owner, tmp_path):
    old, done = announce(owner, core.host()), announce(owner, core.host())
    put(owner, old)
    put(owner, done)
    finish(done)
    with clock.frozen(NOW + timedelta(days=1)):
        young = announce(owner, core.host())
    at = NOW + LIFE + timedelta(seconds=1)
    assert (uploads_sweep(at=at), uploads_sweep(at=at)) == (1, 0)
    states = [Upload.objects.get(pk=each.pk).state for each in (old, done, young)]
    assert states == [UploadState.ABANDONED, UploadState.COMPLETE, UploadState.OPEN]
    assert not (tmp_path / "incoming" / str(old.uid)).exists()
