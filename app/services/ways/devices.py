"""To browsers and phones. Who is not there any more is forgotten."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from sqlmodel import Session, col, select

from app.db import deliveries as rows
from app.db.claimed import Claimed
from app.db.tables.devices import DeviceRow
from app.domain.delivering import TRY_OUT, Answer, Channel, Envelope, Trouble, is_gone
from app.domain.ports import Phones, Pushes
from app.domain.telling.facts import Facts
from app.domain.telling.push import News, news, trial
from app.services.ways.way import language_of, to_tell

Picture = Callable[[str], str]
"""The address, on this site, of a picture of what a notice is about."""


@dataclass(frozen=True)
class _DeviceWay:
    """What both have in common."""

    channel: Channel
    picture: Picture

    def news(self, claimed: Claimed) -> News | Answer:
        """What is to be told now; or why nothing is."""
        language = language_of(claimed)
        if claimed.device is None:
            return Answer(Trouble.GONE)
        if claimed.row.topic == TRY_OUT:
            return trial(language)
        told = to_tell(claimed, self.channel)
        if isinstance(told, Answer):
            return told
        return news(told, language, image=self._image(claimed, told))

    def _image(self, claimed: Claimed, told: list[Facts]) -> str:
        [first, *more] = told
        ids = {row.subject: row.id for row in claimed.notices}
        return self.picture(ids[first.subject]) if first.is_good and not more else ""

    @staticmethod
    def standing(session: Session, target: str, *, only_failing: bool) -> DeviceRow | None:
        """The device, locked."""
        statement = select(DeviceRow).where(col(DeviceRow.id) == target).with_for_update()
        if only_failing:
            statement = statement.where(col(DeviceRow.failing_since).is_not(None))
        return session.exec(statement, execution_options={"populate_existing": True}).one_or_none()

    def judge(
        self, session: Session, standing: DeviceRow, answer: Answer, *, is_last: bool
    ) -> None:
        """What a failure means for the device: left alone for a while, or forgotten."""
        del is_last
        if is_gone(self.channel, answer):
            rows.end_waiting(session, standing.id, problem=Trouble.GONE)
            session.delete(standing)
            return
        now = session.exec(select(rows.NOW)).one()
        standing.failing_since = standing.failing_since or now
        if answer.quiet:
            rows.put_off(session, standing.id, wait=answer.quiet)


@dataclass(frozen=True)
class PushWay(_DeviceWay):
    """Sealed for one browser."""

    pushes: Pushes

    def parcel(self, claimed: Claimed) -> Envelope | Answer:
        """What is sent now, encrypted and signed; or why nothing is."""
        told, device = self.news(claimed), claimed.device
        if isinstance(told, Answer) or device is None:
            return told if isinstance(told, Answer) else Answer(Trouble.GONE)
        keys = (device.p256dh or "", device.auth or "")
        body = json.dumps(_shown(told, claimed.row.id), ensure_ascii=False).encode()
        try:
            return self.pushes.envelope(device.address, keys, body, id_=claimed.row.id)
        except ValueError:
            return Answer(Trouble.UNREADABLE)


@dataclass(frozen=True)
class PhoneWay(_DeviceWay):
    """To apps, by Firebase."""

    phones: Phones

    def parcel(self, claimed: Claimed) -> Envelope | Answer:
        """What is sent now; or why nothing is."""
        told, device = self.news(claimed), claimed.device
        if isinstance(told, Answer) or device is None:
            return told if isinstance(told, Answer) else Answer(Trouble.GONE)
        return self.phones.envelope(device.address, told, id_=claimed.row.id)


def _shown(told: News, id_: str) -> dict[str, Any]:
    """What the service worker reads; `sw.js` knows these names."""
    return {
        "id": id_,
        "title": told.said.title,
        "body": told.said.body,
        "lang": told.language,
        "url": told.url,
        "image": told.image,
        "actions": [asdict(each) for each in told.actions],
        "subjects": told.subjects,
        **{name: word for name, word in told.data.items() if word},
    }
