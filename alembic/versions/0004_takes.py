"""Takes of one song: bought in one call or one after the other, shown as one thing."""

import sqlalchemy as sa

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("tasks", sa.Column("takes", sa.Integer(), server_default="1", nullable=False))
    op.add_column("jobs", sa.Column("take_of", sa.String(), nullable=True))
    op.add_column("assets", sa.Column("root_id", sa.String(), nullable=True))
    op.add_column("assets", sa.Column("take", sa.Integer(), server_default="1", nullable=False))
    op.add_column(
        "assets", sa.Column("leads", sa.Boolean(), server_default=sa.false(), nullable=False)
    )
    op.execute("""
        UPDATE assets a SET root_id = job_id, take = n.take, leads = is_main AND n.take = 1
        FROM (SELECT id, row_number() OVER (PARTITION BY job_id, is_main
                                            ORDER BY created_at, id) AS take FROM assets) n
        WHERE n.id = a.id""")
    op.alter_column("assets", "root_id", nullable=False)
    op.create_index("assets_of_root", "assets", ["root_id"])
    op.create_index(
        "assets_lead", "assets", ["root_id"], unique=True, postgresql_where=sa.text("leads")
    )


def downgrade() -> None:
    """Take back."""
    op.drop_index("assets_lead", table_name="assets")
    op.drop_index("assets_of_root", table_name="assets")
    for table, column in (
        ("assets", "leads"),
        ("assets", "take"),
        ("assets", "root_id"),
        ("jobs", "take_of"),
        ("tasks", "takes"),
    ):
        op.drop_column(table, column)
