"""The jobs of core itself: sign logs, put audit events into them, sweep what is over."""

from datetime import timedelta
from typing import Final

from core import clock
from core.jobs.job import job
from core.jobs.runs import runs_forget
from core.jobs.schedule import Periodic, slot_key
from core.selectors.audit import hosts_waiting, waiting_floor
from core.selectors.checkpoints import trees_with_news
from core.selectors.rights import memberships_due
from core.services.audit import audit_sequence
from core.services.checkpoints import checkpoints_make
from core.services.departures import memberships_expire
from core.services.idempotency import idempotency_sweep
from core.services.notices import notices_forget
from core.services.uploads import uploads_sweep

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
DONE_KEPT: Final = timedelta(days=2)
NOTICES_KEPT: Final = timedelta(days=90)


class LogsDamaged(RuntimeError):
    """Logs that say something else than what was signed of them; their names."""

    code = "log_damaged"


@job(key=slot_key, retries=0, timeout_s=55)
def checkpoints_sign(*, slot: int) -> None:
    """Sign every log that grew. Fails where one is damaged, and goes on failing each minute."""
    _made, damaged = checkpoints_make(at=clock.now())
    if damaged:
        raise LogsDamaged(", ".join(damaged))


@job(key=slot_key, retries=0)
def audit_place(*, slot: int) -> None:
    """Give the waiting audit events their places in their hosts' logs."""
    audit_sequence(at=clock.now())


@job(key=slot_key, retries=3, timeout_s=600)
def audit_place_all(*, slot: int) -> None:
    """The same for events of any age: a transaction may have stayed open for long."""
    audit_sequence(at=clock.now(), whole=True)


@job(key=slot_key, retries=3)
def memberships_close(*, slot: int) -> None:
    """Write down roles whose agreed end has come, and end what hangs on them."""
    memberships_expire(at=clock.now())


@job(key=slot_key, retries=3, timeout_s=600)
def uploads_give_up(*, slot: int) -> None:
    """Remove what nobody completed within its life."""
    uploads_sweep(at=clock.now())


@job(key=slot_key, retries=3)
def runs_sweep(*, slot: int) -> None:
    """Forget runs that were done two days ago."""
    runs_forget(before=clock.now() - DONE_KEPT)


@job(key=slot_key, retries=3, timeout_s=600)
def notices_sweep(*, slot: int) -> None:
    """Forget messages that were over a quarter of a year ago."""
    notices_forget(before=clock.now() - NOTICES_KEPT)


@job(key=slot_key, retries=3, timeout_s=600)
def idempotency_keys_sweep(*, slot: int) -> None:
    """Forget under which keys requests came two days ago."""
    idempotency_sweep(at=clock.now())


def periodic() -> list[Periodic]:
    """Wired to `core.periodic`."""
    return [
        Periodic(audit_place, 1, when=lambda: bool(hosts_waiting(floor=waiting_floor()))),
        Periodic(checkpoints_sign, MINUTE, when=lambda: bool(trees_with_news())),
        Periodic(memberships_close, MINUTE, when=lambda: bool(memberships_due(at=clock.now()))),
        Periodic(audit_place_all, HOUR),
        Periodic(uploads_give_up, HOUR),
        Periodic(notices_sweep, HOUR),
        Periodic(runs_sweep, HOUR),
        Periodic(idempotency_keys_sweep, HOUR),
    ]
