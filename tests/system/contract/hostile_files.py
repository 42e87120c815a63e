"""Files that no honest team sends, made here and never fetched.

Each would do something if a browser showed it: its script asks for `/pwned`.
"""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.factories.files import pdf

RUN = "fetch('/pwned');new Image().src='/pwned'"
SCRIPT = f"<script>{RUN}</script>"
# The check lets it through: then it is served as bytes to save, and nothing else.
SERVED = ""
KIND, CUT, NAME = "file_kind_refused", "file_truncated", "file_kind_refused"


@dataclass(frozen=True)
class Hostile:
    """A file with the name it comes under and the code that refuses it, or SERVED."""

    what: str
    body: bytes
    code: str = KIND
    name: str = "deck.pdf"


def hostile_files() -> list[Hostile]:
    """All of them."""
    return [*_pages(), *_documents(), *_pictures(), *_archives(), *_programs(), *_names()]


def _pages() -> list[Hostile]:
    html = f'<!doctype html><title>x</title><body onload="{RUN}">{SCRIPT}</body>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" onload="{RUN}">{SCRIPT}</svg>'
    xhtml = f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">{SCRIPT}</html>'
    xslt = '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#x"?><x/>'
    entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    mhtml = f"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n{html}"
    return [
        Hostile("HTML", html.encode()),
        Hostile("HTML in UTF-16", html.encode("utf-16")),
        Hostile("HTML with a PDF's edges", b"%PDF-1.7\n" + html.encode() + b"\n%%EOF\n"),
        Hostile("SVG with script", svg.encode()),
        Hostile("XHTML", xhtml.encode()),
        Hostile("XML with a style sheet", xslt.encode()),
        Hostile("XML with an outer entity", entity.encode()),
        Hostile("MHTML", mhtml.encode()),
        Hostile("HTML before a PDF", f"{html}<!--".encode() + pdf() + b"-->"),
        Hostile("HTML inside a PDF's comment", _commented(html), SERVED),
    ]


def _commented(text: str) -> bytes:
    body = pdf()
    cut = body.rindex(b"startxref")
    return body[:cut] + b"%" + text.encode() + b"\n" + body[cut:]


def _documents() -> list[Hostile]:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    form = Dictionary(S=Name.SubmitForm, F=String("http://127.0.0.1:9/pwned"))
    uri = Dictionary(S=Name.URI, URI=String(f"javascript:{RUN}"))
    return [
        Hostile("PDF with JavaScript on opening", _acting(OpenAction=script), SERVED),
        Hostile("PDF that launches a program", _acting(OpenAction=launch), SERVED),
        Hostile("PDF that acts on closing", _acting(AA=Dictionary(WC=script)), SERVED),
        Hostile("PDF that submits a form", _acting(OpenAction=form), SERVED),
        Hostile("PDF with a script address", _acting(OpenAction=uri), SERVED),
        Hostile("PDF with XFA", _acting(AcroForm=Dictionary(XFA=String("<xdp/>"))), SERVED),
        Hostile("PDF with a file inside", _embedding(), SERVED),
        Hostile("PDF under a password", _locked()),
        Hostile("PDF of a million pages", _endless(), "file_too_many_pages"),
        Hostile("half a PDF", pdf(pages=3)[:300], CUT),
    ]


def _acting(**facts: pikepdf.Object) -> bytes:
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    for name, value in facts.items():
        document.Root[f"/{name}"] = value
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _embedding() -> bytes:
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.attachments["run.html"] = SCRIPT.encode()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _locked() -> bytes:
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def _endless() -> bytes:
    """One page that says of its parent that it has a million."""
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page()
    document.Root.Pages.Kids = Array([document.Root.Pages.Kids[0]] * 81)
    document.Root.Pages.Count = 1_000_000
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _pictures() -> list[Hostile]:
    png = _png(SCRIPT.encode())
    gif = b"GIF89a" + b"\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00;"
    jpeg = b"\xff\xd8\xff\xfe" + len(SCRIPT).to_bytes(2, "big") + SCRIPT.encode() + b"\xff\xd9"
    return [
        Hostile("PNG with script", png),
        Hostile("PNG before a PDF", png[:60] + pdf()),
        Hostile("GIF and JAR in one", gif + _zip({"A.class": b"\xca\xfe\xba\xbe"})),
        Hostile("GIF before a PDF", gif + pdf()),
        Hostile("JPEG with script", jpeg),
    ]


def _png(text: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body).to_bytes(4, "big")
        return len(body).to_bytes(4, "big") + kind + body + check

    head = b"\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"tEXt", b"Comment\x00" + text)
        + chunk(b"IDAT", zlib.compress(b"\x00\x00"))
        + chunk(b"IEND", b"")
    )


def _archives() -> list[Hostile]:
    macro = {"[Content_Types].xml": b"<Types/>", "word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}
    bomb = _zip({"zeros": b"\x00" * 5_000_000})
    return [
        Hostile("Word with macros", _zip(macro)),
        Hostile("Word with macros by name", _zip(macro), NAME, "deck.docm"),
        Hostile("zip bomb", bomb),
        Hostile("zip in a zip", _zip({f"{n}.zip": bomb for n in range(5)})),
        Hostile("zip that climbs out", _zip({"../../etc/cron.d/x": b"* * * * * root x"})),
        Hostile("zip behind a PDF", pdf() + _zip({"A.class": b"\xca\xfe\xba\xbe"}), SERVED),
    ]


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return out.getvalue()


def _programs() -> list[Hostile]:
    # Spelled so that no virus scanner takes this source for the test file it makes.
    eicar = base64.b64decode(
        "WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo="
    )
    return [
        Hostile("Windows program", b"MZ" + b"\x00" * 200),
        Hostile("Linux program", b"\x7fELF" + b"\x00" * 200),
        Hostile("script", RUN.encode()),
        Hostile("PHP", b"<?php system($_GET['x']); ?>"),
        Hostile("the scanners' test file", eicar),
        Hostile("RTF", rb"{\rtf1{\object\objautlink}}"),
    ]


def _names() -> list[Hostile]:
    names = {
        "name read from the right": "deck\u202efdp.exe.pdf",
        "name with a zero byte": "deck.html\x00.pdf",
        "double ending": "deck.pdf.exe",
        "ending of a page": "deck.html",
        "name that climbs out": "../../deck.pdf",
        "name with a line end": "deck\r\nContent-Type: text/html.pdf",
        "name of 300 letters": "x" * 300 + ".pdf",
        "name without ending": "deck",
    }
    refused = {"name of 300 letters": "field_invalid", "name with a zero byte": "field_invalid"}
    return [Hostile(what, pdf(), refused.get(what, NAME), name) for what, name in names.items()]
