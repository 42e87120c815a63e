"""The demo final as a world of browsers: a server of its own behind a line that can be broken."""

from __future__ import annotations

import base64
import hashlib
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Browser, StorageState

from core import clock
from core.numbers import mark_text
from demo.players.client import Client, Refusal
from demo.players.factor import App
from demo.players.judge import Judge
from deploy.dev.authority import Pair, issue
from judging.models import ScoreCell, ScoreOperation, ScoreSheet, Slot, SlotState
from tests.databases import FreshDatabase, pointed_at
from tests.servers.app import AppServer
from tests.servers.ports import free_port
from tests.servers.relay import Relay
from tests.system.browser.cookies import cookies_into, cookies_kept
from tests.system.browser.final_build import HERO, Built
from tests.system.browser.hall import QUICK, Hall
from tests.system.browser.person import (
    OFFICE,
    TABLET,
    Album,
    Person,
    person_enter,
)

NAME: Final = "final.yisai.test"
WALL: Final = (1920, 1080)
# As in the mock-ups: 3 min 24 s of the seven minutes of questions are left.
LEFT: Final = timedelta(minutes=3, seconds=24)


@dataclass(frozen=True)
class SheetSeen:
    """A sheet as the database has it: decimal text by criterion, None where there is no mark."""

    state: str
    marks: dict[str, str | None]
    revs: dict[str, int]


