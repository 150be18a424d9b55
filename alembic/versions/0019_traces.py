"""A task carries the trace that it was asked for in."""

import sqlalchemy as sa

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("tasks", sa.Column("trace", sa.String(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("tasks", "trace")
