"""Remembers the orders of what is let go for good, so that nobody takes them for lost."""

from sqlmodel import Session

from app.db import lost
from app.domain.providing import Lists
from app.services.engine import Engine


def note_let_go(engine: Engine, session: Session, job_id: str) -> None:
    """In the transaction that removes a job: providers list its orders for a while yet."""
    tasks = {task.id: task for task in lost.orders_of_job(session, job_id)}
    named = {(task.id, task.remote_id) for task in tasks.values() if task.remote_id}
    if tasks:
        steps = lost.steps_of(session, [job_id])
        named |= {(step.task_id, step.remote_id) for step in steps if step.task_id in tasks}
    orders = {}
    for task_id, remote_id in named:
        provider = engine.providers.get(tasks[task_id].provider)
        own = provider.own_id(remote_id) if isinstance(provider, Lists) else remote_id
        orders[tasks[task_id].provider, own] = {
            "provider": tasks[task_id].provider,
            "order_id": own,
            "remote_id": remote_id,
            "made_at": tasks[task_id].made_at,
        }
    lost.note_let_go(session, list(orders.values()))
