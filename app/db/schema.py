"""Every table of the product, for migrations and tests."""

from sqlmodel import SQLModel

from app.db.tables import (
    albums,
    assets,
    covers,
    deliveries,
    devices,
    identities,
    jobs,
    journeys,
    ledger,
    notices,
    people,
    playlists,
    prepared,
    processes,
    providers,
    renditions,
    shares,
    sweeps,
    tasks,
    tokens,
    uploads,
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
    playlists,
    shares,
    journeys,
    covers,
    prepared,
    uploads,
    albums,
    notices,
    devices,
)
metadata = SQLModel.metadata
