"""Trash, announced leaving, storage by person, and what of storage no row names."""

import sqlalchemy as sa

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_IN_TRASH = sa.text("deleted_at IS NOT NULL")
_LEAVING = sa.text("leaves_at IS NOT NULL AND deleted_at IS NULL")
_STAYING = sa.text("leaves_at IS NULL AND deleted_at IS NULL AND kept_at IS NULL")
_ADDED = ("restorable_until", "announced_at", "leaves_at", "kept_at")


def upgrade() -> None:
    """Apply. What was let go before was let go for good, and has no moment to be restored until."""
    for column in _ADDED:
        op.add_column("jobs", sa.Column(column, _MOMENT, nullable=True))
    op.create_index(
        "jobs_in_trash",
        "jobs",
        ["person_id", sa.text("deleted_at DESC"), sa.text("id DESC")],
        postgresql_where=_IN_TRASH,
    )
    op.create_index("jobs_leaving", "jobs", ["person_id", "leaves_at"], postgresql_where=_LEAVING)
    op.create_index("jobs_staying", "jobs", ["ended_at"], postgresql_where=_STAYING)
    op.create_index(
        "assets_weight",
        "assets",
        ["person_id", "medium"],
        postgresql_include=["size", "is_main", "id"],
    )
    op.create_index("assets_key", "assets", ["key"])
    op.create_index("renditions_key", "renditions", ["key"])
    op.create_table(
        "sweeps",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("phase", sa.String(), server_default="resting", nullable=False),
        sa.Column("place", sa.String(), server_default="", nullable=False),
        sa.Column("seen", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("removed", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("removed_ever", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("fence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("lease_until", _MOMENT, nullable=True),
        sa.Column("started_at", _MOMENT, nullable=True),
        sa.Column("ended_at", _MOMENT, nullable=True),
        sa.CheckConstraint("id = 1", name="sweeps_is_one"),
        sa.CheckConstraint(
            "phase IN ('resting', 'listing', 'removing', 'doubting')", name="sweeps_phase"
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "orphans",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )


def downgrade() -> None:
    """Take back. What is in the trash is let go for good by the version before."""
    op.drop_table("orphans")
    op.drop_table("sweeps")
    op.drop_index("renditions_key", table_name="renditions")
    op.drop_index("assets_key", table_name="assets")
    op.drop_index("assets_weight", table_name="assets")
    op.drop_index("jobs_staying", table_name="jobs")
    op.drop_index("jobs_leaving", table_name="jobs")
    op.drop_index("jobs_in_trash", table_name="jobs")
    for column in reversed(_ADDED):
        op.drop_column("jobs", column)
