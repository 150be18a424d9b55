"""What people and their programs are told, and how it reaches them."""

from collections.abc import Mapping
from functools import cached_property

from app.adapters.waveform import draw
from app.bootstrap.people import People
from app.domain.delivering import Channel
from app.services.courier import Courier
from app.services.deliveries import Deliveries
from app.services.devices import Devices
from app.services.mailboxes import Links, Mailboxes
from app.services.notice_pictures import NoticePictures
from app.services.notices import Notices
from app.services.rotation import Rotation
from app.services.sent import Sent
from app.services.unsubscribing import Unsubscribing
from app.services.ways.devices import PhoneWay, PushWay
from app.services.ways.hooks import HookWay
from app.services.ways.mail import MailWay
from app.services.ways.way import Way
from app.services.webhooks import Webhooks


class Telling(People):
    """Being told."""

    @cached_property
    def webhooks(self) -> Webhooks:
        """Addresses of people's own programs."""
        return Webhooks(
            self.engine,
            self.seal,
            self.outbound,
            may_be_private=self.settings.webhooks_allow_private,
        )

    @cached_property
    def rotation(self) -> Rotation:
        """Another key for what is sealed."""
        return Rotation(self.db, self.seal)

    @cached_property
    def notices(self) -> Notices:
        """What people are told."""
        return Notices(self.engine)

    @cached_property
    def notice_pictures(self) -> NoticePictures:
        """What is shown beside it."""
        return NoticePictures(self.db, self.storage, self.keys, draw)

    @cached_property
    def devices(self) -> Devices:
        """Where they are told it while no page is open."""
        private = self.settings.webhooks_allow_private
        return Devices(self.engine, self.outbound, may_be_private=private)

    @cached_property
    def sent(self) -> Sent:
        """What was sent to them."""
        return Sent(self.db)

    @cached_property
    def mailboxes(self) -> Mailboxes:
        """Whether they read letters there."""
        return Mailboxes(self.engine, Links(self.keys))

    @cached_property
    def unsubscribing(self) -> Unsubscribing:
        """The way out of e-mails."""
        return Unsubscribing(self.db, self.keys)

    @cached_property
    def ways(self) -> Mapping[Channel, Way]:
        """How messages are made ready."""
        ways: dict[Channel, Way] = {Channel.WEBHOOK: HookWay(self.engine, self.seal)}
        picture = self.notice_pictures.path
        if self.pushes:
            ways[Channel.PUSH] = PushWay(Channel.PUSH, picture, self.pushes)
        if self.phones:
            ways[Channel.FCM] = PhoneWay(Channel.FCM, picture, self.phones)
        if self.mail:
            way = MailWay(self.settings.url, self.unsubscribing, Links(self.keys))
            ways[Channel.EMAIL] = way
        return ways

    @cached_property
    def courier(self) -> Courier:
        """Carries messages out."""
        deliveries = Deliveries(self.db, self.ways, self.engine.owner)
        return Courier(deliveries, self.outbound, self.mail)
