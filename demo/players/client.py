"""An ordinary client of the public doors: cookies, CSRF token, problems as exceptions."""

import asyncio
import email
import email.policy
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import websockets

CODE = re.compile(r"/login/link/([A-Za-z0-9-]+)")


class Refusal(Exception):
    """The server said no; `problem` is what it sent."""

    def __init__(self, method: str, path: str, problem: dict[str, Any]) -> None:
        super().__init__(f"{method} {path}: {problem.get('code')} {problem.get('fields') or ''}")
        self.code = str(problem.get("code"))
        self.problem = problem


@dataclass
class Client:
    """One browser of one person. `outbox` is where the embedded profile puts its mail."""

    url: str
    outbox: Path
    http: httpx.AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        self.http = httpx.AsyncClient(
            base_url=self.url, timeout=60, headers={"Accept-Language": "zh-CN", "Origin": self.url}
        )

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
        """One request with the CSRF token. Raises Refusal for every status of 400 and above."""
        headers = {**options.pop("headers", {}), "X-CSRFToken": self._csrf()}
        answer = await self.http.request(method, path, headers=headers, **options)
        if answer.status_code >= 400:
            raise Refusal(method, path, _body(answer))
        return answer

    def _csrf(self) -> str:
        return self.http.cookies.get("yisai_csrf") or ""

    async def sign_in(self, address: str) -> None:
        """Ask for a code by e-mail, read it from the outbox, confirm it."""
        await self.get("session")
        known = set(self.outbox.glob("*.eml"))
        await self._allauth("auth/code/request", {"email": address}, expect=401)
        code = await self._code_for(address, known)
        await self._allauth("auth/code/confirm", {"code": code}, expect=200)

    async def _allauth(self, path: str, body: dict[str, Any], expect: int) -> None:
        path = f"/_allauth/browser/v1/{path}"
        answer = await self.http.post(path, json=body, headers={"X-CSRFToken": self._csrf()})
        if answer.status_code != expect:
            raise Refusal("POST", path, {"code": answer.status_code, "fields": answer.text[:300]})

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
        )


def _body(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {"code": f"http_{answer.status_code}"}
    return body if isinstance(body, dict) else {"code": f"http_{answer.status_code}"}
