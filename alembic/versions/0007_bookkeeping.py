"""What only the queue wrote down is found without reading the rest of history."""

import sqlalchemy as sa

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "events_of_the_queue",
        "events",
        ["task_id"],
        postgresql_where=sa.text("kind IN ('hinted', 'fenced', 'poll_failed')"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index("events_of_the_queue", table_name="events")
