"""Leases over files in other formats that lapsed while nobody was there."""

import sqlalchemy as sa

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "renditions", sa.Column("outages", sa.Integer(), server_default="0", nullable=False)
    )


def downgrade() -> None:
    """Take back."""
    op.drop_column("renditions", "outages")
