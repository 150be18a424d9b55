"""Reading journeys: a book, its logs, and the music of each."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_THERE = sa.text("deleted_at IS NULL")
_KEYED = sa.text("key IS NOT NULL")


def _word(name: str, *, may_miss: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=may_miss)


def _text(name: str, *, may_miss: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=may_miss)


def _number(name: str, *, may_miss: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=may_miss)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _several(name: str) -> sa.Column[object]:
    return sa.Column(name, postgresql.JSONB(), nullable=False)


def _at(name: str, *, may_miss: bool = False) -> sa.Column[object]:
    return sa.Column(name, _MOMENT, nullable=may_miss)


def upgrade() -> None:
    """Apply."""
    _journeys()
    _logs()
    _tracks()


def _journeys() -> None:
    op.create_table(
        "journeys",
        _word("id"),
        _word("person_id"),
        _word("title"),
        _several("authors"),
        _word("isbn", may_miss=True),
        _word("publisher", may_miss=True),
        _number("year", may_miss=True),
        _number("pages", may_miss=True),
        _word("language", may_miss=True),
        _several("subjects"),
        _word("cover_url", may_miss=True),
        _word("cover_key", may_miss=True),
        _word("source", may_miss=True),
        _text("search"),
        _word("status"),
        _flag("music_on"),
        _word("voice"),
        _text("lyrics"),
        _number("length_s"),
        _word("provider", may_miss=True),
        _number("ahead_budget", may_miss=True),
        _number("next_n"),
        _word("key", may_miss=True),
        _word("key_hash", may_miss=True),
        _at("created_at"),
        _at("updated_at"),
        _at("finished_at", may_miss=True),
        _at("deleted_at", may_miss=True),
        sa.CheckConstraint(
            "status IN ('reading', 'finished', 'set_aside')", name="journeys_status"
        ),
        sa.CheckConstraint("voice IN ('instrumental', 'sung')", name="journeys_voice"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    latest = ["person_id", sa.text("updated_at DESC"), sa.text("id DESC")]
    op.create_index("journeys_of_person", "journeys", latest, postgresql_where=_THERE)
    op.create_index(
        "journeys_key", "journeys", ["person_id", "key"], unique=True, postgresql_where=_KEYED
    )
    op.create_index(
        "journeys_let_go", "journeys", ["id"], postgresql_where=sa.text("deleted_at IS NOT NULL")
    )


def _logs() -> None:
    op.create_table(
        "reading_logs",
        _word("id"),
        _word("journey_id"),
        _number("n"),
        _word("version"),
        _word("kind"),
        _number("page_from", may_miss=True),
        _number("page_to", may_miss=True),
        _text("thoughts"),
        _text("quote"),
        _flag("quote_shared"),
        _several("moods"),
        _number("rating", may_miss=True),
        _flag("music_on"),
        _word("key", may_miss=True),
        _word("key_hash", may_miss=True),
        _at("created_at"),
        _at("updated_at"),
        _at("deleted_at", may_miss=True),
        sa.CheckConstraint("kind IN ('start', 'log', 'final')", name="reading_logs_kind"),
        sa.ForeignKeyConstraint(["journey_id"], ["journeys.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("reading_logs_in_order", "reading_logs", ["journey_id", "n"], unique=True)
    op.create_index(
        "reading_logs_one_end",
        "reading_logs",
        ["journey_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'final' AND deleted_at IS NULL"),
    )
    op.create_index(
        "reading_logs_key",
        "reading_logs",
        ["journey_id", "key"],
        unique=True,
        postgresql_where=_KEYED,
    )


def _tracks() -> None:
    op.create_table(
        "music_tracks",
        _word("id"),
        _word("log_id"),
        _word("job_id", may_miss=True),
        _word("root_id", may_miss=True),
        _text("prompt"),
        _word("genre"),
        _word("mood"),
        _number("tempo"),
        _several("instruments"),
        _flag("sung"),
        _text("lyrics", may_miss=True),
        _word("language"),
        _several("why"),
        _flag("edited"),
        _word("refused_code", may_miss=True),
        _text("refused_reason", may_miss=True),
        _at("created_at"),
        _at("updated_at"),
        sa.ForeignKeyConstraint(["log_id"], ["reading_logs.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("music_tracks_of_log", "music_tracks", ["log_id"], unique=True)
    op.create_index("music_tracks_root", "music_tracks", ["root_id"])


def downgrade() -> None:
    """Take back. Songs stay what they are: jobs and files of their person."""
    op.drop_table("music_tracks")
    op.drop_table("reading_logs")
    op.drop_table("journeys")
