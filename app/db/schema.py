"""Every table of the product, for migrations and tests."""

from sqlmodel import SQLModel

from app.db.tables import assets, jobs, ledger, people, processes, providers, renditions, tasks

TABLES = (people, jobs, tasks, assets, providers, processes, ledger, renditions)
metadata = SQLModel.metadata
