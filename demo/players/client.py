"""An ordinary client of the public doors: cookies, CSRF token, problems as exceptions."""

import asyncio
import email
import email.policy
import re
import ssl
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import websockets

from demo.players.factor import App

CODE = re.compile(r"/login/link/([A-Za-z0-9-]+)")


class Refusal(Exception):
    """The server said no; `problem` is what it sent."""

    def __init__(self, method: str, path: str, problem: dict[str, Any]) -> None:
        super().__init__(f"{method} {path}: {problem.get('code')} {problem.get('fields') or ''}")
        self.code = str(problem.get("code"))
        self.problem = problem


@dataclass
class Client:
    """One browser of one person. `outbox` is the folder where its mail arrives.

    `trust` is the certificate of an authority that this machine does not know, `app` the person's
    authenticator app, where they have one.
    """

    url: str
    outbox: Path
    trust: Path | None = None
    app: App | None = None
    http: httpx.AsyncClient = field(init=False)
    tls: ssl.SSLContext | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        if self.url.startswith("https:"):
            self.tls = ssl.create_default_context(cafile=str(self.trust) if self.trust else None)
        self.http = self._browser(base_url=self.url)

    def _browser(self, **options: Any) -> httpx.AsyncClient:
        headers = {"Accept-Language": "zh-CN", "Origin": self.url}
        return httpx.AsyncClient(verify=self.tls or True, timeout=60, headers=headers, **options)

    def another(self) -> "Client":
        """Another browser on the same machine."""
        return Client(self.url, self.outbox, self.trust)

    async def close(self) -> None:
        """Give the connections back."""
        await self.http.aclose()

    async def get(self, path: str, **query: str) -> Any:
        """The body of a GET under /api/v1/."""
        return (await self.send("GET", f"/api/v1/{path}", params=query)).json()

    async def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """POST a JSON body; returns the answer's body."""
        return (await self.send("POST", f"/api/v1/{path}", json=body or {})).json()

    async def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        """One request with the CSRF token, a POST with its key.

        Raises Refusal for every status of 400 and above.
        """
        headers = {**options.pop("headers", {}), "X-CSRFToken": self._csrf()}
        if method == "POST":
            headers.setdefault("Idempotency-Key", str(uuid.uuid4()))
        answer = await self._sent(method, path, headers=headers, **options)
        if answer.status_code >= 400:
            raise Refusal(method, path, _body(answer))
        return answer

    async def _sent(self, method: str, path: str, **options: Any) -> httpx.Response:
        """Once more where the server closed a kept connection in that moment, as browsers do.

        A read changes nothing and a POST has its key, so it is the same action still.
        """
        try:
            return await self.http.request(method, path, **options)
        except httpx.RemoteProtocolError:
            if method not in {"GET", "POST"}:
                raise
            return await self.http.request(method, path, **options)

    async def file(self, url: str) -> bytes:
        """Fetch a file; where it lies at another origin, there without our cookies."""
        answer = await self.send("GET", url)
        if answer.is_redirect:
            answer = await self._elsewhere("GET", answer.headers["Location"])
        return answer.content

    async def part(self, url: str, chunk: bytes) -> None:
        """Send a part of a file to the address that was given for it."""
        if url.startswith("/"):
            await self.send("PUT", url, content=chunk)
        else:
            await self._elsewhere("PUT", url, content=chunk)

    async def _elsewhere(self, method: str, url: str, **options: Any) -> httpx.Response:
        async with self._browser() as browser:
            answer = await browser.request(method, url, **options)
        if answer.status_code != 200:
            raise Refusal(method, url.partition("?")[0], {"code": answer.status_code})
        return answer

    def _csrf(self) -> str:
        return self.http.cookies.get("yisai_csrf") or ""

    async def sign_in(self, address: str) -> None:
        """Ask for a code by e-mail, read it from the outbox, confirm it; then the second step."""
        await self.get("session")
        known = set(self.outbox.glob("*.eml"))
        await self._allauth("auth/code/request", {"email": address}, expect=401)
        code = await self._code_for(address, known)
        if self.app is None:
            await self._allauth("auth/code/confirm", {"code": code}, expect=200)
        else:
            await self._allauth("auth/code/confirm", {"code": code}, expect=401)
            shown = {"code": await self.app.code()}
            await self._allauth("auth/2fa/authenticate", shown, expect=200)

    async def enroll(self) -> App:
        """Set up an authenticator app; that also counts as showing it."""
        offer = await self._allauth("account/authenticators/totp", None, expect=404)
        self.app = App(offer["meta"]["secret"])
        shown = {"code": await self.app.code()}
        await self._allauth("account/authenticators/totp", shown, expect=200)
        return self.app

    async def step_up(self) -> None:
        """Show the second factor before what cannot be taken back."""
        if self.app is None:
            raise LookupError("this person has no authenticator app")
        shown = {"code": await self.app.code()}
        await self._allauth("auth/2fa/reauthenticate", shown, expect=200)

    async def _allauth(self, path: str, body: dict[str, Any] | None, expect: int) -> dict[str, Any]:
        method, path = "GET" if body is None else "POST", f"/_allauth/browser/v1/{path}"
        headers = {"X-CSRFToken": self._csrf()}
        answer = await self.http.request(method, path, json=body, headers=headers)
        if answer.status_code != expect:
            raise Refusal(method, path, {"code": answer.status_code, "fields": answer.text[:300]})
        return _body(answer)

    async def _code_for(self, address: str, known: set[Path]) -> str:
        for _ in range(200):
            for path in sorted(set(self.outbox.glob("*.eml")) - known):
                message = email.message_from_bytes(
                    await asyncio.to_thread(path.read_bytes), policy=email.policy.default
                )
                body = message.get_body(("plain",))
                found = CODE.search(body.get_content()) if body else None
                if message["To"] == address and found:
                    return found.group(1)
            await asyncio.sleep(0.05)
        raise TimeoutError(f"no sign-in code came for {address}")

    def socket(self) -> Any:
        """A live socket with this browser's session, as an async context manager."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        return websockets.connect(
            self.url.replace("http", "ws", 1) + "/ws/v1/live",
            subprotocols=[websockets.Subprotocol("yisai.v1")],
            additional_headers={"Cookie": cookies},
            origin=websockets.Origin(self.url),
            ssl=self.tls,
        )


def _body(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {"code": f"http_{answer.status_code}"}
    return body if isinstance(body, dict) else {"code": f"http_{answer.status_code}"}
