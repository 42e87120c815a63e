"""A sign-in that is carried over: from one player to another, or into a browser."""

from __future__ import annotations

from http.cookiejar import Cookie

from playwright.sync_api import BrowserContext

from demo.players.client import Client


def cookies_kept(client: Client, cookies: tuple[Cookie, ...]) -> None:
    """A player goes on where another one signed in."""
    for cookie in cookies:
        client.http.cookies.jar.set_cookie(cookie)


def cookies_into(context: BrowserContext, cookies: tuple[Cookie, ...], domain: str) -> None:
    """A browser goes on where a player signed in."""
    context.add_cookies(
        [
            {
                "name": cookie.name,
                "value": cookie.value or "",
                "domain": domain,
                "path": "/",
                "secure": True,
                "httpOnly": cookie.name == "yisai_session",
                "sameSite": "Lax",
            }
            for cookie in cookies
        ]
    )
