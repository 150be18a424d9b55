"""Every table of the product, for migrations and tests."""

from sqlmodel import SQLModel

from app.db.tables import (
    assets,
    deliveries,
    identities,
    jobs,
    ledger,
    people,
    processes,
    providers,
    renditions,
    sweeps,
    tasks,
    tokens,
    webhooks,
)

TABLES = (
    people,
    jobs,
    tasks,
    assets,
    providers,
    processes,
    ledger,
    renditions,
    webhooks,
    deliveries,
    tokens,
    identities,
    sweeps,
)
metadata = SQLModel.metadata
