"""What providers made and nobody has."""

import sqlalchemy as sa

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "lost_orders",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("order_id", sa.String(), nullable=False),
        sa.Column("remote_id", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("task_id", sa.String(), nullable=True),
        sa.Column("known_by", sa.String(), nullable=True),
        sa.Column("words", sa.String(), nullable=True),
        sa.Column("found_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.Column("mark", sa.String(), nullable=True),
        sa.Column("marked_by", sa.String(), nullable=True),
        sa.Column("marked_at", _MOMENT, nullable=True),
        sa.Column("adopted_task_id", sa.String(), nullable=True),
        sa.CheckConstraint("state IN ('working', 'made', 'gone')", name="lost_orders_state"),
        sa.CheckConstraint("known_by IN ('order', 'words')", name="lost_orders_known_by"),
        sa.CheckConstraint(
            "mark IN ('adopted', 'not_ours', 'left', 'removed')", name="lost_orders_mark"
        ),
    )
    op.create_index("lost_orders_once", "lost_orders", ["provider", "order_id"], unique=True)
    latest = [sa.text("made_at DESC"), sa.text("id DESC")]
    op.create_index("lost_orders_latest", "lost_orders", latest)
    op.create_table(
        "comparisons",
        sa.Column("provider", sa.String(), primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.Column("listed", sa.Integer(), nullable=False),
        sa.Column("lists", sa.Boolean(), nullable=False),
        sa.Column("cut", sa.Boolean(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("comparisons")
    op.drop_table("lost_orders")
