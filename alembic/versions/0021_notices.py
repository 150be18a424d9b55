"""Notices, how people want to be told, and the browsers and phones that can be."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_NOW = sa.func.now()
_PENDING = sa.text("state = 'pending'")
# What the version before writes while it still runs beside this one is left alone.
_CHANNELS = "channel IN ('webhook', 'notice', 'push', 'fcm', 'email')"
_STATES = "state IN ('pending', 'delivered', 'failed', 'skipped')"


def upgrade() -> None:
    """Apply."""
    _notices()
    _manners()
    _devices()
    _deliveries()


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=True),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
        sa.Column("at", _MOMENT, server_default=_NOW, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=True),
        sa.Column("shown_at", _MOMENT, nullable=True),
        sa.CheckConstraint(
            "kind IN ('song', 'photo', 'model3d', 'journey', 'studio')", name="notices_kind"
        ),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("notices_once", "notices", ["subject"], unique=True)
    latest = ["person_id", sa.text("at DESC"), sa.text("id DESC")]
    op.create_index("notices_of_person", "notices", latest)
    unseen = sa.text("seen_at IS NULL")
    op.create_index("notices_unseen", "notices", ["person_id"], postgresql_where=unseen)
    op.create_index("notices_of_job", "notices", ["job_id"])
    op.create_index("notices_by_age", "notices", ["at"])
    # What was waiting to be seen waits on.
    op.execute("""
        INSERT INTO notices (id, person_id, kind, topic, subject, facts, at)
        SELECT DISTINCT ON (target) replace(id, 'delivery_', 'notice_'), person_id, 'studio', topic,
               target, jsonb_build_object('title', payload->>'url'), created_at
        FROM deliveries WHERE channel = 'notice' ORDER BY target, created_at DESC""")
    op.execute("""
        INSERT INTO notices (id, person_id, kind, topic, subject, job_id, facts, at)
        SELECT replace(id, 'job_', 'notice_'), person_id, medium, 'job.' || status, id, id,
               jsonb_build_object('title', title, 'total', task_count,
                                  'completed', completed_count, 'failed', failed_count), ended_at
        FROM jobs WHERE ended_at IS NOT NULL AND seen_at IS NULL AND deleted_at IS NULL""")


def _manners() -> None:
    op.create_table(
        "manners",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("push", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("email", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=True),
        sa.Column("quiet_to", sa.Time(), nullable=True),
        sa.Column("timezone", sa.String(), server_default="UTC", nullable=False),
        sa.CheckConstraint(
            "(quiet_from IS NULL) = (quiet_to IS NULL)", name="manners_quiet_has_both_ends"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id"),
    )


def _devices() -> None:
    op.create_table(
        "devices",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("session_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("p256dh", sa.String(), nullable=True),
        sa.Column("auth", sa.String(), nullable=True),
        sa.Column("name", sa.String(), server_default="", nullable=False),
        sa.Column("failing_since", _MOMENT, nullable=True),
        sa.Column("created_at", _MOMENT, server_default=_NOW, nullable=False),
        sa.Column("seen_at", _MOMENT, server_default=_NOW, nullable=False),
        sa.CheckConstraint("kind IN ('push', 'fcm')", name="devices_kind"),
        sa.CheckConstraint(
            "kind <> 'push' OR (p256dh IS NOT NULL AND auth IS NOT NULL)",
            name="devices_of_browsers_have_keys",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["session_id"], ["sessions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("devices_once", "devices", ["address"], unique=True)
    op.create_index("devices_of_person", "devices", ["person_id", "created_at"])
    op.create_index("devices_of_session", "devices", ["session_id"])


def _deliveries() -> None:
    op.execute("DELETE FROM deliveries WHERE channel = 'notice'")
    # Written while a job is locked, they must not lock its person.
    op.drop_constraint("deliveries_person_id_fkey", "deliveries", type_="foreignkey")
    op.add_column(
        "deliveries", sa.Column("gathers", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    _hold("deliveries_channel", _CHANNELS)
    _hold("deliveries_state", _STATES)
    op.create_check_constraint(
        "deliveries_gather_while_they_wait", "deliveries", "NOT gathers OR state = 'pending'"
    )
    op.drop_index("deliveries_due", table_name="deliveries")
    op.create_index("deliveries_due", "deliveries", ["due_at"], postgresql_where=_PENDING)
    op.create_index(
        "deliveries_gathering",
        "deliveries",
        ["channel", "target"],
        unique=True,
        postgresql_where=sa.text("gathers"),
    )


def _hold(name: str, rule: str) -> None:
    op.drop_constraint(name, "deliveries", type_="check")
    op.create_check_constraint(name, "deliveries", rule)


def downgrade() -> None:
    """Take back. What was to be sent by the new ways is not sent."""
    op.execute("DELETE FROM deliveries WHERE channel <> 'webhook' OR state = 'skipped'")
    op.drop_index("deliveries_gathering", table_name="deliveries")
    op.drop_index("deliveries_due", table_name="deliveries")
    op.create_index(
        "deliveries_due", "deliveries", ["channel", "due_at"], postgresql_where=_PENDING
    )
    op.drop_constraint("deliveries_gather_while_they_wait", "deliveries", type_="check")
    op.drop_column("deliveries", "gathers")
    _hold("deliveries_channel", "channel IN ('webhook', 'notice')")
    _hold("deliveries_state", "state IN ('pending', 'delivered', 'failed')")
    op.create_foreign_key(
        "deliveries_person_id_fkey",
        "deliveries",
        "people",
        ["person_id"],
        ["id"],
        ondelete="CASCADE",
    )
    for table in ("devices", "manners", "notices"):
        op.drop_table(table)
