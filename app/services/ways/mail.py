"""To mailboxes, of those who asked for that."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.db.claimed import Claimed
from app.domain.delivering import CONFIRM, Answer, Channel, Letter, Trouble
from app.domain.telling.letters import confirmation, letter
from app.services.mailboxes import STAYS, Links
from app.services.unsubscribing import Unsubscribing
from app.services.ways.way import language_of, to_tell


@dataclass
class _Mailbox:
    """Mailboxes have no row: what fails is tried again, and then over."""

    failing_since: datetime | None = None


@dataclass(frozen=True)
class MailWay:
    """Writes letters, each with a way out of them."""

    site: str
    """The address of this site, without a trailing slash."""
    unsubscribing: Unsubscribing
    links: Links

    def parcel(self, claimed: Claimed) -> Letter | Answer:
        """What is sent now; or why nothing is."""
        if not claimed.email:
            return Answer(Trouble.UNWANTED)
        if claimed.row.topic == CONFIRM:
            return self._question(claimed)
        if not claimed.is_confirmed:
            return Answer(Trouble.UNCONFIRMED)
        told = to_tell(claimed, Channel.EMAIL)
        if isinstance(told, Answer):
            return told
        token = self.unsubscribing.token(claimed.row.person_id)
        return letter(
            told,
            language_of(claimed),
            id_=claimed.row.id,
            to=claimed.email,
            site=self.site,
            token=token,
        )

    def _question(self, claimed: Claimed) -> Letter | Answer:
        """Whether somebody reads letters there; nobody is asked what they have answered."""
        if claimed.is_confirmed:
            return Answer(Trouble.UNWANTED)
        row, until = claimed.row, claimed.row.created_at + STAYS
        return confirmation(
            language_of(claimed),
            id_=row.id,
            to=claimed.email,
            site=self.site,
            token=self.links.token(row.person_id, claimed.email, until=until),
            stop=self.unsubscribing.token(row.person_id),
        )

    @staticmethod
    def standing(session: Session, target: str, *, only_failing: bool) -> _Mailbox | None:
        """Always there; nothing is kept of it."""
        del session, target
        return None if only_failing else _Mailbox()

    def judge(self, session: Session, standing: _Mailbox, answer: Answer, *, is_last: bool) -> None:
        """Nothing follows for a mailbox."""
