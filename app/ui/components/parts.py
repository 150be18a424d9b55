"""The parts that pages are made of, as Python names them; each is JSX beside this file."""

from typing import Any

import reflex as rx
from reflex_base.event import no_args_event_spec, passthrough_event_spec

from app.ui.components.local import PATHS, Local

_text = passthrough_event_spec(str)


class Icon(Local):
    """A line drawing."""

    library = PATHS["icons"]
    tag = "Icon"
    name: rx.Var[str]
    size: rx.Var[int]


class Moon(Local):
    """How far one job is."""

    library = PATHS["moon"]
    tag = "Moon"
    job: rx.Var[Any]
    size: rx.Var[int]


class Mark(Local):
    """What stands for a job in a list: its moon, or its picture."""

    library = PATHS["mark"]
    tag = "Mark"
    job: rx.Var[Any]
    size: rx.Var[int]


class Disc(Local):
    """A moon that follows nothing."""

    library = PATHS["moon"]
    tag = "Disc"
    phase: rx.Var[float]
    state: rx.Var[str]
    size: rx.Var[int]
    fresh: rx.Var[bool]


class Status(Local):
    """What is true of a job, in words."""

    library = PATHS["status"]
    tag = "Status"
    job: rx.Var[Any]


class Left(Local):
    """How long a job still takes."""

    library = PATHS["status"]
    tag = "Left"
    job: rx.Var[Any]


class Ago(Local):
    """How long ago something was."""

    library = PATHS["time"]
    tag = "Ago"
    at: rx.Var[int]


class Took(Local):
    """How long a job took."""

    library = PATHS["time"]
    tag = "Took"
    job: rx.Var[Any]


class Usual(Local):
    """How long such work usually takes."""

    library = PATHS["time"]
    tag = "Usual"
    low: rx.Var[float]
    high: rx.Var[float]


class Greeting(Local):
    """Good evening, by name."""

    library = PATHS["time"]
    tag = "Greeting"
    name: rx.Var[str]


class PlayButton(Local):
    """Plays or pauses one track."""

    library = PATHS["player"]
    tag = "PlayButton"
    track: rx.Var[Any]
    size: rx.Var[str]
    label: rx.Var[str]


class TrackWave(Local):
    """The waveform of one track, with its playhead."""

    library = PATHS["player"]
    tag = "TrackWave"
    track: rx.Var[Any]
    bars: rx.Var[int]
    height: rx.Var[int]


class Sketch(Local):
    """A small waveform to look at."""

    library = PATHS["wave"]
    tag = "Sketch"
    peaks: rx.Var[str]
    bars: rx.Var[int]
    height: rx.Var[int]


class Downloads(Local):
    """Takes a thing home in the format one likes."""

    library = PATHS["downloads"]
    tag = "Downloads"
    file: rx.Var[str]
    medium: rx.Var[str]


class OrderKey(Local):
    """The idempotency key of the next order."""

    library = PATHS["forms"]
    tag = "OrderKey"
    started: rx.Var[str]
    clears: rx.Var[str]


class StartGuard(Local):
    """One press at a time."""

    library = PATHS["forms"]
    tag = "StartGuard"
    form: rx.Var[str]


class Mistake(Local):
    """Takes people to what was wrong."""

    library = PATHS["forms"]
    tag = "Mistake"
    form: rx.Var[str]
    field: rx.Var[str]
    times: rx.Var[int]


class Examples(Local):
    """Sentences to begin with."""

    library = PATHS["forms"]
    tag = "Examples"
    field: rx.Var[str]
    words: rx.Var[str]


class Grow(Local):
    """Lets a field grow with its text."""

    library = PATHS["forms"]
    tag = "Grow"
    field: rx.Var[str]


class SearchField(Local):
    """Finds while you type, but not while a syllable is composed."""

    library = PATHS["forms"]
    tag = "SearchField"
    label: rx.Var[str]
    hint: rx.Var[str]
    value: rx.Var[str]
    on_find: rx.EventHandler[_text]


class More(Local):
    """The rest, when its end comes into sight."""

    library = PATHS["forms"]
    tag = "More"
    label: rx.Var[str]
    on_reach: rx.EventHandler[no_args_event_spec]


class LanguageChoice(Local):
    """Korean or English."""

    library = PATHS["forms"]
    tag = "LanguageChoice"


class ThemeChoice(Local):
    """Light, dark, or as the device is."""

    library = PATHS["forms"]
    tag = "ThemeChoice"


class AgainstList(Local):
    """Everything that stands against a start."""

    library = PATHS["money"]
    tag = "AgainstList"
    problems: rx.Var[Any]
    price: rx.Var[int]
    available: rx.Var[int]


class Entries(Local):
    """Movements of credits, line by line."""

    library = PATHS["money"]
    tag = "Entries"
    entries: rx.Var[Any]
    titled: rx.Var[bool]


class Makers(Local):
    """Who makes it, when several can."""

    library = PATHS["makers"]
    tag = "Makers"
    offers: rx.Var[Any]
    chosen: rx.Var[str]
    on_choose: rx.EventHandler[_text]


class LyricsField(Local):
    """Words to be sung, and help with them."""

    library = PATHS["lyrics"]
    tag = "LyricsField"
    helps: rx.Var[bool]
    about: rx.Var[str]
    title: rx.Var[str]
    label: rx.Var[str]
    hint: rx.Var[str]
    wrong: rx.Var[str]


class Sky(Local):
    """How the chosen provider is right now, when it is not at its best."""

    library = PATHS["makers"]
    tag = "Sky"
    offer: rx.Var[Any]
    offers: rx.Var[Any]


class History(Local):
    """What happened to each try of a job."""

    library = PATHS["history"]
    tag = "History"
    tries: rx.Var[Any]
    medium: rx.Var[str]


class Value(Local):
    """One fact in the reader's own words."""

    library = PATHS["history"]
    tag = "Value"
    name: rx.Var[str]
    value: rx.Var[str]


class Ask(Local):
    """A button that asks once more."""

    library = PATHS["sheet"]
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


class Cancel(Local):
    """Cancel a job, with its truth told first."""

    library = PATHS["sheet"]
    tag = "Cancel"
    job: rx.Var[Any]
    variant: rx.Var[str]
    on_cancel: rx.EventHandler[_text]


class Rename(Local):
    """Give something another name."""

    library = PATHS["sheet"]
    tag = "Rename"
    name: rx.Var[str]
    label: rx.Var[str]
    title: rx.Var[str]
    on_name: rx.EventHandler[_text]


class LetGo(Local):
    """Asks, says until when it can be restored, and lets go."""

    library = PATHS["trash"]
    tag = "LetGo"
    title: rx.Var[str]
    days: rx.Var[float]
    on_yes: rx.EventHandler[no_args_event_spec]
