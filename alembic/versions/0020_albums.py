"""Albums: who is in them, which jobs make their pictures, and which of these were reported."""

import sqlalchemy as sa

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def _text(name: str) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=False)


def _moment(name: str) -> sa.Column:
    return sa.Column(
        name, sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
    )


def _goes_with(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], ondelete="CASCADE")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "albums",
        *(_text("id"), _text("person_id"), _text("kind"), _text("title")),
        *(_moment("created_at"), _moment("changed_at")),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        _goes_with("person_id", "people"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "albums_of_person",
        "albums",
        ["person_id", sa.text("changed_at DESC"), sa.text("id DESC")],
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "albums_let_go", "albums", ["id"], postgresql_where=sa.text("deleted_at IS NOT NULL")
    )
    op.create_table(
        "album_photos",
        *(_text("id"), _text("album_id"), _text("upload_id"), _text("role")),
        sa.Column("position", sa.Integer(), nullable=False),
        _moment("created_at"),
        *(_goes_with("album_id", "albums"), _goes_with("upload_id", "uploads")),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("album_photos_in_order", "album_photos", ["album_id", "role", "position", "id"])
    op.create_index("album_photos_upload", "album_photos", ["upload_id"], unique=True)
    op.create_table(
        "album_jobs",
        *(_text("job_id"), _text("album_id")),
        *(_goes_with("job_id", "jobs"), _goes_with("album_id", "albums")),
        sa.PrimaryKeyConstraint("job_id"),
    )
    op.create_index("album_jobs_of_album", "album_jobs", ["album_id"])
    op.create_table(
        "reported_pictures",
        _text("task_id"),
        _goes_with("task_id", "tasks"),
        sa.PrimaryKeyConstraint("task_id"),
    )
    op.create_index(
        "assets_of_medium",
        "assets",
        ["person_id", "medium", sa.text("created_at DESC"), sa.text("id DESC")],
        postgresql_where=sa.text("leads"),
    )


def downgrade() -> None:
    """Take back. Their pictures stay in the library."""
    op.drop_index("assets_of_medium", table_name="assets")
    op.drop_table("reported_pictures")
    op.drop_table("album_jobs")
    op.drop_table("album_photos")
    op.drop_table("albums")
