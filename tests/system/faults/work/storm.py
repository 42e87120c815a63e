"""Kill, freeze and cut off workers while they work; then count what must not be.

python -m tests.system.faults.work.storm --db sqlite|pg --jobs 4000 --kills 200

Prints one JSON line; ends with 0 only if no job and no mail was lost or doubled.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
import uuid
from collections import Counter
from contextlib import ExitStack
from email import message_from_bytes
from pathlib import Path
from typing import Self

from tests.servers.postgres import Postgres

WORKERS = 2
# A tempo of the tests' own: a dead worker's run is taken over after this.
LEASE_S, POLL_S = 0.4, 0.01
KINDS = ("kills", "deaths", "freezes", "cuts")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", choices=("sqlite", "pg"), default="sqlite")
    parser.add_argument("--jobs", type=int, default=4000, help="of each of four kinds, a quarter")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--aimed", type=float, default=0.02, help="share of aimed harm")
    parser.add_argument("--mutant", default="")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--seconds", type=float, default=600.0, help="give up after")
    return parser.parse_args()


def main() -> int:
    """Run one storm and print its figures."""
    asked = arguments()
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(10**6)
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yw-")))
        cluster = stack.enter_context(Postgres("fast")) if asked.db == "pg" else None
        url = cluster.create_database("storm") if cluster else f"sqlite:///{home}/storm.sqlite3"
        os.environ |= {
            "DATABASE_URL": url,
            "VAR_DIR": str(home),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }
        work = queued(asked.jobs)
        began = time.monotonic()
        storm = Storm(asked, random.Random(seed))
        with storm:
            storm.run()
        figures = {"db": asked.db, "jobs": asked.jobs, "seed": seed} | storm.figures()
        figures |= counted(work, home) | {"seconds": str(round(time.monotonic() - began, 1))}
    wrong = ("lost", "doubled", "lines_lost", "mails_lost", "mails_doubled", "failed")
    figures["clean"] = not any(figures[name] for name in wrong)
    print(json.dumps(figures))  # noqa: T201 - the command's answer
    return 0 if figures["clean"] else 1


def queued(jobs: int) -> dict[str, list[str]]:
    """Migrate, and queue a quarter of the work of each kind."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections, transaction

    from core import clock, tempo
    from core.services.hosts import host_create
    from core.services.notices import notice_queue
    from tests.system.faults.work import tasks

    tempo.TEMPO = tempo.Tempo(job_lease_s=LEASE_S, job_poll_s=POLL_S)
    settings.NOTICES_AT_ONCE = False
    call_command("migrate", verbosity=0)
    host_create(slug="storm", name={"zh": "风暴", "en": "Storm"})
    kinds = {"row": tasks.row, "second": tasks.row_at_the_second_try, "line": tasks.line}
    work = {kind: [str(uuid.uuid4()) for _ in range(jobs // 4)] for kind in (*kinds, "mail")}
    with transaction.atomic():
        for kind, job in kinds.items():
            for subject in work[kind]:
                job.enqueue(subject=subject)
        for subject in work["mail"]:
            notice_queue(
                key=subject,
                kind="storm",
                to="storm@example.test",
                subject="风暴",
                body=subject,
                at=clock.now(),
            )
    connections.close_all()
    return work


class Storm:
    """Two workers, forked; each is killed or cut off at any moment, and harms itself at the worst.

    A worker that stopped itself is woken when another one has had time to take its run over.
    """

    def __init__(self, asked: argparse.Namespace, chance: random.Random) -> None:
        self._asked, self._chance = asked, chance
        self._until = time.monotonic() + asked.seconds
        self._pids: list[int] = []
        self._wake: dict[int, float] = {}
        self._did: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self._pids = [self._fork() for _ in range(WORKERS)]
        return self

    def __exit__(self, *_: object) -> None:
        for pid in self._pids:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    def figures(self) -> dict[str, int]:
        """What was done to the workers."""
        return {name: self._did[name] for name in KINDS}

    def run(self) -> None:
        """Until every kill is done and the queue is empty; raises TimeoutError."""
        while self._did["kills"] < self._asked.kills or left() > 0:
            time.sleep(self._chance.uniform(0.005, 0.08))
            self._tend()
            if self._did["kills"] < self._asked.kills:
                self._harm()
            if time.monotonic() > self._until:
                raise TimeoutError(f"{left()} runs are not done")

    def _harm(self) -> None:
        if self._asked.db == "pg" and self._chance.random() > 0.9:
            cut()
            self._did["cuts"] += 1
            return
        place = self._chance.randrange(WORKERS)
        os.kill(self._pids[place], signal.SIGKILL)
        os.waitpid(self._pids[place], 0)
        self._did["kills"] += 1
        self._replace(place)

    def _tend(self) -> None:
        """Wake who slept past its lease, replace who died."""
        for place, pid in enumerate(self._pids):
            changed, status = os.waitpid(pid, os.WNOHANG | os.WUNTRACED)
            if changed and os.WIFSTOPPED(status):
                self._wake[pid] = time.monotonic() + 2.5 * LEASE_S
                self._did["freezes"] += 1
            elif changed:
                self._did["deaths"] += 1
                self._replace(place)
            elif time.monotonic() > self._wake.get(pid, float("inf")):
                del self._wake[pid]
                os.kill(pid, signal.SIGCONT)

    def _replace(self, place: int) -> None:
        self._wake.pop(self._pids[place], None)
        self._pids[place] = self._fork()

    def _fork(self) -> int:
        seed = self._chance.randrange(10**9)
        pid = os.fork()
        if pid:
            return pid
        os._exit(worked(self._asked.mutant, seed, self._asked.aimed))


def worked(mutant: str, seed: int, aimed: float) -> int:
    """The child: a worker until it is killed."""
    import logging

    from core.jobs.schedule import Schedule
    from core.jobs.worker import Worker
    from tests.system.faults.work.aims import aim

    logging.disable(logging.CRITICAL)
    if mutant:
        from tests.system.faults.work.mutants import break_it

        break_it(mutant)
    aim(seed=seed, share=aimed)
    Worker(schedule=Schedule([])).run()
    return 0


def left() -> int:
    """Runs that are neither done nor failed. Leaves no connection: the next child is forked."""
    from django.db import connections

    from core.models import JobRun

    try:
        return JobRun.objects.filter(state__in=("waiting", "running")).count()
    finally:
        connections.close_all()


def cut() -> None:
    """End every backend of PostgreSQL but this one."""
    from django.db import connection, connections

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )
    connections.close_all()


def counted(work: dict[str, list[str]], home: Path) -> dict[str, int]:
    """What is missing and what is there twice, of jobs and of mails."""
    from django.db.models import Sum

    from core.models import AuditEvent, JobRun

    rows = Counter(str(uid) for uid in AuditEvent.objects.values_list("subject_id", flat=True))
    written = home / "lines"
    lines = set(written.read_text(encoding="ascii").split()) if written.exists() else set()
    letters = [message_from_bytes(path.read_bytes()) for path in (home / "outbox").glob("*.eml")]
    mails = Counter(str(letter.get_payload()).strip() for letter in letters)
    once = work["row"] + work["second"]
    claims = JobRun.objects.aggregate(claims=Sum("claims"), failures=Sum("failures"))
    return {
        # Tries that neither failed nor came to an end: a worker was killed or frozen in them.
        "struck": claims["claims"] - claims["failures"] - JobRun.objects.count(),
        "lost": sum(rows[subject] == 0 for subject in once),
        "doubled": sum(rows[subject] > 1 for subject in once),
        "lines_lost": len(set(work["line"]) - lines),
        "mails_lost": sum(mails[subject] == 0 for subject in work["mail"]),
        "mails_doubled": sum(mails[subject] > 1 for subject in work["mail"]),
        "failed": JobRun.objects.filter(state="failed").count(),
    }


if __name__ == "__main__":
    sys.exit(main())
