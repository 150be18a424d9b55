"""Playlists with their songs in order, and links by which things are shown to others."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_NOW = sa.func.now()


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "playlists",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", _MOMENT, server_default=_NOW, nullable=False),
        sa.Column("changed_at", _MOMENT, server_default=_NOW, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("playlists_of_a_person", "playlists", ["person_id", sa.text("changed_at DESC")])
    op.create_table(
        "playlist_items",
        sa.Column("playlist_id", sa.Text(), nullable=False),
        sa.Column("asset_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("added_at", _MOMENT, server_default=_NOW, nullable=False),
        sa.ForeignKeyConstraint(["playlist_id"], ["playlists.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["asset_id"], ["assets.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("playlist_id", "asset_id"),
        sa.UniqueConstraint(
            "playlist_id",
            "position",
            name="playlist_items_in_order",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_index("playlist_items_of_an_asset", "playlist_items", ["asset_id"])
    _shares()


def _shares() -> None:
    op.create_table(
        "shares",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("options", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", _MOMENT, server_default=_NOW, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=True),
        sa.Column("withdrawn_at", _MOMENT, nullable=True),
        sa.Column("views", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("kind ~ '^[a-z][a-z0-9_]*$'", name="shares_kind_shape"),
        sa.CheckConstraint("token ~ '^[A-Za-z0-9_-]{24}$'", name="shares_token_shape"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("shares_token_once", "shares", ["token"], unique=True)
    op.create_index("shares_of_a_person", "shares", ["person_id"])
    op.create_index(
        "shares_open_once",
        "shares",
        ["kind", "target_id", "person_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_table("shares")
    op.drop_table("playlist_items")
    op.drop_table("playlists")
