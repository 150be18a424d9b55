"""Our own components: each is a few lines of JSX beside this file, named here for Python."""

from typing import Any

import reflex as rx
from reflex_base.event import no_args_event_spec, passthrough_event_spec
from reflex_base.utils.imports import ImportDict

from app.ui.words import CATALOGUES

_FONTS: ImportDict = {
    "": [
        "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css",
    ]
}
# The files import the words by their path, so those have to be in place.
_LANGUAGES = tuple(CATALOGUES)
_FILES = (
    "access",
    "addto",
    "album",
    "album_grid",
    "album_parting",
    "album_people",
    "album_wizard",
    "albums",
    "arranging",
    "asked",
    "asking",
    "books",
    "booksearch",
    "choosing",
    "compare",
    "compare_songs",
    "covers",
    "downloads",
    "duet",
    "forms",
    "herald",
    "history",
    "icons",
    "indicator",
    "journey",
    "journey_begin",
    "journey_book",
    "journey_form",
    "journey_log",
    "journey_parts",
    "journey_plan",
    "journey_settings",
    "journey_shelf",
    "keys",
    "large",
    "leaving",
    "lightbox",
    "lyrics",
    "makers",
    "mark",
    "models",
    "messenger",
    "money",
    "moon",
    "notices",
    "operations",
    "operations_charts",
    "operations_failed",
    "operations_jobs",
    "operations_lists",
    "operations_lost",
    "operations_makers",
    "operations_overview",
    "operations_people",
    "operations_story",
    "picker",
    "picture",
    "player",
    "playing",
    "playlist",
    "playlists",
    "pushing",
    "sending",
    "shared",
    "shared_photos",
    "shares",
    "sheet",
    "shell",
    "status",
    "storage",
    "telling",
    "time",
    "tokens",
    "trash",
    "viewer",
    "wave",
    "webhooks",
)
PATHS = {name: rx.asset(f"{name}.jsx", shared=True).importable_path for name in _FILES}

_text = passthrough_event_spec(str)
_texts = passthrough_event_spec(list[str])


class Local(rx.Component):
    """Something of ours."""


class Crescent(Local):
    """The crescent of the wordmark."""

    library = PATHS["moon"]
    tag = "Crescent"
    size: rx.Var[int]


class Player(Local):
    """The one player of the site."""

    library = PATHS["player"]
    tag = "Player"


class Indicator(Local):
    """What is being made, on every page."""

    library = PATHS["indicator"]
    tag = "Indicator"
    running: rx.Var[Any]
    ended: rx.Var[Any]
    on_cancel: rx.EventHandler[_text]
    on_see: rx.EventHandler[_texts]


class Herald(Local):
    """Tells what happened."""

    library = PATHS["herald"]
    tag = "Herald"
    running: rx.Var[Any]
    ended: rx.Var[Any]
    loaded: rx.Var[bool]
    notice: rx.Var[Any]


class Messenger(Local):
    """Between the page and what comes from outside of it."""

    library = PATHS["messenger"]
    tag = "Messenger"
    known: rx.Var[bool]
    unseen: rx.Var[int]


class Balance(Local):
    """What can be spent, with what is set aside beside it."""

    library = PATHS["money"]
    tag = "Balance"
    available: rx.Var[int]
    held: rx.Var[int]


class Keys(Local):
    """The keyboard and its help."""

    library = PATHS["keys"]
    tag = "Keys"


class Arrival(Local):
    """Language and who is here. Carries the fonts, since it is on every page."""

    library = PATHS["shell"]
    tag = "Arrival"
    lib_dependencies: list[str] = ["pretendard@1.3.9"]  # noqa: RUF012 -- a field of Reflex
    ready: rx.Var[bool]
    known: rx.Var[bool]
    language: rx.Var[str]

    def add_imports(self) -> ImportDict:
        """The fonts' style sheets."""
        return _FONTS


class Landing(Local):
    """Focus after a change of page."""

    library = PATHS["shell"]
    tag = "Landing"


class PlaceLink(Local):
    """A link that knows whether it leads to where we are."""

    library = PATHS["shell"]
    tag = "PlaceLink"
    to: rx.Var[str]
    end: rx.Var[bool]


class PageTitle(Local):
    """The name of the page in the tab."""

    library = PATHS["shell"]
    tag = "PageTitle"
    words: rx.Var[str]


class PollTimer(Local):
    """Asks for news while somebody looks; 0 asks only when they come back."""

    library = PATHS["shell"]
    tag = "PollTimer"
    interval: rx.Var[int]
    on_tick: rx.EventHandler[no_args_event_spec]


class Connection(Local):
    """Says when the connection is gone."""

    library = PATHS["shell"]
    tag = "Connection"


class SkipLink(Local):
    """Past the navigation, for the keyboard."""

    library = PATHS["shell"]
    tag = "SkipLink"


class LanguageSwitch(Local):
    """The other language."""

    library = PATHS["forms"]
    tag = "LanguageSwitch"


class Broken(Local):
    """The page broke: words, and a way on."""

    library = PATHS["shell"]
    tag = "Broken"
