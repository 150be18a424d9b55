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
    "forms",
    "herald",
    "icons",
    "indicator",
    "keys",
    "moon",
    "player",
    "sheet",
    "shell",
    "status",
    "time",
    "wave",
)
_PATHS = {name: rx.asset(f"{name}.jsx", shared=True).importable_path for name in _FILES}

_text = passthrough_event_spec(str)
_texts = passthrough_event_spec(list[str])


class _Local(rx.Component):
    """Something of ours."""


class Icon(_Local):
    """A line drawing."""

    library = _PATHS["icons"]
    tag = "Icon"
    name: rx.Var[str]
    size: rx.Var[int]


class Moon(_Local):
    """How far one job is."""

    library = _PATHS["moon"]
    tag = "Moon"
    job: rx.Var[Any]
    size: rx.Var[int]


class Disc(_Local):
    """A moon that follows nothing."""

    library = _PATHS["moon"]
    tag = "Disc"
    phase: rx.Var[float]
    state: rx.Var[str]
    size: rx.Var[int]
    fresh: rx.Var[bool]


class Crescent(_Local):
    """The crescent of the wordmark."""

    library = _PATHS["moon"]
    tag = "Crescent"
    size: rx.Var[int]


class Status(_Local):
    """What is true of a job, in words."""

    library = _PATHS["status"]
    tag = "Status"
    job: rx.Var[Any]


class Left(_Local):
    """How long a job still takes."""

    library = _PATHS["status"]
    tag = "Left"
    job: rx.Var[Any]


class Ago(_Local):
    """How long ago something was."""

    library = _PATHS["time"]
    tag = "Ago"
    at: rx.Var[int]


class Moment(_Local):
    """When something was, to the second."""

    library = _PATHS["time"]
    tag = "Moment"
    at: rx.Var[int]


class Took(_Local):
    """How long a job took."""

    library = _PATHS["time"]
    tag = "Took"
    job: rx.Var[Any]


class Usual(_Local):
    """How long such work usually takes."""

    library = _PATHS["time"]
    tag = "Usual"
    low: rx.Var[float]
    high: rx.Var[float]


class Greeting(_Local):
    """Good evening, by name."""

    library = _PATHS["time"]
    tag = "Greeting"
    name: rx.Var[str]


class PlayButton(_Local):
    """Plays or pauses one track."""

    library = _PATHS["player"]
    tag = "PlayButton"
    track: rx.Var[Any]
    size: rx.Var[str]
    label: rx.Var[str]


class TrackWave(_Local):
    """The waveform of one track, with its playhead."""

    library = _PATHS["player"]
    tag = "TrackWave"
    track: rx.Var[Any]
    bars: rx.Var[int]
    height: rx.Var[int]


class Sketch(_Local):
    """A small waveform to look at."""

    library = _PATHS["wave"]
    tag = "Sketch"
    peaks: rx.Var[str]
    bars: rx.Var[int]
    height: rx.Var[int]


class Player(_Local):
    """The one player of the site."""

    library = _PATHS["player"]
    tag = "Player"


class Indicator(_Local):
    """What is being made, on every page."""

    library = _PATHS["indicator"]
    tag = "Indicator"
    running: rx.Var[Any]
    ended: rx.Var[Any]
    on_cancel: rx.EventHandler[_text]
    on_see: rx.EventHandler[_texts]


class Herald(_Local):
    """Tells what happened."""

    library = _PATHS["herald"]
    tag = "Herald"
    running: rx.Var[Any]
    ended: rx.Var[Any]
    loaded: rx.Var[bool]
    notice: rx.Var[Any]


class Keys(_Local):
    """The keyboard and its help."""

    library = _PATHS["keys"]
    tag = "Keys"


class Arrival(_Local):
    """Language and who is here. Carries the fonts, since it is on every page."""

    library = _PATHS["shell"]
    tag = "Arrival"
    lib_dependencies: list[str] = ["pretendard@1.3.9"]  # noqa: RUF012 -- a field of Reflex
    ready: rx.Var[bool]
    known: rx.Var[bool]
    language: rx.Var[str]

    def add_imports(self) -> ImportDict:
        """The fonts' style sheets."""
        return _FONTS


class Landing(_Local):
    """Focus after a change of page."""

    library = _PATHS["shell"]
    tag = "Landing"


