"""An order keeps its place in the line of its provider."""

import sqlalchemy as sa

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("tasks", sa.Column("orders_before", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Take back."""
    op.drop_column("tasks", "orders_before")
