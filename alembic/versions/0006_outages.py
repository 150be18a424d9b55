"""Who signed without a gap, and since when; leases that lapsed while nobody was there."""

import sqlalchemy as sa

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column(
        "processes",
        sa.Column(
            "steady_since",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
    )
    op.add_column("tasks", sa.Column("outages", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    """Take back."""
    op.drop_column("tasks", "outages")
    op.drop_column("processes", "steady_since")
