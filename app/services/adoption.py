"""What a guest made moves to the account they sign in to."""

from sqlalchemy import delete, update
from sqlmodel import col, select

from app.db.tables.albums import AlbumRow
from app.db.tables.assets import AssetRow
from app.db.tables.columns import utc_now
from app.db.tables.deliveries import DeliveryRow
from app.db.tables.devices import DeviceRow
from app.db.tables.identities import IdentityRow
from app.db.tables.jobs import JobRow
from app.db.tables.journeys import JourneyRow
from app.db.tables.mailboxes import MailboxRow
from app.db.tables.notices import MannersRow, NoticeRow
from app.db.tables.people import PersonRow, SessionRow
from app.db.tables.playlists import PlaylistRow
from app.db.tables.shares import ShareRow
from app.db.tables.tasks import TaskRow
from app.db.tables.tokens import TokenRow
from app.db.tables.uploads import UploadRow
from app.db.tables.webhooks import WebhookRow
from app.db.transaction import Transaction
from app.domain.states import FINAL

J, T, A = JobRow, TaskRow, AssetRow
_MOVES = (
    WebhookRow,
    DeliveryRow,
    NoticeRow,
    DeviceRow,
    PlaylistRow,
    ShareRow,
    UploadRow,
    AlbumRow,
)
_GONE = (
    SessionRow,
    TokenRow,
    WebhookRow,
    DeliveryRow,
    NoticeRow,
    MannersRow,
    MailboxRow,
    DeviceRow,
    JourneyRow,
    PlaylistRow,
    ShareRow,
    AlbumRow,
)
"""What goes with a person, whatever else refers to it."""


def lock_people(tx: Transaction, *ids: str) -> dict[str, PersonRow]:
    """
    Lock these people, always in the order of their ids, so two who do it never wait in a circle.

    New jobs wait too: their rows point at the person.
    """
    statement = (
        select(PersonRow)
        .where(col(PersonRow.id).in_(ids))
        .order_by(col(PersonRow.id))
        .with_for_update()
    )
    rows = tx.session.exec(statement, execution_options={"populate_existing": True})
    return {row.id: row for row in rows}


def adopt(tx: Transaction, *, guest: PersonRow, person: PersonRow) -> None:
    """
    Move all that a guest made; the guest ends. Both rows are locked already.

    Work that still runs keeps the guest as its payer, for the credits it may spend are held there.
    What was left of the guest's welcome stays behind: a person is welcomed once, not once a click.
    """
    session, options = tx.session, {"synchronize_session": False}
    for made in (J, JourneyRow):
        taken = select(col(made.key)).where(
            col(made.person_id) == person.id, col(made.key).is_not(None)
        )
        guests = update(made).where(col(made.person_id) == guest.id)
        same = guests.where(col(made.key).in_(taken)).values(key=None)
        session.execute(same, execution_options=options)
        session.execute(guests.values(person_id=person.id), execution_options=options)
    session.execute(
        update(T)
        .where(col(T.person_id) == guest.id, col(T.state).in_(FINAL))
        .values(person_id=person.id),
        execution_options=options,
    )
    session.execute(
        update(A).where(col(A.person_id) == guest.id).values(person_id=person.id),
        execution_options=options,
    )
    session.execute(delete(MannersRow).where(col(MannersRow.person_id) == guest.id))
    for row in _MOVES:
        theirs = update(row).where(col(row.person_id) == guest.id)
        session.execute(theirs.values(person_id=person.id), execution_options=options)
    bury(tx, guest)


def bury(tx: Transaction, person: PersonRow) -> None:
    """Leave nothing of a person but the id that immutable ledger entries point to."""
    options = {"synchronize_session": False}
    for row in _GONE:
        theirs = delete(row).where(col(row.person_id) == person.id)
        tx.session.execute(theirs, execution_options=options)
    known = col(IdentityRow.person_id) == person.id
    # A subject that its issuer deleted stays barred; one that leaves here may begin anew.
    leaves = delete(IdentityRow).where(known, col(IdentityRow.deleted_at).is_(None))
    tx.session.execute(leaves, execution_options=options)
    tx.session.execute(
        update(IdentityRow).where(known).values(person_id=None), execution_options=options
    )
    person.kind, person.role = "gone", "person"
    person.name, person.email, person.password_hash = "", None, None
    person.gone_at = utc_now()
