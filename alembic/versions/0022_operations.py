"""Operators act: what they did, who is blocked, and how work went hour by hour."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("data", postgresql.JSONB(), nullable=False),
        sa.Column("before", postgresql.JSONB(), nullable=False),
        sa.Column("after", postgresql.JSONB(), nullable=False),
    )
    op.create_index("audit_of_target", "audit", ["target", sa.text("id DESC")])
    op.create_index("audit_by_who", "audit", ["who", sa.text("id DESC")])
    op.create_table(
        "tallies",
        sa.Column("hour", _MOMENT, primary_key=True),
        sa.Column("provider", sa.String(), primary_key=True),
        sa.Column("state", sa.String(), primary_key=True),
        sa.Column("code", sa.String(), primary_key=True),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("credits", sa.BigInteger(), nullable=False),
        sa.Column("waiting_s", sa.Float(), nullable=False),
        sa.Column("making_s", sa.Float(), nullable=False),
        sa.Column("begun", sa.Integer(), nullable=False),
    )
    op.add_column("people", sa.Column("blocked_at", _MOMENT, nullable=True))
    failed = sa.text("state = 'failed'")
    op.create_index("tasks_failed", "tasks", ["ended_at"], postgresql_where=failed)
    failed = sa.text("status = 'failed'")
    op.create_index("jobs_failed", "jobs", ["id"], postgresql_where=failed)


def downgrade() -> None:
    """Take back."""
    op.drop_index("jobs_failed", "jobs")
    op.drop_index("tasks_failed", "tasks")
    op.drop_column("people", "blocked_at")
    op.drop_table("tallies")
    op.drop_table("audit")
