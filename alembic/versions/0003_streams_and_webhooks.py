"""Events in the order in which they became true; webhooks and deliveries."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    # What is there already was committed before anything that will come.
    op.add_column("events", sa.Column("tx", sa.BigInteger(), server_default="0", nullable=False))
    op.alter_column("events", "tx", server_default=sa.text("(pg_current_xact_id()::text)::bigint"))
    op.create_index("events_in_order", "events", ["tx", "id"])
    _webhooks()
    _deliveries()


def _webhooks() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("description", sa.String(), server_default="", nullable=False),
        sa.Column("events", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("disabled_because", sa.String(), nullable=True),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("old_secret", sa.String(), nullable=True),
        sa.Column("old_secret_until", _MOMENT, nullable=True),
        sa.Column("failing_since", _MOMENT, nullable=True),
        sa.Column("quiet_until", _MOMENT, nullable=True),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint(
            "disabled_because IN ('person', 'gone', 'failing')", name="webhooks_disabled_because"
        ),
        sa.CheckConstraint(
            "enabled = (disabled_because IS NULL)", name="webhooks_disabled_for_a_reason"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("webhooks_of_person", "webhooks", ["person_id", "created_at"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("lane", sa.String(), server_default="", nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("payload", postgresql.JSONB(), nullable=False),
        sa.Column("state", sa.String(), server_default="pending", nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("due_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("fence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lease_owner", sa.String(), nullable=True),
        sa.Column("lease_until", _MOMENT, nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("answer_status", sa.Integer(), nullable=True),
        sa.Column("answer_body", sa.String(), nullable=True),
        sa.Column("answer_ms", sa.Integer(), nullable=True),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("tried_at", _MOMENT, nullable=True),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.CheckConstraint("channel IN ('webhook', 'notice')", name="deliveries_channel"),
        sa.CheckConstraint("state IN ('pending', 'delivered', 'failed')", name="deliveries_state"),
        sa.CheckConstraint(
            "(state = 'pending') = (ended_at IS NULL)", name="deliveries_end_with_a_moment"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "deliveries_due",
        "deliveries",
        ["channel", "due_at"],
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "deliveries_waiting",
        "deliveries",
        ["target", "due_at"],
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "deliveries_of_target",
        "deliveries",
        ["target", sa.text("created_at DESC"), sa.text("id DESC")],
    )
    op.create_index("deliveries_of_person", "deliveries", ["person_id", "channel"])
    op.create_index("deliveries_by_end", "deliveries", ["ended_at"])


def downgrade() -> None:
    """Take back."""
    op.drop_table("deliveries")
    op.drop_table("webhooks")
    op.drop_index("events_in_order", table_name="events")
    op.drop_column("events", "tx")
