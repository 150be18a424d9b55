"""One reading journey: a book, and the music of reading it."""

import reflex as rx

from app.ui.components.journey import JourneyPage
from app.ui.components.kit import h1, link, page, sheen
from app.ui.state.jobs import JobsState
from app.ui.state.journey import JourneyState
from app.ui.words import tr


def journey() -> rx.Component:
    """The page of one journey."""
    return page(
        "journey.page_name",
        rx.cond(
            JourneyState.missing,
            _missing(),
            rx.cond(JourneyState.journey.id, _found(), rx.fragment(h1("\u00a0"), sheen(4))),
        ),
    )


def _missing() -> rx.Component:
    return rx.el.div(
        h1(tr("journey.missing"), class_name="mt-8 text-28"),
        rx.el.p(tr("journey.missing_body"), class_name="mt-3 text-quiet"),
        link(tr("nav.journeys"), to="/journeys", class_name="button button-plain mt-6"),
    )


def _found() -> rx.Component:
    return JourneyPage.create(
        journey=JourneyState.journey,
        logs=JourneyState.logs,
        listening=JourneyState.listening,
        running=JobsState.running,
        from_start=JourneyState.from_start,
        more=JourneyState.more,
        preview=JourneyState.preview,
        end_preview=JourneyState.end_preview,
        written=JourneyState.written,
        wrong=JourneyState.wrong,
        takes=JourneyState.takes,
        takes_of=JourneyState.takes_of,
        sings=JourneyState.sings,
        helps=JourneyState.helps,
        ahead_spent=JourneyState.ahead_spent,
        price=JourneyState.price,
        on_foresee=JourneyState.foresee,
        on_write=JourneyState.write,
        on_finish=JourneyState.finish,
        on_edit=JourneyState.edit,
        on_remove=JourneyState.remove,
        on_retry=JourneyState.retry,
        on_stop=JourneyState.stop,
        on_again=JourneyState.again,
        on_takes=JourneyState.show_takes,
        on_lead=JourneyState.lead,
        on_turn=JourneyState.turn,
        on_further=JourneyState.further,
        on_set_aside=JourneyState.set_aside,
        on_resume=JourneyState.resume,
        on_settle=JourneyState.settle,
        on_correct=JourneyState.correct,
        on_delete=JourneyState.delete,
    )
