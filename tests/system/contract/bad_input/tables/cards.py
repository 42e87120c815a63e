"""The basic card: forms that are none of ours, and people who have no part in it."""

from urllib.parse import urlencode

from tests.system.contract.bad_input.case import Case

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_ENTRY = "/judge/basic/entries/{entry_id}"
_ROW = {
    "form": "0b0f9a3e-5a09-4c44-a1f8-6b7d3f1f0f11",
    "shown_at": "",
    **{f"{name}-{of}": value
       for of in ("technology", "market")
       for name, value in (("mark", "20"), ("shown", ""), ("rev", "0"), ("seq", "1"))},
}  # fmt: skip


def _sent(name: str, path: str, says: str, who: str = "judge", **form: str) -> Case:
    body = urlencode(form).replace("%7B", "{").replace("%7D", "}")
    return Case(f"card {name}", "judging", who, f"POST {path}", says, body, _FORM)


def _marks(name: str, **changed: str) -> Case:
    return _sent(name, _ENTRY, "400 request_malformed", **{**_ROW, **changed})


CASES = [
    _marks("without a key", form="x"),
    _marks("at no moment", shown_at="yesterday"),
    _marks("of a revision that is none", **{"rev-market": "-1"}),
    _marks("of a revision without end", **{"rev-market": "9" * 40}),
    _marks("with a NUL", **{"mark-market": "1\x00"}),
    _sent("without rows", _ENTRY, "400 request_malformed", form=_ROW["form"]),
    _sent("by a stranger", _ENTRY, "404 not_found", "stranger", **_ROW),
    _sent("by the office", _ENTRY, "404 not_found", "organizer", **_ROW),
    _sent("by nobody", _ENTRY, "401 sign_in_required", "anonymous", **_ROW),
    _sent("of a recused judge", _ENTRY, "404 not_found", "judge_recused", **_ROW),
    _sent("of no entry", "/judge/basic/entries/{seat_id}", "404 not_found", **_ROW),
    _sent("signed without revisions", f"{_ENTRY}/sign", "400 request_malformed",
          form=_ROW["form"]),
    _sent("recused with a book", f"{_ENTRY}/recusal", "400 field_invalid", reason="x" * 301),
    _sent("conflict with a NUL", f"{_ENTRY}/conflict", "400 field_invalid", conflict="yes",
          detail="a\x00"),
    _sent("undertaking of no version", "/judge/basic/nda", "400 request_malformed",
          version="one", hash=""),
    _sent("link that was used", "/judge/basic/join/{used_token}", "409 link_used", "anonymous"),
    _sent("link that was taken back", "/judge/basic/join/{revoked_token}", "409 link_used",
          "anonymous"),
    _sent("link of a colleague", "/judge/basic/join/{token}", "409 link_foreign", "chair"),
    _sent("link that is none", "/judge/basic/join/nobody-made-this", "404 not_found", "anonymous"),
    _sent("seat by no code", "/judge/basic/code/seat", "409 code_request_over", "stranger"),
]  # fmt: skip
