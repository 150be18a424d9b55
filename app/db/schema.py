"""Every table of the product, for migrations and tests."""

from sqlmodel import SQLModel

from app.db.tables import (
    assets,
    deliveries,
    jobs,
    ledger,
    people,
    processes,
    providers,
    renditions,
    tasks,
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
)
metadata = SQLModel.metadata
