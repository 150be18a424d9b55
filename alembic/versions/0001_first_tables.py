"""People, jobs, tasks, assets, providers, processes and the ledger."""

import sqlalchemy as sa
import sqlmodel
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "accounts",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("available", sa.BigInteger(), nullable=False),
        sa.Column("held", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("available >= 0", name="accounts_available"),
        sa.CheckConstraint("held >= 0", name="accounts_held"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), server_default="guest", nullable=False),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), server_default="en", nullable=False),
        sa.Column("tier", sa.Text(), server_default="free", nullable=False),
        sa.Column("role", sa.Text(), server_default="person", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "seen_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(kind = 'gone') = (gone_at IS NOT NULL)", name="people_gone_have_gone_at"
        ),
        sa.CheckConstraint(
            "(kind = 'member') = (email IS NOT NULL)",
            name="people_members_have_an_address",
        ),
        sa.CheckConstraint("kind <> 'gone' OR name = ''", name="people_gone_left_no_name"),
        sa.CheckConstraint(
            "kind = 'member' OR password_hash IS NULL",
            name="people_only_members_have_a_password",
        ),
        sa.CheckConstraint("kind IN ('guest', 'member', 'gone')", name="people_kind_known"),
        sa.CheckConstraint("language IN ('ko', 'en')", name="people_language_known"),
        sa.CheckConstraint("role IN ('person', 'reader', 'operator')", name="people_role_known"),
        sa.CheckConstraint("starts_with(id, 'person_')", name="people_id_shape"),
        sa.CheckConstraint("tier IN ('free', 'paid')", name="people_tier_known"),
        sa.CheckConstraint("char_length(email) <= 254", name="people_email_short"),
        sa.CheckConstraint("char_length(name) <= 80", name="people_name_short"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("people_email_once", "people", [sa.literal_column("lower(email)")], unique=True)
    op.create_table(
        "processes",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("host", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("pid", sa.Integer(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("backend_pid", sa.Integer(), nullable=True),
        sa.Column(
            "started_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "seen_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("kind IN ('worker', 'clock', 'web')", name="processes_kind"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "providers",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("slots", sa.Integer(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("paused_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("open_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.CheckConstraint("slots >= 0", name="providers_slots"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "sign_in_attempts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("account_hash", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "sign_in_attempts_of_an_account",
        "sign_in_attempts",
        ["account_hash", "at"],
        unique=False,
    )
    op.create_index(
        "sign_in_attempts_of_an_address",
        "sign_in_attempts",
        ["address", "at"],
        unique=False,
    )
    op.create_table(
        "transfers",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("job_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("task_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('grant', 'hold', 'settle', 'release')", name="transfers_kind"),
        sa.CheckConstraint("amount >= 0", name="transfers_amount"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "transfers_of_job",
        "transfers",
        ["job_id"],
        unique=False,
        postgresql_where=sa.text("job_id IS NOT NULL"),
    )
    op.create_index(
        "transfers_of_person",
        "transfers",
        [
            "person_id",
            sa.literal_column("created_at DESC"),
            sa.literal_column("id DESC"),
        ],
        unique=False,
    )
    op.create_index(
        "transfers_once",
        "transfers",
        ["task_id", "kind"],
        unique=True,
        postgresql_where=sa.text("task_id IS NOT NULL"),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("transfer_id", sa.String(), nullable=False),
        sa.Column("account_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("bucket", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("bucket IN ('available', 'held')", name="entries_bucket"),
        sa.ForeignKeyConstraint(
            ["transfer_id"],
            ["transfers.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("entries_of_account", "entries", ["account_id", "bucket"], unique=False)
    op.create_index("entries_of_transfer", "entries", ["transfer_id"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("provider", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("model", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("params", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("search", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("task_count", sa.Integer(), nullable=False),
        sa.Column("completed_count", sa.Integer(), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("cancelled_count", sa.Integer(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("key_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("cancel_requested_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("medium IN ('song', 'photo', 'model3d')", name="jobs_medium"),
        sa.CheckConstraint(
            "status IN ('pending', 'generating', 'cancelling', 'completed', 'failed', 'cancelled')",
            name="jobs_status",
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "jobs_let_go",
        "jobs",
        ["id"],
        unique=False,
        postgresql_where=sa.text("deleted_at IS NOT NULL"),
    )
    op.create_index(
        "jobs_key",
        "jobs",
        ["person_id", "key"],
        unique=True,
        postgresql_where=sa.text("key IS NOT NULL"),
    )
    op.create_index(
        "jobs_of_person",
        "jobs",
        [
            "person_id",
            sa.literal_column("created_at DESC"),
            sa.literal_column("id DESC"),
        ],
        unique=False,
    )
    op.create_index(
        "jobs_running",
        "jobs",
        ["person_id"],
        unique=False,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_index(
        "jobs_unseen",
        "jobs",
        ["person_id", sa.literal_column("ended_at DESC")],
        unique=False,
        postgresql_where=sa.text("ended_at IS NOT NULL AND seen_at IS NULL"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), server_default="", nullable=False),
        sa.Column("agent", sa.Text(), server_default="", nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column(
            "seen_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("token_hash ~ '^[0-9a-f]{64}$'", name="sessions_token_is_hashed"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("sessions_by_last_use", "sessions", ["seen_at"], unique=False)
    op.create_index("sessions_of_a_person", "sessions", ["person_id"], unique=False)
    op.create_index("sessions_token_once", "sessions", ["token_hash"], unique=True)
    op.create_table(
        "assets",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("task_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("person_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("medium", sa.String(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content_type", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("meta", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.Column("favourite", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("medium IN ('song', 'photo', 'model3d')", name="assets_medium"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("assets_name", "assets", ["task_id", "name"], unique=True)
    op.create_index("assets_of_job", "assets", ["job_id"], unique=False)
    op.create_index(
        "assets_of_person",
        "assets",
        [
            "person_id",
            sa.literal_column("created_at DESC"),
            sa.literal_column("id DESC"),
        ],
        unique=False,
        postgresql_where=sa.text("is_main"),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("task_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("events_of_job", "events", ["job_id", "id"], unique=False)
    op.create_table(
        "tasks",
        sa.Column("id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("person_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("tier", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("index", sa.Integer(), nullable=False),
        sa.Column("provider", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("model", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("params", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.Float(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("retry_of", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("crashes", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("admitted_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rung_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remote_id", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("poll_errors", sa.Integer(), nullable=False),
        sa.Column("progress", sa.Float(), nullable=True),
        sa.Column("failure_code", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("failure_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("failure_detail", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'submitting', 'generating', 'saving', 'completed', 'failed', 'cancelled')",
            name="tasks_state",
        ),
        sa.CheckConstraint("price >= 0", name="tasks_price"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "tasks_active",
        "tasks",
        ["provider", "state"],
        unique=False,
        postgresql_where=sa.text("state IN ('generating', 'saving', 'submitting')"),
    )
    op.create_index(
        "tasks_history",
        "tasks",
        ["provider", sa.literal_column("ended_at DESC")],
        unique=False,
        postgresql_where=sa.text("state = 'completed'"),
    )
    op.create_index(
        "tasks_waiting_of_person",
        "tasks",
        ["person_id"],
        unique=False,
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index("tasks_of_job", "tasks", ["job_id", "index"], unique=False)
    op.create_index(
        "tasks_remote",
        "tasks",
        ["provider", "remote_id"],
        unique=True,
        postgresql_where=sa.text("remote_id IS NOT NULL"),
    )
    op.create_index(
        "tasks_retry",
        "tasks",
        ["retry_of"],
        unique=False,
        postgresql_where=sa.text("retry_of IS NOT NULL"),
    )
    op.create_index(
        "tasks_waiting",
        "tasks",
        ["provider", "due_at"],
        unique=False,
        postgresql_where=sa.text("state = 'pending'"),
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index(
        "tasks_waiting",
        table_name="tasks",
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.drop_index(
        "tasks_retry",
        table_name="tasks",
        postgresql_where=sa.text("retry_of IS NOT NULL"),
    )
    op.drop_index(
        "tasks_remote",
        table_name="tasks",
        postgresql_where=sa.text("remote_id IS NOT NULL"),
    )
    op.drop_index(
        "tasks_waiting_of_person",
        table_name="tasks",
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.drop_index("tasks_of_job", table_name="tasks")
    op.drop_index(
        "tasks_history",
        table_name="tasks",
        postgresql_where=sa.text("state = 'completed'"),
    )
    op.drop_index(
        "tasks_active",
        table_name="tasks",
        postgresql_where=sa.text("state IN ('generating', 'saving', 'submitting')"),
    )
    op.drop_table("tasks")
    op.drop_index("events_of_job", table_name="events")
    op.drop_table("events")
    op.drop_index("assets_of_person", table_name="assets", postgresql_where=sa.text("is_main"))
    op.drop_index("assets_of_job", table_name="assets")
    op.drop_index("assets_name", table_name="assets")
    op.drop_table("assets")
    op.drop_index("sessions_token_once", table_name="sessions")
    op.drop_index("sessions_of_a_person", table_name="sessions")
    op.drop_index("sessions_by_last_use", table_name="sessions")
    op.drop_table("sessions")
    op.drop_index(
        "jobs_unseen",
        table_name="jobs",
        postgresql_where=sa.text("ended_at IS NOT NULL AND seen_at IS NULL"),
    )
    op.drop_index("jobs_running", table_name="jobs", postgresql_where=sa.text("ended_at IS NULL"))
    op.drop_index("jobs_of_person", table_name="jobs")
    op.drop_index(
        "jobs_let_go", table_name="jobs", postgresql_where=sa.text("deleted_at IS NOT NULL")
    )
    op.drop_index("jobs_key", table_name="jobs", postgresql_where=sa.text("key IS NOT NULL"))
    op.drop_table("jobs")
    op.drop_index("entries_of_transfer", table_name="entries")
    op.drop_index("entries_of_account", table_name="entries")
    op.drop_table("entries")
    op.drop_index(
        "transfers_once",
        table_name="transfers",
        postgresql_where=sa.text("task_id IS NOT NULL"),
    )
    op.drop_index("transfers_of_person", table_name="transfers")
    op.drop_index(
        "transfers_of_job",
        table_name="transfers",
        postgresql_where=sa.text("job_id IS NOT NULL"),
    )
    op.drop_table("transfers")
    op.drop_index("sign_in_attempts_of_an_address", table_name="sign_in_attempts")
    op.drop_index("sign_in_attempts_of_an_account", table_name="sign_in_attempts")
    op.drop_table("sign_in_attempts")
    op.drop_table("providers")
    op.drop_table("processes")
    op.drop_index("people_email_once", table_name="people")
    op.drop_table("people")
    op.drop_table("accounts")
