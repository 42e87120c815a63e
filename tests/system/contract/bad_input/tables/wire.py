"""What is no message at all: JSON, types, sizes, frames, handshakes."""

from tests.system.contract.bad_input import hostile
from tests.system.contract.bad_input.case import Case

_ENTRY = "PATCH /api/v1/entries/{entry_id}"
_POST = "POST /api/v1/score-operations"
_MATCH = {"If-Match": '"{rev}"'}


def _form(name: str, says: str, body: object, **headers: str) -> Case:
    return Case(name, "open", "team_leader", _ENTRY, says, body, {**_MATCH, **headers})


def _raw(name: str, says: str, body: object) -> Case:
    return Case(f"{name}, raw route", "judging", "judge", _POST, says, body)


def _frame(name: str, says: str, body: object) -> Case:
    return Case(name, "judging", "judge", "FRAME", says, body)


JSON = [
    _form("half an object", "400 request_malformed", "{"),
    _form("depth bomb", "400 request_malformed", hostile.DEPTH_BOMB),
    _form("depth bomb inside", "400 request_malformed", '{"title": ' + hostile.DEPTH_BOMB),
    _form("list for an object", "400 field_invalid", "[]"),
    _form("text for an object", "400 field_invalid", '"title"'),
    _form("null for an object", "400 field_invalid", "null"),
    _form("NaN", "400 number_not_text", '{"title": NaN}'),
    _form("Infinity", "400 number_not_text", '{"answers": {"a": -Infinity}}'),
    _form("float", "400 number_not_text", '{"title": 8.5}'),
    _form("exponent", "400 number_not_text", '{"title": 1e2}'),
    _form("number of 5,000 digits", "400 request_malformed", '{"title": ' + "9" * 5000 + "}"),
    _form("key given twice", "400 request_malformed", '{"title": "a", "title": "b"}'),
    _form("key given twice inside", "400 request_malformed", '{"answers": {"a": "1", "a": "2"}}'),
    _form("lone surrogate", "400 request_malformed", '{"title": "\\ud800"}'),
    _form("lone surrogate in a key", "400 request_malformed", '{"answers": {"\\udfff": "x"}}'),
    _form("lone surrogate as bytes", "400 request_malformed", b'{"title": "\xed\xa0\x80"}'),
    _form("bytes that are no UTF-8", "400 request_malformed", b'{"title": "\xff\xfe"}'),
    _form("UTF-16", "400 request_malformed", '{"title": "x"}'.encode("utf-16")),
    _form("NUL in a text", "400 field_invalid", '{"title": "a\\u0000b"}'),
    _form("NUL in an answer", "400 field_invalid", '{"answers": {"a": "\\u0000"}}'),
    _form("NUL in an answer's name", "400 field_invalid", '{"answers": {"a\\u0000": "x"}}'),
    _form("raw NUL", "400 request_malformed", b'{"title": "a\x00b"}'),
    _form("body of 2 MiB", "413 body_too_large", hostile.TWO_MIB),
    _form("form for JSON", "415 media_type_refused", "title=x",
          **{"Content-Type": "application/x-www-form-urlencoded"}),
    _form("multipart for JSON", "415 media_type_refused", "x",
          **{"Content-Type": "multipart/form-data; boundary=x"}),
    _form("text for JSON", "415 media_type_refused", '{"title": "x"}',
          **{"Content-Type": "text/plain"}),
    Case("form of 2 MiB without the token", "open", "team_leader",
         "POST /api/v1/entries/{entry_id}/submit", "415 media_type_refused", hostile.TWO_MIB,
         {"Content-Type": "application/x-www-form-urlencoded"}, csrf=False),
    Case("method that the route has not", "open", "team_leader",
         "DELETE /api/v1/entries/{entry_id}", "405 method_refused"),
    Case("unknown parameter", "open", "team_leader", "GET /api/v1/entries?colour=red",
         "400 filter_unknown"),
    Case("unknown parameter on an edit", "open", "team_leader", _ENTRY + "?force=1",
         "400 filter_unknown", {"title": "x"}, _MATCH),
    Case("filter that is no id", "open", "team_leader", "GET /api/v1/entries?edition=1",
         "400 field_invalid"),
    Case("filter with a NUL", "open", "team_leader", "GET /api/v1/entries?state=a%00b",
         "400 field_invalid"),
    Case("cursor of nonsense", "open", "team_leader", "GET /api/v1/entries?cursor=%FF%00",
         "404 not_found"),
    Case("cursor of SQL", "open", "team_leader",
         "GET /api/v1/entries?cursor=cD0xJTI3K09SKzE%3D", "404 not_found"),
]  # fmt: skip

RAW = [
    _raw("half an object", "400 request_malformed", "{"),
    _raw("nothing", "400 request_malformed", ""),
    _raw("depth bomb", "400 request_malformed", '{"ops": ' + hostile.DEPTH_BOMB),
    _raw("list", "400 field_invalid", "[]"),
    _raw("bytes that are no UTF-8", "400 request_malformed", b'{"ops": "\xff"}'),
    _raw("key given twice", "400 request_malformed", '{"ops": [], "ops": []}'),
    _raw("body of 2 MiB", "413 body_too_large", hostile.TWO_MIB),
]

