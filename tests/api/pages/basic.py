"""A judge's browser without scripts: it reads a page's form, fills it, and sends it."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from contest.services.rounds import round_rulebook_set
from contest.services.rulebooks import rulebook_add
from judging.services.panels import seat_invitation_issue
from tests.clients import Browser
from tests.factories.judging import Final
from tests.factories.judging import final as final_made


class Form(HTMLParser):
    """The last form of a page: where it goes and what its fields hold."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.action = ""
        self.fields: dict[str, str] = {}
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag == "form":
            self.action, self.fields = known["action"] or "", {}
        if tag == "input" and known.get("name") and known.get("type") != "radio":
            self.fields[known["name"]] = known.get("value") or ""
        if tag == "select":
            self._select = known["name"] or ""
            self.fields[self._select] = ""
        if tag == "option" and "selected" in known:
            self.fields[self._select] = known["value"] or ""


class Tablet:
    """One browser at the basic card."""

    def __init__(self, **more) -> None:
        self.client = Browser(HTTP_ACCEPT_LANGUAGE="zh-CN", **more)
        self.html = ""
        self.answer: Any = None

    def open(self, path: str, status: int = 200) -> str:
        return self._took(self.client.get(path), status)

    def send(self, status: int = 303, **typed: str) -> str:
        """Send the form that is on the screen; `mark_x` is the field mark-x."""
        form = Form(self.html)
        filled = {**form.fields, **{name.replace("_", "-", 1): v for name, v in typed.items()}}
        return self.post(form.action, filled, status)

    def post(self, path: str, fields: dict[str, str], status: int) -> str:
        self._took(self.client.post(path, fields), status)
        if status == 303:
            return self.open(self.answer["Location"])
        return self.html

    def _took(self, answer, status: int) -> str:
        self.answer = answer
        self.html = answer.content.decode()
        assert answer.status_code == status, re.sub(r"\s+", " ", self.html)[-1500:]
        return self.html

    def row(self, criterion: str) -> str:
        """The words of one line of the card."""
        found = re.search(
            rf'<li class="row[^>]*data-row="{criterion}".*?</li>', self.html, re.DOTALL
        )
        assert found, self.html
        return found[0]

    def state(self, criterion: str) -> str:
        found = re.search(r'data-state="(\w+)"', self.row(criterion))
        assert found
        return found[1]


def said(html: str) -> str:
    """What a reader sees."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html)))


def seated(day: Final, number: int = 1, **more) -> Tablet:
    """The judge of a seat, let in by a link."""
    seat = day.seats[number - 1]
    token = seat_invitation_issue(seat=seat, actor=day.by("organizer"), at=day.now)[1]
    tablet = Tablet(**more)
    tablet.open(f"/judge/basic/join/{token}")
    tablet.send()
    return tablet


def opened(document: dict[str, Any] | None = None, **rules) -> Final:
    """A final whose round is open; the first team of the order is in scoring."""
    day = final_made(entries=2, judges=2, **rules)
    if document is not None:
        rulebook = rulebook_add(edition=day.edition, document=document)
        day.round = round_rulebook_set(round=day.round, rulebook=rulebook)
    day.prepare()
    day.to_scoring(day.slots()[0])
    return day


def card_of(day: Final, place: int = 0) -> str:
    """The card's address of the team at a place of the running order."""
    return f"/judge/basic/entries/{day.slots()[place].entry.uid}"
