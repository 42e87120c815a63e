"""The command line of dev.py."""

from __future__ import annotations

import argparse
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .console import Refusal, Steps, say
from .paths import MANAGE, PEERS, PYTHON, child_env

BENCHES = (
    *("ack", "fanout", "faults", "floor", "isolate", "judge"),
    *("rank", "reconnect", "sqlite", "storm", "tally"),
)
WITH_PEERS = ("fanout", "rank")
# These start real servers, browsers or seeded finals, which the tests' packages bring.
WITH_SERVERS = ("ack", "fanout", "faults", "floor", "isolate", "judge", "reconnect", "storm")


def main(argv: Sequence[str]) -> int:
    """Run one command and return the exit code; a refusal is one sentence on stderr."""
    try:
        if argv[:1] == ["manage"]:
            return manage(argv[1:])
        arguments, rest = parser().parse_known_args(argv)
        if rest and arguments.command != "test":
            parser().error(f"unrecognized arguments: {' '.join(rest)}")
        return dispatch(arguments, rest)
    except Refusal as refusal:
        say(f"dev.py: {refusal}")
        return refusal.code
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """Describe the commands; `manage` is here for the help text only."""
    top = argparse.ArgumentParser(prog="dev.py", description="Set up, run and test Yisai.")
    commands = top.add_subparsers(dest="command", required=True)
    up = commands.add_parser("up", help="set up, load the demo contest and serve it")
    up.add_argument("--port", type=int, help="serve on this port (default: 8000 or the next free)")
    up.add_argument("--once", action="store_true", help="play the demo final, then stop")
    up.add_argument(
        "--production",
        action="store_true",
        help="with --once: the production profile, real servers",
    )
    up.add_argument(
        "--lan", nargs="?", const="", metavar="NAME", help="serve the hall's network by https"
    )
    up.add_argument(
        "--no-basic", action="store_true", help="with --lan: nobody scores without https"
    )
    up.add_argument("--address", help="with --lan NAME: listen here, if only tablets know the name")
    up.add_argument("--cert", metavar="FILE", help="with --lan: a certificate of your own (PEM)")
    up.add_argument("--key", metavar="FILE", help="the key of --cert")
    test = commands.add_parser(
        "test", help="everything, or one pytest run with ARGS", allow_abbrev=False
    )
    test.add_argument("--full", action="store_true", help="the slow tests too")
    test.add_argument("--ci", action="store_true", help="plain output; nothing may be skipped")
    lint = commands.add_parser("lint", help="lint, types, schema")
    lint.add_argument("--write", action="store_true", help="store regenerated schema files")
    bench = commands.add_parser("bench", help="measure against the targets")
    bench.add_argument("name")
    bench.add_argument("--quick", action="store_true")
    bench.add_argument("--json", metavar="FILE")
    commands.add_parser("manage", help="manage.py inside the set-up environment")
    return top


def dispatch(arguments: argparse.Namespace, rest: Sequence[str]) -> int:
    """Hand over to the command's own module, imported only when it is asked for."""
    if arguments.command == "up":
        from . import serve

        if arguments.production:
            return production(arguments)
        if arguments.lan is not None:
            return lan(arguments)
        return (serve.once if arguments.once else serve.up)(port=arguments.port)
    if arguments.command == "test":
        from . import check

        return check.run_tests(rest, full=arguments.full, ci=arguments.ci)
    if arguments.command == "lint":
        from . import lint

        return lint.run_lint(write=arguments.write)
    return bench(arguments.name, quick=arguments.quick, file=arguments.json)


def lan(arguments: argparse.Namespace) -> int:
    """Serve the hall's network."""
    if arguments.once or arguments.production:
        raise Refusal("--lan serves until Ctrl-C; leave --once out.", code=2)
    if bool(arguments.cert) != bool(arguments.key):
        raise Refusal("--cert and --key go together.", code=2)
    own = (
        (Path(arguments.cert).resolve(), Path(arguments.key).resolve()) if arguments.cert else None
    )
    from .lan import up

    return up(
        name=arguments.lan,
        address=arguments.address,
        port=arguments.port,
        own=own,
        basic=not arguments.no_basic,
    )


def production(arguments: argparse.Namespace) -> int:
    """Play the demo in the production profile; what it keeps ends with it, so only once."""
    if not arguments.once or arguments.lan is not None:
        raise Refusal(
            "--production plays the demo on throw-away servers and goes with --once only; "
            "docs/production.md says what a real installation needs.",
            code=2,
        )
    from .production import once

    return once(port=arguments.port)


def bench(name: str, *, quick: bool, file: str | None) -> int:
    """Run bench/NAME.py in the set-up environment; its exit code is the verdict."""
    if name not in BENCHES:
        raise Refusal(f"There is no bench named {name}; there is: {', '.join(BENCHES)}.", code=2)
    from . import setup

    setup.prepare_python(Steps(), dev=name in WITH_SERVERS)
    env = child_env()
    if name in WITH_PEERS:
        setup.install_peers(Steps())
        env["PYTHONPATH"] = str(PEERS)
    options = ["--quick"] if quick else []
    options += ["--json", str(Path(file).resolve())] if file else []
    words = [str(PYTHON), "-m", f"bench.{name}", *options]
    return subprocess.run(words, cwd=MANAGE.parent, env=env, check=False).returncode


def manage(argv: Sequence[str]) -> int:
    """Become manage.py, so that its stdout, its signals and its exit code are its own."""
    from . import setup

    setup.prepare_python(Steps())
    os.execve(PYTHON, [str(PYTHON), str(MANAGE), *argv], child_env())