class PageTitle(_Local):
    """The name of the page in the tab."""

    library = _PATHS["shell"]
    tag = "PageTitle"
    words: rx.Var[str]


class PollTimer(_Local):
    """Asks for news while somebody looks; 0 asks only when they come back."""

    library = _PATHS["shell"]
    tag = "PollTimer"
    interval: rx.Var[int]
    on_tick: rx.EventHandler[no_args_event_spec]


class Connection(_Local):
    """Says when the connection is gone."""

    library = _PATHS["shell"]
    tag = "Connection"


class SkipLink(_Local):
    """Past the navigation, for the keyboard."""

    library = _PATHS["shell"]
    tag = "SkipLink"


class OrderKey(_Local):
    """The idempotency key of the next order."""

    library = _PATHS["forms"]
    tag = "OrderKey"
    started: rx.Var[str]
    clears: rx.Var[str]


class StartGuard(_Local):
    """One press at a time."""

    library = _PATHS["forms"]
    tag = "StartGuard"
    form: rx.Var[str]


class Examples(_Local):
    """Sentences to begin with."""

    library = _PATHS["forms"]
    tag = "Examples"
    field: rx.Var[str]


class Grow(_Local):
    """Lets a field grow with its text."""

    library = _PATHS["forms"]
    tag = "Grow"
    field: rx.Var[str]


class SearchField(_Local):
    """Finds while you type, but not while a syllable is composed."""

    library = _PATHS["forms"]
    tag = "SearchField"
    label: rx.Var[str]
    hint: rx.Var[str]
    value: rx.Var[str]
    on_find: rx.EventHandler[_text]


class More(_Local):
    """The rest, when its end comes into sight."""

    library = _PATHS["forms"]
    tag = "More"
    label: rx.Var[str]
    on_reach: rx.EventHandler[no_args_event_spec]


class LanguageChoice(_Local):
    """Korean or English."""

    library = _PATHS["forms"]
    tag = "LanguageChoice"


class LanguageSwitch(_Local):
    """The other language."""

    library = _PATHS["forms"]
    tag = "LanguageSwitch"


class ThemeChoice(_Local):
    """Light, dark, or as the device is."""

    library = _PATHS["forms"]
    tag = "ThemeChoice"


class Ask(_Local):
    """A button that asks once more."""

    library = _PATHS["sheet"]
    tag = "Ask"
    label: rx.Var[str]
    icon: rx.Var[str]
    title: rx.Var[str]
    body: rx.Var[str]
    yes: rx.Var[str]
    no: rx.Var[str]
    danger: rx.Var[bool]
    variant: rx.Var[str]
    act: rx.Var[str]
    on_yes: rx.EventHandler[no_args_event_spec]


class Cancel(_Local):
    """Cancel a job, with its truth told first."""

    library = _PATHS["sheet"]
    tag = "Cancel"
    job: rx.Var[Any]
    variant: rx.Var[str]
    on_cancel: rx.EventHandler[_text]


class Rename(_Local):
    """Give something another name."""

    library = _PATHS["sheet"]
    tag = "Rename"
    name: rx.Var[str]
    label: rx.Var[str]
    title: rx.Var[str]
    on_name: rx.EventHandler[_text]


class GuestButton(_Local):
    """In, with nothing asked."""

    library = _PATHS["access"]
    tag = "GuestButton"
    label: rx.Var[str]
    variant: rx.Var[str]
    to: rx.Var[str]


class AccessForm(_Local):
    """Sign in or sign up."""

    library = _PATHS["access"]
    tag = "AccessForm"
    way: rx.Var[str]
    stays_here: rx.Var[bool]


class SignOut(_Local):
    """Out again."""

    library = _PATHS["access"]
    tag = "SignOut"
    warn: rx.Var[bool]


class NameForm(_Local):
    """What we call the person."""

    library = _PATHS["access"]
    tag = "NameForm"
    name: rx.Var[str]
    on_saved: rx.EventHandler[no_args_event_spec]


class PasswordForm(_Local):
    """Another password."""

    library = _PATHS["access"]
    tag = "PasswordForm"


class LeaveForm(_Local):
    """Out for good."""

    library = _PATHS["access"]
    tag = "LeaveForm"
    guest: rx.Var[bool]


class Broken(_Local):
    """The page broke: words, and a way on."""

    library = _PATHS["shell"]
    tag = "Broken"
