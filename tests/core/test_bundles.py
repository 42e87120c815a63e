"""A bundle proves its leaves to somebody without our database, and every tampering is named."""

from __future__ import annotations

import copy
import io
import json
import uuid
from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core import signing
from core.merkle.bundle import Finding, bundle_findings
from core.models import LogTree
from core.selectors.bundles import leaves_bundle
from core.services.checkpoints import checkpoint_make
from core.services.log import LogEvent, log_append

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
OWNER = ("edition", uuid.UUID(int=1))


def grow(count: int, owner: tuple[str, uuid.UUID] = OWNER) -> LogTree:
    log_append(owner=owner, events=[LogEvent("a.b", {"n": n}) for n in range(count)], at=AT)
    tree = LogTree.objects.get(owner_id=owner[1])
    checkpoint_make(tree=tree, at=AT)
    return tree


@pytest.fixture
def bundle():
    grow(3)
    made = leaves_bundle(tree=grow(4), seqs=[1, 5], older=3)
    assert made is not None
    return made


@pytest.mark.parametrize("size", range(1, 10))
def test_every_leaf_of_every_size_is_proved(size):
    tree = grow(size)
    made = leaves_bundle(tree=tree, seqs=list(range(size)))
    assert made is not None
    assert bundle_findings(made, public_key=bytes.fromhex(signing.public_key())) == []


def test_nothing_is_proved_that_no_checkpoint_covers(bundle):
    tree = LogTree.objects.get()
    log_append(owner=OWNER, events=[LogEvent("a.b", {})], at=AT)
    assert leaves_bundle(tree=tree, seqs=[7]) is None
    assert leaves_bundle(tree=tree, seqs=[]) is None
    assert leaves_bundle(tree=tree, seqs=[99]) is None
    assert leaves_bundle(tree=tree, seqs=[1], older=2) is None


def _change(bundle, code):
    first, second = bundle["leaves"]
    if code == "bundle_malformed":
        del bundle["leaves"][0]["proof"]
    elif code == "key_other":
        return bundle, bytes(32)
    elif code == "checkpoint_malformed":
        bundle["checkpoint"] = "x"
    elif code == "checkpoint_key_unknown":
        bundle["public_key"] = "00" * 32
    elif code == "checkpoint_signature_wrong":
        bundle["checkpoint"] = bundle["checkpoint"].replace("\n7\n", "\n8\n")
    elif code == "opening_hash_wrong":
        first["opening"]["body"] = first["opening"]["body"].replace('"n":1', '"n":2')
    elif code == "opening_place_wrong":
        first["opening"], first["leaf_hash"] = second["opening"], second["leaf_hash"]
    elif code == "inclusion_wrong":
        first["proof"] = first["proof"][::-1]
    elif code == "older_log_other":
        other = ("host", uuid.UUID(int=2))
        elsewhere = leaves_bundle(tree=grow(3, other), seqs=[0])
        assert elsewhere is not None
        bundle["older"]["checkpoint"] = elsewhere["checkpoint"]
    else:
        bundle["older"]["proof"] = bundle["older"]["proof"][1:]
    return bundle, None


CODES = (
    "bundle_malformed",
    "key_other",
    "checkpoint_malformed",
    "checkpoint_key_unknown",
    "checkpoint_signature_wrong",
    "opening_hash_wrong",
    "opening_place_wrong",
    "inclusion_wrong",
    "older_log_other",
    "consistency_wrong",
)


@pytest.mark.parametrize("code", CODES)
def test_each_failure_has_its_name(bundle, code):
    assert bundle_findings(bundle) == []
    changed, key = _change(copy.deepcopy(bundle), code)
    assert code in {finding.code for finding in bundle_findings(changed, public_key=key)}


@pytest.mark.parametrize("odd", [{}, {"v": 1}, {"v": 2, "public_key": "", "leaves": []}, []])
def test_what_is_no_bundle_is_said_to_be_none(odd):
    assert bundle_findings(odd) == [Finding("bundle_malformed")]


def test_the_commands_make_and_check_a_bundle(bundle, tmp_path):
    out = io.StringIO()
    call_command("bundle", f"edition:{OWNER[1]}", "1", "5", "--older", "3", stdout=out)
    assert json.loads(out.getvalue()) == bundle
    file = tmp_path / "bundle.json"
    file.write_text(out.getvalue(), encoding="utf-8")
    said = io.StringIO()
    call_command("verify", str(file), "--key", signing.public_key(), stdout=said)
    assert said.getvalue() == "verified 2 leaves\n"
    file.write_text(out.getvalue().replace('\\"n\\":1', '\\"n\\":3'), encoding="utf-8")
    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("verify", str(file), stdout=said)
    assert said.getvalue() == "opening_hash_wrong leaf 1\n"
    with pytest.raises(CommandError):
        call_command("verify", str(tmp_path / "none.json"))
    with pytest.raises(CommandError):
        call_command("bundle", "edition:7", "1")
