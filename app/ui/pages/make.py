"""Where a song begins. It stays usable: start one, start another."""

from typing import Any

import reflex as rx

from app.media.song import Genre, Mood
from app.ui.components.kit import h1, icon, link, page
from app.ui.components.local import Balance
from app.ui.components.parts import (
    AgainstList,
    Cancel,
    Examples,
    Grow,
    LyricsField,
    Makers,
    Moon,
    OrderKey,
    PlayButton,
    Sky,
    StartGuard,
    Status,
    Usual,
)
from app.ui.state.jobs import JobsState
from app.ui.state.make import TAKES, MakeState
from app.ui.state.offers import LENGTHS, FileChoice
from app.ui.state.person import PersonState
from app.ui.words import tr

FORM = "make-form"
FIELD = "make-prompt"


def make() -> rx.Component:
    """The form, and what it costs, and what became of the last one."""
    return page(
        "make.page",
        h1(tr("make.title"), class_name="mt-4 text-28 min-[900px]:mt-6 min-[900px]:text-40"),
        rx.el.form(
            OrderKey.create(started=MakeState.started),
            rx.el.div(
                _words(),
                _choices("genre", tuple(Genre)),
                _choices("mood", tuple(Mood)),
                rx.el.div(
                    rx.cond(MakeState.offer.lengths.length() > 0, _length()),
                    rx.cond(MakeState.offer.sings, _voice()),
                    class_name="grid gap-x-12 gap-y-7 min-[640px]:grid-cols-2",
                ),
                rx.cond(MakeState.offer.sings, _lyrics()),
                Makers.create(
                    offers=MakeState.offers,
                    chosen=MakeState.provider,
                    on_choose=MakeState.choose_provider,
                ),
                _more(),
                class_name="flex min-w-0 flex-col gap-7",
            ),
            _start(),
            id=FORM,
            on_submit=MakeState.start,
            class_name="group/make mt-6 grid grid-cols-[minmax(0,1fr)] gap-8 min-[1100px]:gap-14 "
            "min-[1100px]:grid-cols-[minmax(0,1fr)_300px]",
        ),
        StartGuard.create(form=FORM),
        Grow.create(field=FIELD),
    )


def _words() -> rx.Component:
    return rx.el.div(
        rx.el.label(tr("make.prompt"), html_for=FIELD, class_name="sr-only"),
        rx.el.textarea(
            id=FIELD,
            name="prompt",
            rows=3,
            max_length=2000,
            placeholder=tr("make.placeholder"),
            aria_describedby="wrong-prompt",
            aria_invalid=MakeState.wrong_field == "prompt",
            class_name="field block resize-none rounded-card px-5 py-4 font-said text-21 "
            "leading-normal",
        ),
        _wrong("prompt"),
        rx.el.div(Examples.create(field=FIELD), class_name="mt-3"),
    )


def _wrong(field: str) -> rx.Component:
    words = tr(f"make.wrong.{field}")
    if field == "prompt":
        long = MakeState.wrong_code == "too_long"
        words = rx.cond(long, tr("make.wrong.prompt_long"), words)
    return rx.el.p(
        rx.cond(MakeState.wrong_field == field, words, ""),
        id=f"wrong-{field}",
        role="alert",
        class_name="mt-1.5 text-13 text-danger empty:hidden",
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


def _group(legend: str, *children: rx.Component) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(tr(legend), class_name="mb-2.5 font-medium"),
        rx.el.div(*children, class_name="flex flex-wrap gap-2"),
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
    )


def _voice() -> rx.Component:
    return _group(
        "make.voice",
        _radio("voice", "instrumental", tr("make.instrumental"), checked=True),
        _radio("voice", "sung", tr("make.sung"), checked=False),
    )


def _more() -> rx.Component:
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


