"""The front: a landing for strangers, a desk for whoever is known."""

from typing import Any

import reflex as rx

from app.ui.components.desks import Away, GuestButton, LeavingBanner
from app.ui.components.journey import ReadingNow
from app.ui.components.kit import empty, for_credits, h1, icon, job_row, link, page, section, sheen
from app.ui.components.model import Looks
from app.ui.components.parts import (
    AgainstList,
    Cancel,
    Disc,
    Greeting,
    OrderKey,
    PlayButton,
    Sketch,
    StartGuard,
)
from app.ui.pages.make_kinds import switch
from app.ui.state.cards import Card
from app.ui.state.home import HomeState
from app.ui.state.jobs import JobsState
from app.ui.state.library import Shelved
from app.ui.state.make import MakeState
from app.ui.state.person import PersonState
from app.ui.words import tr


def home() -> rx.Component:
    """Who is known sees their desk; until the server has said so, the browser's memory decides."""
    return page(
        "home.page",
        rx.cond(
            PersonState.known,
            _desk(),
            rx.fragment(
                rx.el.div(_landing(), class_name="stranger-only"),
                rx.el.div(_waiting(), class_name="known-only"),
            ),
        ),
    )


def _waiting() -> rx.Component:
    return rx.el.div(rx.el.div(class_name="mt-6 h-12"), sheen(3))


def _landing() -> rx.Component:
    promises = [
        rx.el.li(
            Disc.create(phase=phase, state="ready" if phase == 1 else "making", size=40),
            rx.el.h2(tr(f"front.{name}_title"), class_name="mt-4 text-21"),
            rx.el.p(tr(f"front.{name}"), class_name="mt-2 text-quiet"),
        )
        for name, phase in (("one", 0.25), ("two", 0.6), ("three", 1))
    ]
    return rx.el.div(
        rx.el.div(
            Disc.create(phase=1, state="ready", size=120, class_name="waxing mx-auto mb-9"),
            h1(
                tr("front.title"),
                class_name="reserve mx-auto max-w-[18ch] text-40 min-[900px]:text-[3.5rem]",
            ),
            rx.el.p(
                tr("front.lead"), class_name="reserve mx-auto mt-5 max-w-[52ch] text-17 text-quiet"
            ),
            rx.el.div(
                GuestButton.create(label=tr("front.try")),
                rx.el.p(tr("front.try_note"), class_name="text-13 text-quiet"),
                class_name="mt-8 flex flex-col items-center gap-3",
            ),
            class_name="pb-20 pt-14 text-center min-[900px]:pb-28 min-[900px]:pt-20",
        ),
        rx.el.ul(
            *promises, class_name="grid gap-10 border-t border-line pt-12 min-[900px]:grid-cols-3"
        ),
    )


def _desk() -> rx.Component:
    return rx.fragment(
        h1(
            Greeting.create(name=PersonState.name),
            class_name="mt-4 text-28 min-[900px]:mt-6 min-[900px]:text-40",
        ),
        Away.create(news=JobsState.ended),
        _composer(),
        LeavingBanner.create(),
        rx.cond(
            JobsState.running,
            section("home.running", rx.el.ul(rx.foreach(JobsState.running, _running))),
        ),
        _ended_part("home.ready", JobsState.ended, came=True),
        _ended_part("home.missed", JobsState.ended, came=False),
        ReadingNow.create(journey=HomeState.reading),
        rx.cond(
            HomeState.loaded,
            rx.cond(HomeState.lately, _lately(), _nothing()),
            sheen(2),
        ),
    )


