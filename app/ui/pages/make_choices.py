"""What may be chosen for a song beside its words; what its maker cannot do is not offered."""

from typing import Any

import reflex as rx

from app.media.song import Genre, Mood
from app.ui.components.kit import icon
from app.ui.components.parts import LyricsField
from app.ui.state.make import TAKES, MakeState
from app.ui.state.offers import LENGTHS, FileChoice
from app.ui.words import tr

PROMPT = "make-prompt"


def kinds() -> rx.Component:
    """Genre and mood."""
    return rx.fragment(_choices("genre", tuple(Genre)), _choices("mood", tuple(Mood)))


def sound() -> rx.Component:
    """How long, sung or not, and which words: all of it up to the maker."""
    offer = MakeState.offer
    return rx.fragment(
        rx.cond(
            (offer.lengths.length() > 0) | offer.sings,
            rx.el.div(
                rx.cond(offer.lengths.length() > 0, _length()),
                rx.cond(offer.sings, _voice()),
                class_name="grid gap-x-12 gap-y-7 min-[640px]:grid-cols-2",
            ),
        ),
        rx.cond(offer.sings, _lyrics()),
    )


def _radio(
    name: str, value: str, label: rx.Var[str], *, checked: bool | rx.Var[bool], **props: Any
) -> rx.Component:
    return rx.el.label(
        rx.el.input(
            type="radio",
            name=name,
            value=value,
            default_checked=checked,
            class_name="sr-only",
            **props,
        ),
        label,
        class_name="chip relative",
    )


def _group(legend: str, *children: rx.Component, below: rx.Component | None = None) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(tr(legend), class_name="mb-2.5 font-medium"),
        rx.el.div(*children, class_name="flex flex-wrap gap-2"),
        below or rx.fragment(),
    )


def _choices(name: str, values: tuple[str, ...]) -> rx.Component:
    return _group(
        f"make.{name}",
        _radio(name, "", tr("make.any"), checked=True),
        *[_radio(name, str(value), tr(f"{name}.{value}"), checked=False) for value in values],
    )


def _length() -> rx.Component:
    return _group(
        "make.length",
        *[
            rx.cond(
                MakeState.offer.lengths.contains(seconds),
                _radio(
                    "length_s",
                    str(seconds),
                    tr(f"make.length_{seconds}"),
                    checked=MakeState.length == seconds,
                    on_change=MakeState.choose_length(str(seconds)),
                ),
            )
            for seconds in LENGTHS
        ],
        below=wrong("length_s"),
    )


def _voice() -> rx.Component:
    return _group(
        "make.voice",
        _radio("voice", "instrumental", tr("make.instrumental"), checked=True),
        _radio("voice", "sung", tr("make.sung"), checked=False),
    )


def _lyrics() -> rx.Component:
    """Only for who wants to hear somebody sing; the form itself knows."""
    wrong = rx.cond(MakeState.wrong_field == "lyrics", tr("make.wrong.lyrics"), "")
    return rx.el.div(
        LyricsField.create(
            helps=MakeState.helps,
            about=PROMPT,
            title="make-title",
            label=tr("make.lyrics"),
            hint=tr("make.lyrics_hint"),
            wrong=wrong,
        ),
        class_name="hidden group-has-[input[value=sung]:checked]/make:block",
    )


def more() -> rx.Component:
    """What most people leave as it is."""
    return rx.el.details(
        rx.el.summary(
            icon("sliders"),
            tr("make.more"),
            class_name="button button-quiet -ml-3 list-none",
        ),
        rx.el.div(
            _field("tempo", "make.tempo", "make.tempo_hint", input_mode="numeric", max_length=3),
            _field("title", "make.name", "make.name_hint", max_length=120),
            rx.cond(MakeState.offer.files.length() > 0, _files()),
            _takes(),
            class_name="mt-4 grid gap-6 min-[640px]:grid-cols-2",
        ),
    )


def _field(name: str, label: str, hint: str, **props: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(tr(label), html_for=f"make-{name}", class_name="mb-1.5 block font-medium"),
        rx.el.input(
            id=f"make-{name}",
            name=name,
            auto_complete="off",
            aria_describedby=f"wrong-{name} hint-{name}",
            aria_invalid=MakeState.wrong_field == name,
            class_name="field",
            **props,
        ),
        wrong(name) if name == "tempo" else rx.fragment(),
        rx.el.p(tr(hint), id=f"hint-{name}", class_name="mt-1 text-13 text-quiet"),
    )


def _files() -> rx.Component:
    return rx.el.label(
        rx.el.span(tr("make.file"), class_name="mb-1.5 block font-medium"),
        rx.el.select(
            rx.foreach(MakeState.offer.files, _file),
            key=MakeState.offer.id,
            name="output_format",
            class_name="field",
        ),
        rx.el.span(tr("make.file_hint"), class_name="mt-1 block text-13 text-quiet"),
    )


def _file(choice: rx.Var[FileChoice]) -> rx.Component:
    return rx.el.option(choice.label, value=choice.value)


def _takes() -> rx.Component:
    return rx.el.div(
        _group(
            "make.takes",
            *[
                _radio(
                    "takes",
                    str(takes),
                    rx.Var.create(str(takes)),
                    checked=takes == 1,
                    on_change=MakeState.choose_takes(str(takes)),
                )
                for takes in TAKES
            ],
            below=rx.el.p(tr("make.takes_hint"), class_name="mt-1 text-13 text-quiet"),
        )
    )


def wrong(field: str) -> rx.Component:
    """What is wrong with this field, beside it."""
    words = tr(f"make.wrong.{field}")
    if field == "prompt":
        long = MakeState.wrong_code == "too_long"
        words = rx.cond(long, tr("make.wrong.prompt_long", most=MakeState.wrong_most), words)
    return rx.el.p(
        rx.cond(MakeState.wrong_field == field, words, ""),
        id=f"wrong-{field}",
        role="alert",
        class_name="mt-1.5 text-13 text-danger empty:hidden",
    )
