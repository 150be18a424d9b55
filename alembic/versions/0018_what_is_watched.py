"""Processes tell more of themselves, and what ended lately is found without reading everything."""

import sqlalchemy as sa

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("processes", sa.Column("version", sa.String(), server_default="", nullable=False))
    op.add_column("processes", sa.Column("queues", sa.String(), server_default="", nullable=False))
    op.add_column(
        "processes", sa.Column("threads", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column(
        "processes", sa.Column("memory", sa.BigInteger(), server_default="0", nullable=False)
    )
    op.add_column(
        "processes", sa.Column("drains", sa.Boolean(), server_default="false", nullable=False)
    )
    is_over = sa.text("ended_at IS NOT NULL")
    op.create_index("tasks_ended", "tasks", ["ended_at"], postgresql_where=is_over)


def downgrade() -> None:
    """Take back."""
    op.drop_index("tasks_ended", "tasks")
    for column in ("drains", "memory", "threads", "queues", "version"):
        op.drop_column("processes", column)
