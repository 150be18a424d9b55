"""Covers are kept under their address; a second place for them was never used."""

import sqlalchemy as sa

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.drop_column("journeys", "cover_key")


def downgrade() -> None:
    """Take back."""
    op.add_column("journeys", sa.Column("cover_key", sa.String(), nullable=True))
