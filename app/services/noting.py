"""What is written down when a job ends: for its owner, and for their programs."""

from app.db.tables.jobs import JobRow
from app.db.transaction import Transaction
from app.services import telling
from app.services.engine import Engine
from app.services.ways import hooks


def note_end(engine: Engine, tx: Transaction, job: JobRow) -> None:
    """A job ended just now: write down whom to tell, in the transaction that ends it."""
    listening = telling.note_end(engine, tx.session, job)
    hooks.note_end(engine, tx, job, hook_ids=listening)
