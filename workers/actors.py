"""The doors of the engine: each parses its message and calls one step."""

import dramatiq

from app.adapters.queue import RENDER, STEPS
from app.bootstrap import studio
from app.domain.formats import Format
from workers.broker import broker


@dramatiq.actor(broker=broker, queue_name=STEPS)
def admit(provider: str) -> None:
    """Let whose turn it is out of the line."""
    # Before the look and never after it: a ring that comes during the look must not be lost.
    studio().doorbell.answering(provider)
    studio().admission.admit(provider)


@dramatiq.actor(broker=broker, queue_name=STEPS)
def submit(task_id: str) -> None:
    """Order a task."""
    studio().ordering.submit(task_id)


@dramatiq.actor(broker=broker, queue_name=STEPS)
def make(task_id: str) -> None:
    """Make a task with a provider that answers with the bytes."""
    studio().making.make(task_id)


@dramatiq.actor(broker=broker, queue_name=RENDER)
def render(task_id: str) -> None:
    """Make a task on this machine's own processor."""
    studio().making.make(task_id)


@dramatiq.actor(broker=broker, queue_name=RENDER)
def convert(asset_id: str, format_: str) -> None:
    """Write a file in another format, or draw it."""
    studio().converting.convert(asset_id, Format(format_))


@dramatiq.actor(broker=broker, queue_name=RENDER)
def prepare(upload_id: str) -> None:
    """Check a file that somebody brought."""
    studio().checking.check(upload_id)


@dramatiq.actor(broker=broker, queue_name=STEPS)
def poll_due(provider: str) -> None:
    """Ask about orders that are due."""
    studio().polling.poll_due(provider)


@dramatiq.actor(broker=broker, queue_name=STEPS)
def save(task_id: str) -> None:
    """Bring a task's files home."""
    studio().saving.save(task_id)


@dramatiq.actor(broker=broker, queue_name=STEPS)
def deliver() -> None:
    """Send what is due to the outside."""
    studio().courier.ring()


@dramatiq.actor(broker=broker, queue_name=STEPS)
def sweep() -> None:
    """Housekeeping."""
    studio().sweeper.sweep()
