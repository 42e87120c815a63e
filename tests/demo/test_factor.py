"""The demo's authenticator app shows what every app shows, and nothing twice."""

import asyncio
import base64

from demo.players.factor import PERIOD_S, App, code_at

SECRET = base64.b32encode(b"12345678901234567890").decode()


def test_codes_are_those_of_rfc_6238():
    """Appendix B, SHA-1, the last six of its eight digits."""
    known = {59: "287082", 1111111109: "081804", 1234567890: "005924", 20000000000: "353130"}
    assert {time: code_at(SECRET, time // PERIOD_S) for time in known} == known


def test_no_code_is_shown_twice_even_on_another_day():
    app = App(SECRET)
    first = [asyncio.run(app.code()) for _ in range(2)]
    again = App.of(app.note)
    assert len({*first, asyncio.run(again.code())}) == 3
    assert again.secret == SECRET
