"""Where a 3D model begins: from words or from a picture."""

from typing import Any

import reflex as rx

from app.media.model3d import PROMPT_MAX
from app.ui.components.kit import h1, icon, page
from app.ui.components.model import PictureField
from app.ui.components.parts import Examples, Grow, Makers, Mistake, OrderKey, StartGuard
from app.ui.pages.make_kinds import switch
from app.ui.pages.make_order import order
from app.ui.state.make_model import MakeModelState
from app.ui.words import tr

FORM = "model-form"
PROMPT = "model-prompt"
_s = MakeModelState


def make_model() -> rx.Component:
    """The form, and what it costs."""
    return page(
        "sculpt.page",
        h1(tr("sculpt.title"), class_name="mt-4 text-28 min-[900px]:mt-6 min-[900px]:text-40"),
        switch("model3d"),
        rx.el.form(
            OrderKey.create(started=_s.started),
            rx.el.div(
                _sources(),
                rx.cond(_s.source == "image", _picture(), _words()),
                rx.cond(
                    _s.nobody,
                    rx.el.p(tr("sculpt.nobody"), role="status", class_name="text-danger"),
                ),
                Makers.create(
                    offers=_s.offers,
                    chosen=_s.offer.id,
                    on_choose=_s.choose_provider,
                    key=_s.source,
                ),
                _more(),
                class_name="flex min-w-0 flex-col gap-7",
            ),
            order(_s),
            id=FORM,
            on_submit=_s.start,
            class_name="mt-6 grid grid-cols-[minmax(0,1fr)] gap-8 min-[1100px]:gap-14 "
            "min-[1100px]:grid-cols-[minmax(0,1fr)_300px]",
        ),
        StartGuard.create(form=FORM),
        Mistake.create(form=FORM, field=_s.wrong_field, times=_s.mistakes),
    )


def _radio(name: str, value: str, words: str, *, checked: Any, **props: Any) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name=name, value=value, class_name="sr-only", **checked, **props),
        tr(words),
        class_name="chip relative min-h-11",
    )


def _sources() -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend(tr("sculpt.from"), class_name="mb-2.5 font-medium"),
        rx.el.div(
            *[
                _radio(
                    "source",
                    source,
                    f"sculpt.from_{source}",
                    checked={"checked": _s.source == source},
                    on_change=_s.choose_source(source),
                )
                for source in ("text", "image")
            ],
            class_name="flex flex-wrap gap-2",
        ),
    )


def _words() -> rx.Component:
    return rx.el.div(
        rx.el.label(tr("sculpt.prompt"), html_for=PROMPT, class_name="sr-only"),
        rx.el.textarea(
            id=PROMPT,
            name="prompt",
            rows=3,
            max_length=PROMPT_MAX,
            placeholder=tr("sculpt.placeholder"),
            aria_describedby="wrong-prompt",
            class_name="field block resize-none rounded-card px-5 py-4 font-said text-21 "
            "leading-normal",
        ),
        _wrong("prompt"),
        rx.el.div(Examples.create(field=PROMPT, words="sculpt.example_list"), class_name="mt-3"),
        Grow.create(field=PROMPT),
    )


def _picture() -> rx.Component:
    return rx.el.div(
        PictureField.create(name="reference", wrong=_s.wrong_field == "reference"),
        _wrong("reference"),
        rx.el.p(tr("sculpt.picture_hint"), class_name="mt-2 text-13 text-quiet"),
    )


def _wrong(field: str) -> rx.Component:
    return rx.el.p(
        rx.cond(_s.wrong_field == field, tr(f"sculpt.wrong.{field}"), ""),
        id=f"wrong-{field}",
        role="alert",
        class_name="mt-1.5 text-13 text-danger empty:hidden",
    )


def _more() -> rx.Component:
    """What most people leave as it is."""
    return rx.el.details(
        rx.el.summary(
            icon("sliders"), tr("make.more"), class_name="button button-quiet -ml-3 list-none"
        ),
        rx.el.div(
            rx.el.fieldset(
                rx.el.legend(tr("sculpt.surface"), class_name="mb-2.5 font-medium"),
                rx.el.div(
                    _radio("texture", "full", "sculpt.textured", checked={"default_checked": True}),
                    _radio("texture", "bare", "sculpt.bare", checked={}),
                    class_name="flex flex-wrap gap-2",
                ),
            ),
            rx.el.div(
                rx.el.label(
                    tr("make.name"), html_for="model-title", class_name="mb-1.5 block font-medium"
                ),
                rx.el.input(
                    id="model-title",
                    name="title",
                    auto_complete="off",
                    max_length=120,
                    aria_describedby="hint-title",
                    class_name="field",
                ),
                rx.el.p(
                    tr("make.name_hint"), id="hint-title", class_name="mt-1 text-13 text-quiet"
                ),
            ),
            class_name="mt-4 grid gap-6 min-[640px]:grid-cols-2",
        ),
    )