def _composer() -> rx.Component:
    offer = MakeState.offer
    price = rx.cond(offer.price == 0, tr("make.free"), tr("make.price", n=offer.price))
    field = "home-prompt"
    form = rx.el.form(
        OrderKey.create(started=MakeState.started, clears=field),
        rx.el.label(tr("home.prompt"), html_for=field, class_name="sr-only"),
        rx.el.input(
            id=field,
            name="prompt",
            max_length=2000,
            placeholder=tr("make.placeholder"),
            auto_complete="off",
            class_name="min-h-14 w-full min-w-0 flex-1 bg-transparent px-2 font-said text-21 "
            "outline-none!",
        ),
        rx.el.div(
            rx.el.span(
                rx.cond(MakeState.quoted, price, ""),
                class_name="tabular flex-1 px-2 text-13 text-quiet",
            ),
            rx.el.button(tr("make.start"), type="submit", class_name="button button-primary"),
            class_name="flex items-center gap-2",
        ),
        id="home-form",
        on_submit=MakeState.start,
        class_name="card mt-6 flex flex-col gap-1 p-3 focus-within:border-accent "
        "min-[640px]:flex-row min-[640px]:items-center",
    )
    under = rx.el.div(
        switch("song", look="flex flex-1 flex-wrap gap-2 max-[479px]:[&_svg]:hidden"),
        link(
            icon("sliders", 16),
            tr("make.more"),
            to="/make",
            class_name="button button-quiet text-13",
        ),
        class_name="mt-3 flex items-center gap-2",
    )
    under = rx.fragment(
        rx.el.p(
            rx.cond(MakeState.wrong_field == "prompt", tr("make.wrong.prompt"), ""),
            role="alert",
            class_name="mt-1 text-13 text-danger empty:hidden",
        ),
        AgainstList.create(
            problems=MakeState.against,
            price=rx.cond(MakeState.quoted, offer.price, 0),
            available=PersonState.available,
        ),
        under,
    )
    return rx.fragment(form, under, StartGuard.create(form="home-form"))


def _running(job: rx.Var[Card]) -> rx.Component:
    return job_row(
        job,
        rx.cond(
            job.status != "cancelling",
            Cancel.create(job=job, variant="icon", on_cancel=JobsState.cancel),
        ),
    )


def _ended_part(title: str, ended: Any, *, came: bool) -> rx.Component:
    # Hidden by CSS while it has no rows, so the list need not be sent twice.
    # Keyed outside of the condition: else every arrival would make all rows anew, and whoever
    # stands on one with the keyboard would lose their place.
    rows = rx.foreach(
        ended,
        lambda job: rx.fragment(
            rx.cond((job.status == "completed") == came, _ended(job)), key=job.id
        ),
    )
    return rx.el.div(section(title, rx.el.ul(rows)), class_name="hidden has-[li]:block")


def _ended(job: rx.Var[Card]) -> rx.Component:
    return job_row(
        job,
        PlayButton.create(track=job.track),
        rx.cond(
            job.status == "failed",
            rx.el.button(
                for_credits("act.retry", job.again),
                type="button",
                on_click=JobsState.retry(job.id),
                class_name="button button-plain",
                custom_attrs={"data-act": "retry"},
            ),
        ),
    )


def _lately() -> rx.Component:
    more = link(tr("home.all"), to="/library", class_name="quiet-link text-13")
    return section(
        "home.lately",
        rx.el.ul(
            rx.foreach(HomeState.lately, _thing),
            class_name="mt-4 grid gap-4 min-[640px]:grid-cols-2 min-[1120px]:grid-cols-3",
        ),
        aside=more,
    )


def _thing(song: rx.Var[Shelved]) -> rx.Component:
    is_song = song.medium == "song"
    return rx.el.li(
        rx.cond(
            is_song,
            rx.el.div(
                Sketch.create(
                    peaks=song.peaks, bars=48, height=44, class_name="w-full text-song opacity-70"
                ),
                class_name="px-5 pt-5",
            ),
        ),
        rx.el.div(
            rx.cond(is_song, PlayButton.create(track=song), Looks.create(thing=song)),
            link(
                song.title,
                to=song.page,
                custom_attrs={"data-open": True},
                class_name="min-w-0 flex-1 truncate font-medium hover:underline",
            ),
            class_name="flex items-center gap-3 p-4",
        ),
        key=song.id,
        custom_attrs={"data-row": True},
        class_name="card flex min-w-0 flex-col justify-end overflow-hidden",
    )


def _nothing() -> rx.Component:
    return rx.cond(
        JobsState.running,
        rx.fragment(),
        empty(
            "home.empty", link(tr("home.empty_act"), to="/make", class_name="button button-plain")
        ),
    )
