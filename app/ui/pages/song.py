"""One song: while it is made, when it is ready, and when it did not come."""

import reflex as rx

from app.ui.components.desks import AddTo, ShareButton
from app.ui.components.kit import for_credits, h1, h2, icon, link, page, sheen
from app.ui.components.parts import (
    Ago,
    Downloads,
    LetGo,
    PlayButton,
    Rename,
    Sketch,
    Took,
    TrackWave,
)
from app.ui.pages.about import about
from app.ui.pages.unmade import being_made, missing, not_come
from app.ui.state.song import SongState, Take
from app.ui.words import tr

_job = SongState.job


def song() -> rx.Component:
    """The page of one job."""
    return page(
        "song.page",
        rx.cond(
            SongState.missing,
            missing("/library", "nav.library"),
            rx.cond(_job.id, _found(), rx.fragment(h1("\u00a0"), sheen(2))),
        ),
    )


def _found() -> rx.Component:
    title = _title("text-28 min-[900px]:text-40")
    away = not_come(_job, title, again=SongState.again, delete=_delete())
    return rx.fragment(
        rx.match(
            _job.status,
            ("completed", _ready()),
            ("failed", away),
            ("cancelled", away),
            being_made(_job, title),
        ),
        rx.cond(SongState.takes, _takes()),
        about(SongState, made="song.understood"),
    )


def _title(look: str) -> rx.Component:
    return rx.el.div(
        h1(_job.title, class_name=f"min-w-0 font-said font-medium {look}"),
        Rename.create(
            name=_job.title,
            label=tr("song.rename"),
            title=tr("song.rename_title"),
            on_name=SongState.rename,
        ),
        class_name="flex items-start gap-2",
    )


def _ready() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            PlayButton.create(track=SongState.shown, size="large"),
            rx.el.div(
                _title("text-28 min-[900px]:text-40"),
                rx.el.p(
                    Ago.create(at=_job.ended),
                    rx.el.span("·"),
                    Took.create(job=_job),
                    class_name="mt-1 flex gap-2 text-13 text-quiet",
                ),
                class_name="min-w-0 flex-1",
            ),
            class_name="flex items-center gap-5",
        ),
        rx.el.div(
            TrackWave.create(track=SongState.shown, bars=120, height=104),
            class_name="card mt-6 px-5 py-6 min-[900px]:px-8",
        ),
        _actions(),
        class_name="mt-6",
    )


def _takes() -> rx.Component:
    return rx.el.section(
        h2(tr("song.takes"), id="takes"),
        rx.el.p(tr("song.takes_hint"), class_name="mt-1 text-13 text-quiet"),
        rx.el.ol(rx.foreach(SongState.takes, _take), aria_labelledby="takes", class_name="mt-2"),
        class_name="mt-16",
    )


def _take(take: rx.Var[Take]) -> rx.Component:
    is_shown = take.id == SongState.shown.id
    name = tr("history.take", n=take.number)
    return rx.el.li(
        PlayButton.create(track=take),
        rx.el.button(
            name,
            type="button",
            aria_current=rx.cond(is_shown, "true", "false"),
            on_click=SongState.show_take(take.id),
            class_name="tabular min-h-11 flex-none px-1 font-medium underline-offset-4 "
            "aria-[current=true]:text-accent aria-[current=true]:underline",
            custom_attrs={"data-act": "show-take"},
        ),
        Sketch.create(
            peaks=take.peaks, bars=64, height=32, class_name="min-w-0 flex-1 text-song opacity-70"
        ),
        rx.cond((SongState.shown.id != "") & ~is_shown, _beside_shown(take)),
        rx.el.button(
            rx.cond(take.leads, icon("starFull"), icon("star")),
            type="button",
            aria_pressed=take.leads,
            aria_label=tr("song.lead", n=take.number),
            title=tr("song.lead", n=take.number),
            on_click=SongState.lead(take.id),
            class_name="icon-button",
            custom_attrs={"data-act": "lead"},
        ),
        rx.el.a(
            icon("download"),
            href="/api/assets/" + take.id + "/file?download=1",
            download=True,
            # Reflex makes every anchor a way within the page: this one has to leave it.
            reload_document=True,
            aria_label=tr("song.download_take", n=take.number),
            class_name="icon-button",
            custom_attrs={"data-act": "download-take"},
        ),
        key=take.id,
        class_name="row",
    )


def _beside_shown(take: rx.Var[Take]) -> rx.Component:
    words = tr("song.compare_take", n=take.number)
    return link(
        icon("compare"),
        to="/compare?a=" + SongState.shown.id + "&b=" + take.id,
        aria_label=words,
        title=words,
        class_name="icon-button",
        custom_attrs={"data-act": "compare-take"},
    )


def _actions() -> rx.Component:
    favourite = SongState.shown.favourite
    return rx.el.div(
        Downloads.create(file=SongState.shown.id),
        rx.el.button(
            icon("again"),
            for_credits("song.again", _job.again),
            type="button",
            on_click=SongState.again,
            class_name="button button-plain max-[639px]:px-3 max-[639px]:[&>svg]:hidden",
        ),
        ShareButton.create(kind="song", target=SongState.shown.id, title=_job.title),
        rx.el.div(class_name="flex-1"),
        AddTo.create(song=SongState.shown.id, title=_job.title),
        rx.el.button(
            rx.cond(favourite, icon("heartFull"), icon("heart")),
            type="button",
            aria_pressed=favourite,
            aria_label=tr("song.favourite"),
            on_click=SongState.favourite,
            class_name="icon-button",
            custom_attrs={"data-act": "favourite"},
        ),
        _delete(),
        class_name="mt-4 flex flex-wrap items-center gap-2 max-[639px]:gap-x-1",
    )


def _delete() -> rx.Component:
    return LetGo.create(title=_job.title, days=SongState.trash_days, on_yes=SongState.delete)
