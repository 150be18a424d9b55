"""What is looked at and listened to when a thing has come home, before its row is written."""

from app.db.tables.assets import AssetRow
from app.services import listening, seeing
from app.services.engine import Engine


def describe(engine: Engine, asset: AssetRow) -> AssetRow:
    """Add what a song or a picture tells of itself. Called outside of transactions."""
    return seeing.describe(engine, listening.describe(engine, asset))
