"""
Buys the next step of an order that takes more than one, and never the same step twice.

That a purchase is about to be made is committed before the call, as the order's id. A worker that
dies between the two leaves an id under which nothing can be asked: the outcome is unknown then, the
credits return, and the person may start again.
"""

from datetime import timedelta

from app.db import tasks as rows
from app.db.tables.tasks import TaskRow
from app.domain.errors import ProviderBusy
from app.domain.providing import Continues, Poller
from app.services import trouble, weather
from app.services.engine import Engine

_FIRST_LOOK = timedelta(seconds=1)
_BUSY = timedelta(seconds=30)


def go_on(engine: Engine, task: TaskRow, provider: Poller, *, then: str) -> None:
    """Buy the step that `then` stands for. The caller holds the task's lease."""
    if not isinstance(provider, Continues):
        raise TypeError(f"{provider.id} takes orders of one step")
    before = task.remote_id
    if not _write(engine, task, "going_on", remote_id=then):
        return
    try:
        engine.at("submit.before_call")
        # A worker that was frozen may wake after another gave the order up.
        if not engine.leases.renew(task):
            engine.fenced(task)
            return
        with engine.leases.last_look(task):
            remote_id = provider.go_on(then)
        engine.at("submit.after_call")
    except ProviderBusy as busy:
        _come_back(engine, task, busy, before=before)
    except Exception as problem:  # noqa: BLE001 -- it may have been bought, whatever it was
        if not trouble.handle(engine, task, problem):
            engine.fenced(task)
    else:
        with engine.db.transaction() as tx:
            weather.answered(tx, task.provider)
        wait = rows.NOW + _FIRST_LOOK
        _write(engine, task, "went_on", remote_id=remote_id, due_at=wait, **_FREE)


def _come_back(engine: Engine, task: TaskRow, busy: ProviderBusy, *, before: str | None) -> None:
    """Nothing was bought: later, by the id it had, for as long as the deadline allows."""
    wait = rows.NOW + (busy.retry_after or _BUSY)
    _write(engine, task, "busy", remote_id=before, due_at=wait, **_FREE)


def _write(engine: Engine, task: TaskRow, kind: str, **values: object) -> bool:
    """Write under the claim's fence; false when the claim is no longer ours."""
    with engine.db.transaction("polled") as tx:
        kept = rows.write(tx.session, task, **values) is not None
        if kept:
            rows.record(tx.session, task, kind, remote_id=values["remote_id"])
    if not kept:
        engine.fenced(task)
    return kept


_FREE = {
    "lease_owner": None,
    "lease_until": None,
    "poll_errors": 0,
    "crashes": 0,
    "orders_before": None,
}
