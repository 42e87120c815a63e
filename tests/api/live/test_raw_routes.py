import hashlib
import json
import uuid
from datetime import timedelta

import pytest
from asgiref.testing import ApplicationCommunicator
from django.conf import settings

from api.live.threads import in_thread
from core import clock
from core.models import Upload, UploadPart
from judging.models import ScoreCell, ScoreOperation
from tests.system.faults.seed import session_cookie

CSRF = "k" * 32


async def call(method, path, body=b"", cookie="", *, csrf=True, chunks=1, **headers):
    from config.asgi import application

    sent = {
        "host": "127.0.0.1:8000",
        "cookie": f"{cookie}; yisai_csrf={CSRF}",
        "content-length": str(len(body)),
        "content-type": "application/json",
        **({"x-csrftoken": CSRF} if csrf else {}),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "scheme": "http",
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
    }
    caller = ApplicationCommunicator(application, scope)
    size = max(1, -(-len(body) // chunks))
    parts = [body[start : start + size] for start in range(0, len(body), size)] or [b""]
    for number, part in enumerate(parts, 1):
        message = {"type": "http.request", "body": part, "more_body": number < len(parts)}
        await caller.send_input(message)
    start = await caller.receive_output(5)
    answer = await caller.receive_output(5)
    await caller.wait(5)
    return start["status"], json.loads(answer["body"]), dict(start["headers"])


def operation(final, **more):
    return {
        "v": 1,
        "op_id": str(uuid.uuid4()),
        "device": str(final.judges[0].device.uid),
        "client_seq": 1,
        "sheet": str(final.sheets[0][0].uid),
        "criterion": "technology",
        "value": "22.5",
        "base_rev": 0,
        "device_time": "2026-11-25T08:00:00Z",
        **more,
    }


async def post(final, ops, **more):
    given = {"cookie": await in_thread(session_cookie, final.judges[0].account), **more}
    body = ops if isinstance(ops, bytes) else json.dumps({"ops": ops}).encode()
    return await call("POST", "/api/v1/score-operations", body, **given)


async def test_post_is_the_same_way(final):
    op = operation(final)
    status, body, headers = await post(final, [op, operation(final, criterion="beauty")])
    assert (status, headers[b"cache-control"]) == (200, b"no-store")
    assert [each["outcome"] for each in body["outcomes"]] == ["applied", "refused"]
    assert body["outcomes"][1]["code"] == "criterion_unknown"
    status, body, _ = await post(final, [op])
    assert (body["outcomes"][0]["outcome"], body["outcomes"][0]["first"]) == (
        "replayed",
        "applied",
    )
    assert await in_thread(ScoreOperation.objects.count) == 2


@pytest.mark.parametrize(
    ("body", "more", "status", "code"),
    [
        (b"{", {}, 400, "request_malformed"),
        (b"[]", {}, 400, "field_invalid"),
        (b'{"ops": []}', {}, 400, "field_invalid"),
        (b'{"ops": [{"value": 8.5}]}', {}, 400, "number_not_text"),
        (b'{"ops": [{"value": NaN}]}', {}, 400, "number_not_text"),
        (b'{"ops": [{}], "mood": 1}', {}, 400, "field_unknown"),
        (b'{"ops": [{"value": "1"}]}', {}, 400, "field_invalid"),
        (json.dumps({"ops": [{}] * 201}).encode(), {}, 400, "batch_too_large"),
        (b"{}", {"cookie": ""}, 401, "sign_in_required"),
        (b"{}", {"csrf": False}, 403, "csrf_failed"),
        (b"{}", {"origin": "https://evil.example"}, 403, "csrf_failed"),
        (b"{}", {"content_type": "text/plain"}, 415, "media_type_refused"),
        (b" " * 300_000, {}, 413, "body_too_large"),
    ],
)
async def test_refused_whole(final, body, more, status, code):
    answered, problem, headers = await post(final, body, **more)
    assert (answered, problem["code"], problem["status"]) == (status, code, status)
    assert headers[b"content-type"] == b"application/problem+json"
    assert await in_thread(ScoreCell.objects.filter(rev__gt=0).count) == 0


async def test_an_expired_session_keeps_the_sheet(final):
    def expired():
        from django.contrib.sessions.models import Session

        cookie = session_cookie(final.judges[0].account)
        Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))
        return cookie

    await post(final, [operation(final)])
    status, body, _ = await post(final, [operation(final)], cookie=await in_thread(expired))
    assert (status, body["code"]) == (401, "sign_in_required")
    assert (await in_thread(ScoreCell.objects.get, device__isnull=False)).value == 2250


