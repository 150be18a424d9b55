"""Parts that ask the API by themselves, as Python names them; each is JSX beside this file."""

from typing import Any

import reflex as rx
from reflex_base.event import no_args_event_spec, passthrough_event_spec

from app.ui.components.local import PATHS, Local

_text = passthrough_event_spec(str)


class GuestButton(Local):
    """In, with nothing asked."""

    library = PATHS["access"]
    tag = "GuestButton"
    label: rx.Var[str]
    variant: rx.Var[str]
    to: rx.Var[str]


class AccessForm(Local):
    """Sign in or sign up."""

    library = PATHS["access"]
    tag = "AccessForm"
    way: rx.Var[str]
    stays_here: rx.Var[bool]


class SignOut(Local):
    """Out again."""

    library = PATHS["access"]
    tag = "SignOut"
    warn: rx.Var[bool]


class WebhookDesk(Local):
    """Addresses of one's own programs; it speaks to the REST routes."""

    library = PATHS["webhooks"]
    tag = "WebhookDesk"


class NoticeDesk(Local):
    """The inbox; it speaks to the REST routes."""

    library = PATHS["notices"]
    tag = "NoticeDesk"
    news: rx.Var[Any]


class Away(Local):
    """What ended since somebody last looked, in one line."""

    library = PATHS["notices"]
    tag = "Away"
    news: rx.Var[Any]


class TellingDesk(Local):
    """How somebody wants to be told; it speaks to the REST routes."""

    library = PATHS["telling"]
    tag = "TellingDesk"


class Confirm(Local):
    """Whether somebody reads e-mails where they got a link."""

    library = PATHS["telling"]
    tag = "Confirm"


class Unsubscribe(Local):
    """No more e-mails."""

    library = PATHS["telling"]
    tag = "Unsubscribe"


class TrashDesk(Local):
    """What was let go; it speaks to the REST routes."""

    library = PATHS["trash"]
    tag = "TrashDesk"


class LeavingBanner(Local):
    """How many songs leave, and when; it speaks to the REST routes."""

    library = PATHS["leaving"]
    tag = "LeavingBanner"


class LeavingDesk(Local):
    """Songs that leave: kept, taken home or let go; it speaks to the REST routes."""

    library = PATHS["leaving"]
    tag = "LeavingDesk"


class StorageMeter(Local):
    """How much room one's files take; it asks the REST routes."""

    library = PATHS["storage"]
    tag = "StorageMeter"


class StorageLine(Local):
    """The same in one line, with the way to the trash."""

    library = PATHS["storage"]
    tag = "StorageLine"

    running: rx.Var[int]
    things: rx.Var[int]


class TokenDesk(Local):
    """Personal tokens; it speaks to the REST routes."""

    library = PATHS["tokens"]
    tag = "TokenDesk"


class AddTo(Local):
    """Puts a song on a playlist."""

    library = PATHS["addto"]
    tag = "AddTo"
    song: rx.Var[str]
    title: rx.Var[str]
    variant: rx.Var[str]


class PlaylistShelf(Local):
    """All playlists; it speaks to the REST routes."""

    library = PATHS["playlists"]
    tag = "PlaylistShelf"


class PlaylistDesk(Local):
    """One playlist; it speaks to the REST routes."""

    library = PATHS["playlist"]
    tag = "PlaylistDesk"


class ShareButton(Local):
    """Shows something to others by a link."""

    library = PATHS["shares"]
    tag = "ShareButton"
    kind: rx.Var[str]
    target: rx.Var[str]
    title: rx.Var[str]


class ShareDesk(Local):
    """Every link that shows something; it speaks to the REST routes."""

    library = PATHS["shares"]
    tag = "ShareDesk"


class SharedPage(Local):
    """What somebody with a link sees."""

    library = PATHS["shared"]
    tag = "SharedPage"


class NameForm(Local):
    """What we call the person."""

    library = PATHS["access"]
    tag = "NameForm"
    name: rx.Var[str]
    on_saved: rx.EventHandler[no_args_event_spec]


class PasswordForm(Local):
    """Another password."""

    library = PATHS["access"]
    tag = "PasswordForm"


class LeaveForm(Local):
    """Out for good."""

    library = PATHS["access"]
    tag = "LeaveForm"
    guest: rx.Var[bool]
