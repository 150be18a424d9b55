"""Personal tokens, people whom an issuer vouches for, and messages that were taken in already."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Apply."""
    _kinds("'guest', 'member', 'external', 'gone'")
    op.create_table(
        "tokens",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        sa.Column("expires_at", _MOMENT, nullable=True),
        sa.CheckConstraint("token_hash ~ '^[0-9a-f]{64}$'", name="tokens_are_hashed"),
        sa.CheckConstraint(
            "scopes <@ ARRAY['read', 'make', 'manage'] AND cardinality(scopes) > 0",
            name="tokens_scopes_known",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("tokens_once", "tokens", ["token_hash"], unique=True)
    op.create_index("tokens_of_a_person", "tokens", ["person_id"])
    _identities()


def _identities() -> None:
    op.create_table(
        "identities",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("told_at", _MOMENT, nullable=True),
        sa.Column("deleted_at", _MOMENT, nullable=True),
        sa.Column("created_at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint(
            "person_id IS NOT NULL OR deleted_at IS NOT NULL", name="identities_are_somebody"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("issuer", "subject"),
    )
    op.create_index("identities_of_a_person", "identities", ["person_id"])
    op.create_table(
        "received",
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("sender", "message_id"),
    )
    op.create_index("received_by_moment", "received", ["at"])


def downgrade() -> None:
    """Take back. Who came through an issuer stays as a guest without a browser."""
    op.drop_table("received")
    op.drop_table("identities")
    op.drop_table("tokens")
    op.execute("UPDATE people SET kind = 'guest' WHERE kind = 'external'")
    _kinds("'guest', 'member', 'gone'")


def _kinds(known: str) -> None:
    op.drop_constraint("people_kind_known", "people", type_="check")
    op.create_check_constraint("people_kind_known", "people", f"kind IN ({known})")