async def test_another_method(final):
    status, body, _ = await call("GET", "/api/v1/score-operations")
    assert (status, body["code"]) == (405, "method_refused")


@pytest.fixture
def upload(final, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "FILES_ROOT", tmp_path)
    monkeypatch.setattr(settings, "FILES_S3", None)
    return Upload.objects.create(
        person=final.judges[0].person,
        subject_kind="entry",
        subject_id=uuid.uuid4(),
        slot="deck",
        name="路演.pdf",
        size=10,
        sha256=hashlib.sha256(b"0123456789").hexdigest(),
        part_size=6,
    )


async def put(final, upload, number, body, judge=0, **more):
    given = {"cookie": await in_thread(session_cookie, final.judges[judge].account), **more}
    return await call("PUT", f"/api/v1/uploads/{upload.uid}/parts/{number}", body, **given)


async def test_a_part_is_streamed_and_kept(final, upload, tmp_path):
    status, body, _ = await put(final, upload, 1, b"012345", chunks=3)
    assert (status, body) == (200, {"number": 1, "size": 6})
    assert (await put(final, upload, 1, b"abcdef"))[0] == 200
    part = await in_thread(UploadPart.objects.get)
    assert (part.number, part.size) == (1, 6)
    assert (tmp_path / "incoming" / str(upload.uid) / "1").read_bytes() == b"abcdef"
    assert list((tmp_path / "drafts").iterdir()) == []


@pytest.mark.parametrize(
    ("number", "body", "more", "status", "code"),
    [
        (1, b"01234", {}, 400, "upload_part_size"),
        (1, b"0123456", {"content_length": "6"}, 400, "upload_part_size"),
        (1, b"0123", {"content_length": "6"}, 400, "upload_part_size"),
        (1, b"0123", {"content_length": "many"}, 411, "length_missing"),
        (1, b"0", {"content_length": str(2**34)}, 413, "body_too_large"),
        (3, b"0123", {}, 400, "upload_part_unknown"),
        (1, b"012345", {"judge": 1}, 404, "not_found"),
        (1, b"012345", {"cookie": ""}, 401, "sign_in_required"),
        (1, b"012345", {"csrf": False}, 403, "csrf_failed"),
    ],
)
async def test_a_part_is_refused(final, upload, tmp_path, number, body, more, status, code):
    answered, problem, _ = await put(final, upload, number, body, **more)
    assert (answered, problem["code"]) == (status, code)
    assert await in_thread(UploadPart.objects.count) == 0
    drafts = tmp_path / "drafts"
    assert not drafts.exists() or list(drafts.iterdir()) == []


async def test_everything_else_is_wsgi(final):
    from config.asgi import application

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": "/api/v1/nowhere",
        "scheme": "http",
        "raw_path": b"/api/v1/nowhere",
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"127.0.0.1:8000")],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 8000),
    }
    caller = ApplicationCommunicator(application, scope)
    await caller.send_input({"type": "http.request", "body": b"", "more_body": False})
    start = await caller.receive_output(10)
    while (await caller.receive_output(10)).get("more_body"):
        pass
    await caller.wait(10)
    assert start["status"] == 404
    assert "x-content-type-options" in {name.decode().lower() for name, _ in start["headers"]}


async def test_a_fault_of_ours_is_told_in_words(final, monkeypatch):
    """Nothing was acknowledged: the tablet keeps its operation and sends again."""

    async def broken(*_args, **_more):
        raise RuntimeError("planted")

    monkeypatch.setattr("api.live.score_operations.operations_acknowledge", broken)
    cookie = await in_thread(session_cookie, final.judges[0].account)
    body = json.dumps({"ops": [operation(final)]}).encode()
    status, answer, _ = await call("POST", "/api/v1/score-operations", body, cookie)
    assert (status, answer["code"]) == (500, "server_fault")
    assert "planted" not in json.dumps(answer)
