"""The proxies' configurations send every door to the process that answers it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.dev import proxy
from tests.system.policy.routes import http_routes, live_routes

PLACE = Path(__file__).resolve().parents[2] / "deploy" / "production"
Router = Callable[[str], str]


def text_of(name: str) -> str:
    """A configuration without its comments."""
    lines = (PLACE / name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("#"))


def blocks(text: str, start: str) -> dict[str, str]:
    """What stands in the braces after each line that begins so."""
    found = {}
    for match in re.finditer(rf"(?m)^\s*{start}\s+([^{{]*?)\s*\{{", text):
        depth, at = 1, match.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        found[match[1]] = text[match.end() : at - 1]
    return found


def nginx(text: str) -> Router:
    """nginx's choice: an equal path, the first expression that fits, or the longest prefix."""
    places = blocks(text, "location")

    def route(path: str) -> str:
        chosen = ""
        for key, body in places.items():
            kind, _, what = key.rpartition(" ")
            if kind == "=" and path == what:
                return where(body)
            if kind == "" and path.startswith(what) and len(what) > len(chosen):
                chosen = what
        for key, body in places.items():
            kind, _, what = key.rpartition(" ")
            if kind == "~" and re.search(what, path):
                return where(body)
        return where(places[chosen])

    def where(body: str) -> str:
        passed = re.search(r"proxy_pass http://yisai_(\w+);", body)
        return passed[1] if passed else "nowhere"

    return route


def caddy(text: str) -> Router:
    """Caddy's choice among `handle` blocks: the first whose matcher fits, then the bare one."""
    exact = dict(re.findall(r"(?m)^\s*@(\w+) path (\S+)$", text))
    shaped = dict(re.findall(r"(?m)^\s*@(\w+) path_regexp (\S+)$", text))
    handles = blocks(text, "handle")

    def fits(name: str, path: str) -> bool:
        if name in shaped:
            return bool(re.search(shaped[name], path))
        what = exact[name]
        return path.startswith(what[:-1]) if what.endswith("*") else path == what

    def route(path: str) -> str:
        for key, body in handles.items():
            if not key or fits(key.removeprefix("@"), path):
                passed = re.search(r"reverse_proxy \{\$(\w+)", body)
                return passed[1].lower() if passed else "nowhere"
        return "nowhere"

    return route


ROUTERS = {"nginx.conf": nginx, "Caddyfile": caddy}


def doors() -> tuple[set[str], set[str]]:
    """Paths of live routes, and of all others."""

    def paths(routes: set[str]) -> set[str]:
        return {each.split(" ")[1].replace("{", "").replace("}", "") for each in routes}

    live = paths({each for each in live_routes() if not each.startswith("SOCKET")})
    return live | {"/ws/v1/live"}, paths(http_routes()) - live


def wrong(route: Router) -> set[str]:
    """The doors that are not sent where the development proxy sends them."""
    live, web = doors()
    chosen = proxy.Upstreams(1, iter(lambda: 2, 0), 3)
    name = {1: "web", 2: "live", 3: "spectators"}
    return {path for path in live | web if route(path) != name[chosen.port_for(path)]}


@pytest.mark.parametrize("name", ROUTERS)
def test_every_door_goes_to_its_process(name: str) -> None:
    route = ROUTERS[name](text_of(name))
    assert wrong(route) == set()
    assert route("/metrics") == "nowhere"
    assert route("/api/v1/uploads/x") == "web"


@pytest.mark.parametrize("name", ROUTERS)
def test_a_stream_that_is_sent_to_judges_is_seen(name: str) -> None:
    text = text_of(name)
    planted = text.replace("yisai_spectators;", "yisai_live;").replace("{$SPECTATORS:", "{$LIVE:")
    assert planted != text
    assert wrong(ROUTERS[name](planted))


def test_streams_are_not_gathered_and_addresses_are_told() -> None:
    text = text_of("nginx.conf")
    stream = blocks(text, "location")["/sse/"]
    assert "proxy_buffering off;" in stream
    assert "gzip off;" in stream
    socket = blocks(text, "location")["/ws/"]
    # A location with headers of its own inherits none: each is said again.
    for header in ("Host $http_host", "X-Forwarded-For $proxy_add_x_forwarded_for",
                   "X-Forwarded-Proto https", "Upgrade $http_upgrade"):  # fmt: skip
        assert f"proxy_set_header {header};" in socket
    assert "proxy_set_header" not in stream
    assert "flush_interval -1" in blocks(text_of("Caddyfile"), "handle")["@spectators"]


def test_plain_http_is_sent_on_and_tls_is_new() -> None:
    text = text_of("nginx.conf")
    assert "return 301 https://$host$request_uri;" in text
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in text
    assert "max_size 20MB" in text_of("Caddyfile")
    assert "client_max_body_size 20m;" in text


def test_tokens_of_paths_are_not_logged() -> None:
    text = text_of("nginx.conf")
    scrubbed = dict(re.findall(r"(?m)^\s+~\^(\S+?)\s+(\S+);$", text))
    for path in ("/join/secret", "/login/link/secret", "/judge/basic/join/secret"):
        shown = next(told for shape, told in scrubbed.items() if re.match(shape, path))
        assert "secret" not in shown
    logged = re.search(r"log_format yisai '([^']*)'", text)
    assert logged
    assert not re.search(r"\$(request|request_uri|args|query_string|http_\w+)\b", logged[1])


@pytest.mark.parametrize("name", ROUTERS)
def test_braces_close(name: str) -> None:
    text = re.sub(r"\{\$[^}]*\}", "", text_of(name))
    assert text.count("{") == text.count("}")
