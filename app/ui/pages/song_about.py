"""What is known of a song beside the song: the wish, what was played, the receipt, the history."""

from typing import Any

import reflex as rx

from app.ui.components.kit import h2, icon
from app.ui.components.parts import Moment
from app.ui.state.song import Fact, Line, SongState
from app.ui.words import tr, tr_of

_job = SongState.job


def about() -> rx.Component:
    """Everything below the song itself."""
    return rx.el.div(
        rx.el.div(_asked(), _history(), class_name="flex min-w-0 flex-col gap-10"),
        rx.el.div(_facts(), _receipt(), class_name="flex flex-col gap-10"),
        class_name="mt-12 grid gap-10 min-[900px]:grid-cols-[1fr_300px] min-[900px]:gap-16",
    )


def _asked() -> rx.Component:
    return rx.el.section(
        h2(tr("song.asked")),
        rx.el.blockquote(
            SongState.prompt,
            class_name="mt-3 whitespace-pre-wrap font-said text-17 leading-relaxed",
        ),
        rx.cond(
            SongState.lyrics,
            rx.el.details(
                rx.el.summary(
                    tr("song.lyrics"), class_name="quiet-link mt-4 min-h-11 content-center"
                ),
                rx.el.p(SongState.lyrics, class_name="whitespace-pre-wrap text-quiet"),
            ),
        ),
    )


def _fact(fact: rx.Var[Fact]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(tr_of("fact", fact.name), class_name="flex-none text-quiet"),
        rx.el.dd(
            rx.match(
                fact.word,
                ("genre", tr_of("genre", fact.value)),
                ("mood", tr_of("mood", fact.value)),
                fact.value,
            ),
            class_name="text-right",
        ),
        key=fact.name,
        class_name="flex justify-between gap-4 border-b border-line py-2",
    )


def _facts() -> rx.Component:
    def part(title: str, facts: Any) -> rx.Component:
        return rx.cond(
            facts,
            rx.el.section(
                h2(tr(title)), rx.el.dl(rx.foreach(facts, _fact), class_name="mt-2 tabular")
            ),
        )

    return rx.fragment(
        part("song.understood", SongState.facts), part("song.settings", SongState.settings)
    )


def _receipt() -> rx.Component:
    words = rx.match(
        _job.status,
        ("completed", tr("song.receipt.spent", n=_job.price)),
        ("failed", tr("song.receipt.back", n=_job.price)),
        ("cancelled", tr("song.receipt.back", n=_job.price)),
        tr("song.receipt.held", n=_job.price),
    )
    return rx.el.section(
        h2(tr("song.receipt")),
        rx.el.p(words, class_name="tabular mt-2"),
        rx.el.p(tr("song.made_by", name=_job.provider), class_name="text-quiet"),
    )


def _line(line: rx.Var[Line]) -> rx.Component:
    return rx.el.li(
        rx.el.span(tr_of("event", line.kind)),
        Moment.create(at=line.at, class_name="tabular text-13 text-quiet"),
        class_name="relative flex flex-wrap justify-between gap-x-4 border-l border-line py-1.5 "
        "pl-5 "
        "before:absolute before:-left-[4px] before:top-[13px] before:size-[7px] "
        "before:rounded-full before:bg-moon-rim",
    )


def _history() -> rx.Component:
    return rx.el.details(
        rx.el.summary(
            h2(tr("song.history")),
            icon("down", 16),
            class_name="flex min-h-11 list-none items-center gap-2",
        ),
        rx.el.ol(rx.foreach(SongState.history, _line), class_name="ml-1 mt-3"),
    )
