"""What no honest client sends."""

from __future__ import annotations

import io
import json
from typing import Any

import pikepdf

from tests.factories.files import pdf

DEPTH_BOMB = "[" * 100_000
DEEP_FRAME = '{"t": "ping", "body": ' + '{"a": ' * 9_000 + "1" + "}" * 9_001
TWO_MIB = json.dumps({"title": "x" * (2 * 1024 * 1024)})
OVERSIZED_FRAME = json.dumps({"t": "ping", "id": ""})
OVERSIZED_FRAME = OVERSIZED_FRAME.replace('""', f'"{"x" * (64 * 1024 + 1 - len(OVERSIZED_FRAME))}"')
assert len(OVERSIZED_FRAME) == 64 * 1024 + 1

SQL = "Robert'); DROP TABLE contest_team;--"
HTML = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)>"


def raw_op(**fields: str) -> str:
    """An operation as text: `fields` replace values by literal JSON that `json` would not write."""
    literal = {
        "v": "1",
        "op_id": '"{op_id}"',
        "device": '"{own_device}"',
        "client_seq": "9001",
        "sheet": '"{sheet_2_rival}"',
        "criterion": '"technology"',
        "value": '"40.50"',
        "base_rev": "0",
        "device_time": '"2026-11-25T08:00:00Z"',
        **fields,
    }
    return '{"ops": [{' + ", ".join(f'"{name}": {text}' for name, text in literal.items()) + "}]}"


def op(**fields: Any) -> dict[str, Any]:
    """A batch of one sound operation of the judge on seat 2, changed by `fields`."""
    return {"ops": [one(**fields)]}


def one(**fields: Any) -> dict[str, Any]:
    """The operation itself; a field given as `...` is left out."""
    made = {
        "v": 1,
        "op_id": "{op_id}",
        "device": "{own_device}",
        "client_seq": 9001,
        "sheet": "{sheet_2_rival}",
        "criterion": "technology",
        "value": "40.50",
        "base_rev": 0,
        "device_time": "2026-11-25T08:00:00Z",
        **fields,
    }
    return {name: value for name, value in made.items() if value is not ...}


def sign(*sheets: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A batch of one signature."""
    made = {
        "v": 1,
        "op_id": "{op_id}",
        "device": "{own_device}",
        "client_seq": 9002,
        "kind": "sign",
        "sheets": list(sheets),
        "device_time": "2026-11-25T08:00:00Z",
        **fields,
    }
    return {"ops": [made]}


def unsign(**fields: Any) -> dict[str, Any]:
    """A batch of one signature taken back; a field given as `...` is left out."""
    made = {
        "v": 1,
        "op_id": "{op_id}",
        "device": "{own_device}",
        "client_seq": 9003,
        "kind": "unsign",
        "sheet": "{sheet_2_rival}",
        "device_time": "2026-11-25T08:00:00Z",
        **fields,
    }
    return {"ops": [{name: value for name, value in made.items() if value is not ...}]}


def truncated_pdf() -> bytes:
    """The first half of a document."""
    whole = pdf(pages=3)
    return whole[: len(whole) // 2]


def empty_pdf() -> bytes:
    """A sound document without a single page."""
    return pdf(pages=0)


def locked_pdf() -> bytes:
    """A document that opens with a password only."""
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def html_as_pdf() -> bytes:
    """A page of script that begins like a PDF and ends like one."""
    return b"%PDF-1.7\n<html><script>alert(1)</script></html>\n%%EOF\n"


def html_named_pdf() -> bytes:
    """A page of script with nothing of a PDF but its name."""
    return b"<!doctype html><script>alert(1)</script>"
