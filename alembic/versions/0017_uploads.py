"""Files that people bring, and which jobs need them."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def _moment(name: str, *, now: bool = False) -> sa.Column:
    default = sa.text("now()") if now else None
    return sa.Column(name, sa.DateTime(timezone=True), server_default=default, nullable=not now)


def _count(name: str, type_: type = sa.Integer) -> sa.Column:
    return sa.Column(name, type_(), server_default=sa.text("0"), nullable=False)


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        _count("received", sa.BigInteger),
        sa.Column("pieces", postgresql.JSONB(), server_default="[]", nullable=False),
        sa.Column("state", sa.String(), server_default="receiving", nullable=False),
        _count("fence"),
        sa.Column("lease_owner", sa.String()),
        _moment("lease_until"),
        _count("crashes"),
        _count("outages"),
        _count("tries"),
        _moment("due_at", now=True),
        _moment("rung_at"),
        sa.Column("key", sa.String()),
        sa.Column("content_type", sa.String()),
        sa.Column("size", sa.BigInteger()),
        sa.Column("sha256", sa.String()),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
        sa.Column("blur", sa.String()),
        sa.Column("thumb_key", sa.String()),
        sa.Column("thumb_type", sa.String()),
        sa.Column("thumb_size", sa.BigInteger()),
        sa.Column("thumb_sha256", sa.String()),
        sa.Column("refusal_code", sa.String()),
        sa.Column("refusal_reason", sa.String()),
        sa.Column("refusal_detail", sa.String()),
        _moment("created_at", now=True),
        _moment("touched_at", now=True),
        sa.CheckConstraint(
            "state IN ('receiving', 'checking', 'ready', 'refused')", name="uploads_state"
        ),
        sa.CheckConstraint("received BETWEEN 0 AND total", name="uploads_received"),
        sa.CheckConstraint("(state = 'ready') = (key IS NOT NULL)", name="uploads_whole"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "uploads_of_person",
        "uploads",
        ["person_id"],
        postgresql_include=["size", "thumb_size", "received"],
    )
    op.create_index(
        "uploads_to_check", "uploads", ["due_at"], postgresql_where=sa.text("state = 'checking'")
    )
    op.create_index("uploads_by_age", "uploads", ["touched_at"])
    op.create_index("uploads_key", "uploads", ["key"])
    op.create_index("uploads_thumb_key", "uploads", ["thumb_key"])
    op.create_table(
        "upload_uses",
        sa.Column("upload_id", sa.String(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["upload_id"], ["uploads.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("upload_id", "job_id"),
    )
    op.create_index("upload_uses_of_job", "upload_uses", ["job_id"])


def downgrade() -> None:
    """Take back. What people brought is litter then."""
    op.drop_table("upload_uses")
    op.drop_table("uploads")
