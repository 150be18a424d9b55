"""Where a song begins. It stays usable: start one, start another."""

import reflex as rx

from app.ui.components.kit import h1, page
from app.ui.components.parts import Examples, Grow, Makers, Mistake, OrderKey, StartGuard
from app.ui.pages.make_choices import PROMPT, kinds, more, sound, wrong
from app.ui.pages.make_kinds import switch
from app.ui.pages.make_order import last_song, order
from app.ui.state.make import MakeState
from app.ui.words import tr

FORM = "make-form"


def make() -> rx.Component:
    """The form, and what it costs, and what became of the last one."""
    return page(
        "make.page",
        h1(tr("make.title"), class_name="mt-4 text-28 min-[900px]:mt-6 min-[900px]:text-40"),
        switch("song"),
        rx.el.form(
            OrderKey.create(started=MakeState.started),
            rx.el.div(
                _words(),
                kinds(),
                # What follows depends on the maker: a choice moves nothing above itself.
                Makers.create(
                    offers=MakeState.offers,
                    chosen=MakeState.provider,
                    on_choose=MakeState.choose_provider,
                ),
                sound(),
                more(),
                class_name="flex min-w-0 flex-col gap-7",
            ),
            order(MakeState, last=last_song()),
            id=FORM,
            on_submit=MakeState.start,
            class_name="group/make mt-6 grid grid-cols-[minmax(0,1fr)] gap-8 min-[1100px]:gap-14 "
            "min-[1100px]:grid-cols-[minmax(0,1fr)_300px]",
        ),
        StartGuard.create(form=FORM),
        Mistake.create(form=FORM, field=MakeState.wrong_field, times=MakeState.mistakes),
        Grow.create(field=PROMPT),
    )


def _words() -> rx.Component:
    return rx.el.div(
        rx.el.label(tr("make.prompt"), html_for=PROMPT, class_name="sr-only"),
        rx.el.textarea(
            id=PROMPT,
            name="prompt",
            rows=3,
            max_length=2000,
            placeholder=tr("make.placeholder"),
            aria_describedby="wrong-prompt",
            aria_invalid=MakeState.wrong_field == "prompt",
            class_name="field block resize-none rounded-card px-5 py-4 font-said text-21 "
            "leading-normal",
        ),
        wrong("prompt"),
        rx.el.div(Examples.create(field=PROMPT), class_name="mt-3"),
    )
