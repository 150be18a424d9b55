"""What stays on every page: navigation, the indicator, the player, and whoever tells the news."""

import reflex as rx
from reflex_components_core.base.error_boundary import ErrorBoundary

from app.ui.components.kit import icon, link
from app.ui.components.local import (
    Arrival,
    Balance,
    Broken,
    Connection,
    Crescent,
    Herald,
    Indicator,
    Keys,
    Landing,
    LanguageSwitch,
    Messenger,
    PlaceLink,
    Player,
    PollTimer,
    SkipLink,
)
from app.ui.state.jobs import JobsState
from app.ui.state.notice import NoticeState
from app.ui.state.person import PersonState
from app.ui.words import tr

_PLACES = (
    ("/", "home", "nav.home"),
    ("/make", "make", "nav.make"),
    ("/journeys", "book", "nav.journeys"),
    ("/library", "library", "nav.library"),
    ("/activity", "activity", "nav.activity"),
)
_ALBUMS = ("/albums", "image", "nav.albums")
_MODELS = ("/models", "cube", "nav.models")
"""On a phone the forms and the library lead there."""
_LISTS = ("/playlists", "playlist", "nav.playlists")
"""On a phone the library leads there."""
_RAIL_LINK = (
    "flex min-h-11 items-center gap-3 rounded-soft px-3 text-quiet hover:bg-sunken hover:text-ink "
    "aria-[current=page]:bg-sunken aria-[current=page]:font-semibold aria-[current=page]:text-ink"
)
_TAB = (
    "flex min-w-0 flex-1 flex-col items-center justify-center gap-1 text-13 text-quiet "
    "aria-[current=page]:text-accent"
)


def wordmark() -> rx.Component:
    """*Meanwhile*, with its crescent."""
    return link(
        Crescent.create(size=22),
        rx.el.span("Meanwhile", class_name="font-serif text-21 font-medium tracking-tight"),
        to="/",
        class_name="flex min-h-11 items-center gap-2.5",
    )


def _rail() -> rx.Component:
    places = [
        PlaceLink.create(icon(drawing), tr(words), to=to, end=to == "/", class_name=_RAIL_LINK)
        for to, drawing, words in (*_PLACES[:3], _ALBUMS, _MODELS, _PLACES[3], _LISTS, *_PLACES[4:])
    ]
    me = PlaceLink.create(
        Balance.create(
            available=PersonState.available, held=PersonState.held, class_name="text-13"
        ),
        rx.el.span(
            rx.cond(
                PersonState.name,
                PersonState.name,
                rx.cond(PersonState.is_guest, tr("nav.guest"), tr("account.title")),
            ),
            class_name="truncate font-medium text-ink",
        ),
        to="/account",
        class_name="flex min-h-14 flex-col justify-center rounded-soft px-3 py-2 text-quiet "
        "hover:bg-sunken aria-[current=page]:bg-sunken",
    )
    return rx.el.nav(
        rx.el.div(wordmark(), class_name="px-3 pb-4"),
        *places,
        rx.cond(
            PersonState.role != "person",
            PlaceLink.create(
                icon("operations"), tr("ops.title"), to="/operations", class_name=_RAIL_LINK
            ),
        ),
        rx.el.div(class_name="flex-1"),
        me,
        aria_label=tr("nav.label"),
        class_name="rail known-only fixed bottom-0 left-0 top-0 z-30 hidden w-56 flex-col gap-1 "
        "border-r border-line bg-ground px-3 pb-3 pt-2.5 min-[900px]:flex",
    )


def _tabs() -> rx.Component:
    # Five fit a thumb. What happened is behind the indicator, which is on every page.
    places = [*_PLACES[:4], ("/account", "person", "nav.account")]
    return rx.el.nav(
        *[
            PlaceLink.create(
                icon(drawing, 22),
                rx.el.span(tr(words), class_name="max-w-full truncate leading-none"),
                to=to,
                end=to == "/",
                class_name=_TAB,
            )
            for to, drawing, words in places
        ],
        aria_label=tr("nav.label"),
        class_name="known-only fixed inset-x-0 bottom-0 z-30 flex "
        "h-[calc(64px+env(safe-area-inset-bottom))] border-t border-line bg-surface px-1 "
        "pb-[env(safe-area-inset-bottom)] min-[900px]:hidden",
    )


def _top() -> rx.Component:
    return rx.el.header(
        rx.el.div(
            rx.el.div(wordmark(), class_name="min-[900px]:known:hidden"),
            rx.el.div(class_name="flex-1"),
            rx.el.div(
                LanguageSwitch.create(),
                link(tr("front.sign_in"), to="/sign-in", class_name="button button-plain"),
                class_name="stranger-only flex items-center gap-1",
            ),
            Indicator.create(
                running=JobsState.running,
                ended=JobsState.ended,
                on_cancel=JobsState.cancel,
                on_see=JobsState.see,
            ),
            class_name="mx-auto flex h-14 max-w-[1200px] items-center gap-2 px-5 min-[900px]:px-7",
        ),
        class_name="beside sticky top-0 z-20 bg-ground",
    )


def shell() -> rx.Component:
    """Mounted once around every page, so it lives on while pages change."""
    return rx.fragment(
        SkipLink.create(),
        Arrival.create(
            ready=PersonState.ready, known=PersonState.known, language=PersonState.language
        ),
        PollTimer.create(interval=JobsState.poll_ms, on_tick=JobsState.poll),
        Connection.create(),
        _rail(),
        _top(),
        Landing.create(),
        Player.create(),
        _tabs(),
        Herald.create(
            running=JobsState.running,
            ended=JobsState.ended,
            loaded=JobsState.loaded,
            notice=NoticeState.notice,
        ),
        Messenger.create(known=PersonState.known, unseen=JobsState.ended.length()),
        Keys.create(),
    )


def boundary() -> rx.Component:
    """What is shown when the page itself breaks: words, and a way on."""
    return ErrorBoundary.create(fallback_render=rx.Var.create(Broken.create()))