def _lyrics() -> rx.Component:
    """Only for who wants to hear somebody sing; the form itself knows."""
    wrong = rx.cond(MakeState.wrong_field == "lyrics", tr("make.wrong.lyrics"), "")
    return rx.el.div(
        LyricsField.create(
            helps=MakeState.helps,
            about=FIELD,
            title="make-title",
            label=tr("make.lyrics"),
            hint=tr("make.lyrics_hint"),
            wrong=wrong,
        ),
        class_name="hidden group-has-[input[value=sung]:checked]/make:block",
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
        ),
        rx.el.p(tr("make.takes_hint"), class_name="mt-1 text-13 text-quiet"),
    )


def _field(name: str, label: str, hint: str, **props: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(tr(label), html_for=f"make-{name}", class_name="mb-1.5 block font-medium"),
        rx.el.input(
            id=f"make-{name}",
            name=name,
            auto_complete="off",
            aria_describedby=f"hint-{name}",
            class_name="field",
            **props,
        ),
        rx.el.p(tr(hint), id=f"hint-{name}", class_name="mt-1 text-13 text-quiet"),
        _wrong(name) if name == "tempo" else rx.fragment(),
    )


def _start() -> rx.Component:
    offer = MakeState.offer
    price = rx.cond(offer.price == 0, tr("make.free"), tr("make.price", n=offer.price))
    order = rx.el.div(
        rx.el.div(
            rx.el.p(
                rx.cond(MakeState.quoted, rx.el.span(price, class_name="font-medium")),
                Usual.create(low=offer.low, high=offer.high, class_name="text-quiet"),
                Balance.create(
                    available=PersonState.available,
                    held=PersonState.held,
                    class_name="w-full text-13 text-quiet min-[1100px]:hidden",
                ),
                class_name="tabular flex min-h-6 flex-1 flex-wrap items-baseline gap-x-3 "
                "min-[1100px]:flex-none min-[1100px]:justify-between",
            ),
            rx.el.button(
                tr("make.start"),
                type="submit",
                class_name="button button-primary min-w-32 min-[1100px]:mt-4 min-[1100px]:w-full",
            ),
            class_name="flex items-center gap-4 min-[1100px]:flex-col min-[1100px]:items-stretch "
            "min-[1100px]:gap-0",
        ),
        AgainstList.create(
            problems=MakeState.against,
            price=rx.cond(MakeState.quoted, offer.price, 0),
            available=PersonState.available,
        ),
        rx.el.p(
            tr("make.you_have"),
            Balance.create(available=PersonState.available, held=PersonState.held),
            class_name="mt-3 hidden flex-wrap gap-x-1.5 text-13 text-quiet min-[1100px]:flex",
        ),
        Sky.create(offer=offer, offers=MakeState.offers, class_name="mt-2"),
        class_name="card p-3 pl-5 max-[1099px]:shadow-float min-[1100px]:p-5",
    )
    return rx.el.aside(
        rx.cond(MakeState.made.id, rx.cond(MakeState.made.status != "cancelled", _started())),
        order,
        class_name="sticky z-10 flex flex-col-reverse gap-4 self-start "
        "max-[1099px]:bottom-[calc(var(--under)+12px)] "
        "max-[1099px]:order-last max-[1099px]:w-full max-[1099px]:flex-col min-[1100px]:top-20",
    )


def _started() -> rx.Component:
    job = MakeState.made
    runs = (job.status == "pending") | (job.status == "generating")
    return rx.el.div(
        Moon.create(job=job, size=28),
        rx.el.div(
            link(
                job.title,
                to="/song/" + job.id,
                class_name="block truncate font-medium hover:underline",
            ),
            Status.create(job=job, class_name="block text-13 text-quiet"),
            rx.cond(
                runs,
                rx.el.p(tr("status.on_its_way"), class_name="mt-1 text-13 text-quiet"),
            ),
            class_name="min-w-0 flex-1",
        ),
        rx.cond(runs, Cancel.create(job=job, variant="icon", on_cancel=JobsState.cancel)),
        PlayButton.create(track=job.track),
        class_name="card rise flex items-center gap-3 p-4",
        custom_attrs={"data-started": True},
    )
