"""Models have formats and previews, as songs have formats."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_SONGS = "format IN ('mp3', 'wav', 'flac', 'ogg')"
_ALL = "format IN ('mp3', 'wav', 'flac', 'ogg', 'glb', 'obj', 'stl', 'thumbnail', 'turntable')"


def upgrade() -> None:
    """Apply."""
    op.drop_constraint("renditions_format", "renditions")
    op.create_check_constraint("renditions_format", "renditions", _ALL)


def downgrade() -> None:
    """Take back; files in formats that are no longer known become litter and are swept."""
    op.execute(f"DELETE FROM renditions WHERE NOT ({_SONGS})")  # noqa: S608 -- words of this file
    op.drop_constraint("renditions_format", "renditions")
    op.create_check_constraint("renditions_format", "renditions", _SONGS)
