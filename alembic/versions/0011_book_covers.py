"""Covers of books that were found, and where our copies lie."""

import sqlalchemy as sa

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """One table."""
    op.create_table(
        "book_covers",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("key", sa.Text()),
        sa.Column("content_type", sa.Text()),
        sa.Column("size", sa.BigInteger()),
        sa.Column("sha256", sa.Text()),
        sa.Column("not_before", _MOMENT),
        sa.Column("created_at", _MOMENT, nullable=False, server_default=sa.func.now()),
        sa.CheckConstraint(
            "(key IS NULL) = (content_type IS NULL) AND (key IS NULL) = (size IS NULL) "
            "AND (key IS NULL) = (sha256 IS NULL)",
            name="book_covers_whole",
        ),
    )
    op.create_index(
        "book_covers_unasked",
        "book_covers",
        ["created_at"],
        postgresql_where=sa.text("key IS NULL"),
    )


def downgrade() -> None:
    """Without it; the copies stay in storage."""
    op.drop_table("book_covers")
