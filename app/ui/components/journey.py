"""Journeys on pages, as Python names them; each is JSX beside this file."""

from typing import Any

import reflex as rx
from reflex_base.event import no_args_event_spec, passthrough_event_spec

from app.ui.components.local import PATHS, Local

_text = passthrough_event_spec(str)
_form = passthrough_event_spec(dict[str, Any])
_text_and_form = passthrough_event_spec(str, dict[str, Any])


class JourneyPage(Local):
    """One journey: its book, the form of a log, and the story from v0 to vFinal."""

    library = PATHS["journey"]
    tag = "JourneyPage"
    journey: rx.Var[Any]
    logs: rx.Var[Any]
    listening: rx.Var[Any]
    running: rx.Var[Any]
    from_start: rx.Var[bool]
    more: rx.Var[bool]
    preview: rx.Var[Any]
    end_preview: rx.Var[Any]
    written: rx.Var[str]
    wrong: rx.Var[str]
    takes: rx.Var[Any]
    takes_of: rx.Var[str]
    sings: rx.Var[bool]
    helps: rx.Var[bool]
    ahead_spent: rx.Var[int]
    price: rx.Var[int]
    on_foresee: rx.EventHandler[_form]
    on_write: rx.EventHandler[_form]
    on_finish: rx.EventHandler[_form]
    on_edit: rx.EventHandler[_text_and_form]
    on_remove: rx.EventHandler[_text]
    on_retry: rx.EventHandler[_text]
    on_stop: rx.EventHandler[_text]
    on_again: rx.EventHandler[_text_and_form]
    on_takes: rx.EventHandler[_text]
    on_lead: rx.EventHandler[_text]
    on_turn: rx.EventHandler[no_args_event_spec]
    on_further: rx.EventHandler[no_args_event_spec]
    on_set_aside: rx.EventHandler[no_args_event_spec]
    on_resume: rx.EventHandler[no_args_event_spec]
    on_settle: rx.EventHandler[_form]
    on_correct: rx.EventHandler[_form]
    on_delete: rx.EventHandler[no_args_event_spec]


class JourneyCover(Local):
    """One journey on the shelf: its cover, how far it is, and what is being made."""

    library = PATHS["journey_shelf"]
    tag = "JourneyCover"
    journey: rx.Var[Any]


class ReadingNow(Local):
    """The book that is being read, quietly."""

    library = PATHS["journey_shelf"]
    tag = "ReadingNow"
    journey: rx.Var[Any]


class BeginJourney(Local):
    """Chooses a book and begins its journey; it speaks to the REST routes."""

    library = PATHS["journey_begin"]
    tag = "BeginJourney"
