"""What is looked for again and again among journeys is found without reading all of them."""

import sqlalchemy as sa

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_index(
        "reading_logs_let_go",
        "reading_logs",
        ["deleted_at"],
        postgresql_where=sa.text("deleted_at IS NOT NULL"),
    )
    op.create_index(
        "journeys_ahead",
        "journeys",
        ["id"],
        postgresql_where=sa.text("ahead_budget IS NOT NULL AND deleted_at IS NULL"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index("journeys_ahead", table_name="journeys")
    op.drop_index("reading_logs_let_go", table_name="reading_logs")