_TELLS = {
    "room": "00000000-0000-4000-8000-000000000000",
    "battery": 50,
    "charging": False,
    "free_mb": 900,
    "awake": True,
}

FRAMES = [
    _frame("unknown frame", "400 field_invalid", {"t": "shout", "id": 1}),
    _frame("frame of the server", "400 field_invalid", {"t": "state", "id": 1, "body": {}}),
    _frame("id beyond all", "400 field_invalid", {"t": "ping", "id": 10**30}),
    _frame("id of great length", "400 field_invalid", {"t": "ping", "id": "x" * 65}),
    _frame("unknown field in a frame", "400 field_unknown", {"t": "ping", "id": 1, "as": "chair"}),
    _frame("unknown field in a body", "400 field_unknown",
           {"t": "hello", "id": 1, "body": {"build": "1", "admin": True}}),
    _frame("hello without a build", "400 field_invalid", {"t": "hello", "id": 1, "body": {}}),
    _frame("battery beyond full", "400 field_invalid",
           {"t": "device", "id": 1, "body": {**_TELLS, "battery": 101}}),
    _frame("battery in words", "400 field_invalid",
           {"t": "device", "id": 1, "body": {**_TELLS, "battery": "full"}}),
    _frame("storage below nothing", "400 field_invalid",
           {"t": "device", "id": 1, "body": {**_TELLS, "free_mb": -1}}),
    _frame("a tablet that tells half", "400 field_invalid",
           {"t": "device", "id": 1, "body": {"room": _TELLS["room"], "battery": 5}}),
    _frame("a tablet of no room", "404 not_found", {"t": "device", "id": 1, "body": _TELLS}),
    _frame("type that is no text", "400 field_invalid", {"t": 7, "id": 1}),
    _frame("watch without a room", "400 field_invalid", {"t": "watch", "id": 1}),
    _frame("room that is no id", "400 field_invalid", {"t": "watch", "id": 1, "room": "hall"}),
    _frame("frame that is a list", "400 field_invalid", "[]"),
    _frame("frame that is no JSON", "close 4400", "ping"),
    _frame("empty frame", "close 4400", ""),
    _frame("frame of bytes", "close 4400", b'{"t": "ping"}'),
    _frame("frame with a key twice", "close 4400", '{"t": "ping", "t": "ops"}'),
    _frame("frame with a lone surrogate", "close 4400", '{"t": "ping", "id": "\\ud800"}'),
    _frame("frame of 64 KiB and a byte", "close 4400", hostile.OVERSIZED_FRAME),
    _frame("frame of great depth", "close 4400", '{"t": "ping", "body": ' + "[" * 60_000),
    Case("watch a room that is nowhere", "judging", "judge", "SOCKET watch", "close 4404",
         {"room": "7e0f3c4e-9a0b-4f6e-8a53-1d2f3b4c5d6e"}),
    Case("watch a room of another host", "judging", "judge", "SOCKET watch", "close 4404",
         {"room": "{away_room}"}),
    Case("command of a judge", "judging", "judge", "SOCKET command", "404 not_found",
         {"slot": "{slot_id}", "verb": "seal"}),
    Case("command for another host's slot", "judging", "timekeeper", "SOCKET command",
         "404 not_found", {"slot": "{away_slot}", "verb": "call"}),
    Case("command that is none", "judging", "timekeeper", "SOCKET command", "400 field_invalid",
         {"slot": "{slot_id}", "verb": "erase"}),
    Case("pause in markup, socket", "judging", "timekeeper", "SOCKET command",
         "400 field_invalid", {"slot": "{slot_id}", "verb": "pause", "code": "<b>"}),
    Case("command out of order, socket", "judging", "timekeeper", "SOCKET command",
         "409 slot_state_refused", {"slot": "{slot_id}", "verb": "call"}),
]  # fmt: skip

HANDSHAKES = [
    Case("origin of somebody else", "judging", "judge", "HANDSHAKE", "denied",
         headers={"Origin": "https://evil.example"}),
    Case("origin that begins like ours", "judging", "judge", "HANDSHAKE", "denied",
         headers={"Origin": "http://127.0.0.1:8000.evil.example"}),
    Case("origin of another port", "judging", "judge", "HANDSHAKE", "denied",
         headers={"Origin": "http://127.0.0.1:8001"}),
    Case("origin null", "judging", "judge", "HANDSHAKE", "denied", headers={"Origin": "null"}),
    Case("no origin", "judging", "judge", "HANDSHAKE", "denied", headers={"Origin": ""}),
    Case("host that is not ours", "judging", "judge", "HANDSHAKE", "denied",
         headers={"Origin": "http://evil.example", "Host": "evil.example"}),
    Case("socket of nobody", "judging", "anonymous", "HANDSHAKE", "close 4401"),
    Case("socket of an ended session", "judging", "expired_judge", "HANDSHAKE", "close 4401"),
    Case("socket of another protocol", "judging", "judge", "HANDSHAKE", "close 4400",
         headers={"Protocol": "graphql-ws"}),
]  # fmt: skip

CASES = [*JSON, *RAW, *FRAMES, *HANDSHAKES]