class DemoFinal(Hall):
    """One copy of the final. Browsers reach it by `url` through `proxy`, players go straight."""

    def __init__(
        self,
        built: Built,
        *,
        server: AppServer,
        proxy: Relay,
        tls: Pair,
        database: FreshDatabase,
        browser: Browser,
        album: Album,
    ) -> None:
        super().__init__(server, document=built.document, trust=tls.certificate.with_name("ca.pem"))
        self.built = built
        self.proxy = proxy
        self.url = site(proxy)
        self.database = database
        self.edition = built.edition
        self.round = str(built.edition["rounds"][0]["id"])
        self.slots = built.slots
        self.apps = {role: App.of(note) for role, note in built.factors.items()}
        self.people: list[Person] = []
        self._browser = browser
        self._album = album
        self._clients_of: dict[str, Client] = {}

    # People ---------------------------------------------------------------------------------

    def judge(
        self, seat: int | str, size: tuple[int, int] = TABLET, language: str = "zh-Hans"
    ) -> Person:
        """A judge who joined by link on this browser, on the live panel of the team on stage.

        It is a second tablet of the seat: the first one gave the marks that stand there.
        """
        person = self.clean_judge(seat, size=size, language=language)
        self.sit_down(person, seat)
        return person

    def sit_down(self, person: Person, seat: int | str) -> None:
        """A browser of `clean_judge` takes the seat's link and opens the live panel."""
        person.open(self.link(seat))
        person.press("join-start")
        person.see(f"queue-entry-{HERO}")
        person.speak()
        person.open(f"/judge/live?entry={self.entry(HERO)}")
        person.see("save-state")

    def clean_judge(
        self, seat: int | str, size: tuple[int, int] = TABLET, language: str = "zh-Hans"
    ) -> Person:
        """A fresh browser beside which the card with the seat's link lies (`link`)."""
        return self._enter(f"judge-{seat}", size, language)

    def visitor(
        self, name: str, *, size: tuple[int, int] = WALL, state: StorageState | None = None
    ) -> Person:
        """A browser of nobody's: a fresh one, or with what another one kept."""
        return self._enter(name, size, "zh-Hans", state=state)

    def staff_page(
        self,
        role: str,
        path: str,
        *,
        size: tuple[int, int] = OFFICE,
        language: str = "zh-Hans",
        touch: bool = False,
    ) -> Person:
        """A browser in which this member of staff is signed in, at an address."""
        person = self._enter(role, size, language, touch=touch)
        cookies_into(person.context, self.built.staff[role], NAME)
        person.app = self.apps.get(role)
        person.open(path)
        return person

    def organizer(self, path: str = "", language: str = "zh-Hans") -> Person:
        """The organizer at a page of the edition's office, `/live` for one."""
        return self.staff_page("organizer", f"/org/{self.slug}{path}", language=language)

    def console_page(self, language: str = "zh-Hans") -> Person:
        """The organizer at the console."""
        person = self.organizer("/live", language)
        person.see("console-timer")
        return person

    def screen_page(self, size: tuple[int, int] = WALL, language: str = "zh-Hans") -> Person:
        """A big screen of the hall."""
        return self.staff_page("emcee", "/screen/hall", size=size, language=language)

    def _enter(
        self,
        name: str,
        size: tuple[int, int],
        language: str,
        *,
        touch: bool = False,
        state: StorageState | None = None,
    ) -> Person:
        person = person_enter(
            self._browser,
            self,
            self._album,
            name,
            language=language,
            size=size,
            url=self.url,
            touch=touch,
            state=state,
        )
        self.people.append(person)
        return person

    @contextmanager
    def visited(self, album: Album) -> Iterator[None]:
        """A visit of one test: whoever came leaves at its end, and no page of theirs has thrown."""
        before, self._album, self.people = (self._album, self.people), album, []
        try:
            yield
        finally:
            for person in self.people:
                person.context.close()
            visitors = self.people
            self._album, self.people = before
        assert [fault for person in visitors for fault in person.faults] == []

    # Without a browser ------------------------------------------------------------------------

    def api(self, role: str) -> Client:
        """A member of staff at the public doors; `Console(final.api(role))` presses buttons."""
        if role not in self._clients_of:
            client = self.client()
            cookies_kept(client, self.built.staff[role])
            client.app = self.apps.get(role)
            self._clients_of[role] = client
        return self._clients_of[role]

    def tablet(self, seat: int | str) -> Judge:
        """The seat's first tablet, without a browser, as it stood when the final was built."""
        hand = self.built.hands[str(seat)]
        client = self.client()
        cookies_kept(client, hand.cookies)
        return Judge(client, str(seat), random.Random(f"copy-{seat}"), hand.device, hand.seq)

    def command(self, *verbs: str, number: str = HERO, code: str = "") -> None:
        """The organizer presses a slot's buttons at another console; a pause has a code."""
        slot = next(slot for slot in self.slots if slot["entry"]["number"] == number)
        for verb in verbs:
            body = {"verb": verb} | ({"code": code} if code else {})
            self.play(self.api("organizer").post(f"slots/{slot['id']}/commands", body))

    def cue(self, *steps: int) -> None:
        """The organizer opens these steps of a reveal on the hall's screen."""
        for step in steps:
            self._cue({"verb": "step", "step": step})

    def take(self, scene: str, text: str = "") -> None:
        """The organizer puts a scene on the hall's screen."""
        self._cue({"verb": "take", "scene": scene} | ({"text": text} if text else {}))

    def _cue(self, body: dict[str, Any]) -> None:
        room = self.room()["body"]["room"]["id"]
        self.play(self.api("organizer").post(f"rooms/{room}/cue", body))

    def refusal(self, verb: str, *, number: str = HERO) -> str:
        """The code with which the server refuses a verb."""
        with pytest.raises(Refusal) as refused:
            self.command(verb, number=number)
        return refused.value.code

    def room(self, role: str = "organizer") -> dict[str, Any]:
        """The room as a member of staff reads it over REST."""
        body: dict[str, Any] = self.play(self.api(role).get(f"rounds/{self.round}/room"))
        return body

    # What is where ----------------------------------------------------------------------------

    def link(self, seat: int | str) -> str:
        """The path of the link on the seat's card; it binds one browser."""
        return f"/join/{self.built.links[str(seat)].rsplit('/', 1)[-1]}"

    def entry(self, number: str) -> str:
        """The public id of an entry."""
        return str(
            next(slot["entry"]["id"] for slot in self.slots if slot["entry"]["number"] == number)
        )

    @contextmanager
    def rows(self) -> Iterator[None]:
        """Inside, the ORM reads this final's database: the truth that screens are held against."""
        with pointed_at(self.database.path_or_name):
            yield

    def sheet(self, seat: int | str, number: str = HERO) -> SheetSeen:
        """A seat's newest sheet of an entry."""
        with self.rows():
            sheet = (
                ScoreSheet.objects.filter(seat__number=seat, slot__entry__number=number)
                .order_by("-pk")
                .first()
            )
            assert sheet is not None
            cells = list(ScoreCell.objects.filter(sheet=sheet))
        marks = {
            cell.criterion: None if cell.value is None else mark_text(cell.value) for cell in cells
        }
        return SheetSeen(sheet.state, marks, {cell.criterion: cell.rev for cell in cells})

    def operations(self, seat: int | str, *, browser: bool = True) -> list[ScoreOperation]:
        """What the server stored of a seat's tablets for the team on stage, in its order.

        Only what browsers sent, unless `browser` is false: then what the first tablet sent.
        """
        first = self.built.hands[str(seat)].device
        with self.rows():
            sent = ScoreOperation.objects.filter(
                judge__expertise__seats__number=seat
            ).select_related("device", "leaf")
            return [
                row
                for row in sent.order_by("pk")
                if row.device and (str(row.device.uid) != first) == browser
            ]


