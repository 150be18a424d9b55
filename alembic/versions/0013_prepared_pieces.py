"""Songs that are made before their log is written, within a budget."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_WAITS = sa.text("state = 'waiting'")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "prepared_pieces",
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("journey_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("plan", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'joined', 'spare')", name="prepared_state"),
        sa.ForeignKeyConstraint(["journey_id"], ["journeys.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("job_id"),
    )
    op.create_index(
        "prepared_one_waits",
        "prepared_pieces",
        ["journey_id"],
        unique=True,
        postgresql_where=_WAITS,
    )
    op.create_index("prepared_of_journey", "prepared_pieces", ["journey_id", "created_at"])


def downgrade() -> None:
    """Take back. The songs stay in the library."""
    op.drop_table("prepared_pieces")