@dataclass
class Theater:
    """Where copies of the final are served: the built final, its certificate, a browser for it."""

    built: Built
    tls: Pair
    browser: Browser

    @contextmanager
    def copy(
        self, folder: Path, album: Album, *, tempo: float = 0.1, client: Path | None = None
    ) -> Iterator[DemoFinal]:
        """A copy with a server of its own; no page of anybody's may have thrown at the end.

        `client` is a build of the web client, or a link to one, instead of the one in frontend/.
        """
        database = self.built.template.copy()
        try:
            with self._served(database, folder, album, tempo, client) as final:
                yield final
                faults = [fault for person in final.people for fault in person.faults]
            assert faults == []
        finally:
            self.built.template.drop(database)

    @contextmanager
    def _served(
        self,
        database: FreshDatabase,
        folder: Path,
        album: Album,
        tempo: float,
        client: Path | None,
    ) -> Iterator[DemoFinal]:
        shutil.copytree(self.built.var, folder / "var", ignore=shutil.ignore_patterns("logs"))
        port = free_port()
        with Relay(port) as proxy:
            server = AppServer(
                database_url=database.url,
                var_dir=folder / "var",
                port=port,
                app=QUICK,
                settings="tests.system.browser.swapped" if client else "config.settings.test",
                tls=self.tls,
                YISAI_CLIENT=str(client or ""),
                YISAI_TEMPO=str(tempo),
                SITE_URL=site(proxy),
                ALLOWED_HOSTS=f"{NAME},127.0.0.1",
            )
            with server:
                final = DemoFinal(
                    self.built,
                    server=server,
                    proxy=proxy,
                    tls=self.tls,
                    database=database,
                    browser=self.browser,
                    album=album,
                )
                try:
                    with final.rows():
                        clock_set(LEFT)
                    yield final
                finally:
                    for person in final.people:
                        person.context.close()
                    final.close()


def opened_anew(person: Person, path: str) -> None:
    """The tab is killed and another one opened, as after a restart of the browser."""
    person.page.close(run_before_unload=False)
    person.page = person.context.new_page()
    person.page.on("pageerror", lambda error: person.faults.append(f"{person.name}: {error}"))
    person.open(path)


def clock_set(left: timedelta) -> None:
    """The running phase has so much left, however old the copy is."""
    for slot in Slot.objects.filter(state=SlotState.QUESTIONS):
        slot.clock_started_at = clock.now() + left - timedelta(seconds=slot.duration_s)
        slot.save(update_fields=["clock_started_at"])


def certificate_make(folder: Path) -> Pair:
    """A certificate for the final's name and for the players' way to it."""
    return issue(folder, [NAME, "127.0.0.1"])


def browser_arguments(tls: Pair) -> tuple[str, str]:
    """What tells a Chromium of the final's name and its certificate."""
    certificate = x509.load_pem_x509_certificate(tls.certificate.read_bytes())
    shape = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    trusted = base64.b64encode(hashlib.sha256(shape).digest()).decode()
    return (
        f"--host-resolver-rules=MAP {NAME} 127.0.0.1",
        f"--ignore-certificate-errors-spki-list={trusted}",
    )


def site(proxy: Relay) -> str:
    """The address for browsers: https on a name, through the line."""
    return f"https://{NAME}:{proxy.port}"
