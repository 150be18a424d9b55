"""One 3D model: while it is made, when it is ready, and when it did not come."""

import reflex as rx

from app.ui.components.desks import ShareButton
from app.ui.components.kit import for_credits, h1, h2, icon, page, sheen
from app.ui.components.model import ModelStage, Progress
from app.ui.components.parts import Ago, Downloads, LetGo, Rename, Took
from app.ui.pages.about import about
from app.ui.pages.unmade import being_made, missing, not_come
from app.ui.state.model import ModelState, Shape
from app.ui.words import tr

_job = ModelState.job


def model() -> rx.Component:
    """The page of one job."""
    return page(
        "model.page",
        rx.cond(
            ModelState.missing,
            missing("/models", "nav.models"),
            rx.cond(_job.id, _found(), rx.fragment(h1("\u00a0"), sheen(2))),
        ),
    )


def _found() -> rx.Component:
    away = not_come(_job, _title(), again=ModelState.again, delete=_delete())
    return rx.fragment(
        rx.match(
            _job.status,
            ("completed", _ready()),
            ("failed", away),
            ("cancelled", away),
            being_made(_job, _title(), progress=Progress.create(job=_job, class_name="max-w-80")),
        ),
        rx.cond(ModelState.takes, _takes()),
        about(ModelState, made="model.seen", wish=_wish()),
    )


def _title() -> rx.Component:
    return rx.el.div(
        h1(
            _job.title,
            class_name="min-w-0 font-said font-medium text-28 min-[900px]:text-40",
        ),
        Rename.create(
            name=_job.title,
            label=tr("song.rename"),
            title=tr("song.rename_title"),
            on_name=ModelState.rename,
        ),
        class_name="flex items-start gap-2",
    )


def _ready() -> rx.Component:
    return rx.el.section(
        _title(),
        rx.el.p(
            Ago.create(at=_job.ended),
            Took.create(job=_job),
            class_name="mt-1 flex gap-x-3 text-13 text-quiet",
        ),
        rx.el.div(
            ModelStage.create(shown=ModelState.shown, takes=ModelState.takes), class_name="mt-5"
        ),
        _actions(),
        class_name="mt-6",
    )


def _actions() -> rx.Component:
    favourite = ModelState.shown.favourite
    return rx.el.div(
        Downloads.create(file=ModelState.shown.id, medium="model3d"),
        rx.el.button(
            icon("again"),
            for_credits("song.again", _job.again),
            type="button",
            on_click=ModelState.again,
            class_name="button button-plain max-[639px]:px-3 max-[639px]:[&>svg]:hidden",
        ),
        ShareButton.create(kind="model", target=ModelState.shown.id, title=_job.title),
        rx.el.div(class_name="flex-1"),
        rx.el.button(
            rx.cond(favourite, icon("heartFull"), icon("heart")),
            type="button",
            aria_pressed=favourite,
            aria_label=tr("song.favourite"),
            on_click=ModelState.favourite,
            class_name="icon-button",
            custom_attrs={"data-act": "favourite"},
        ),
        _delete(),
        class_name="mt-4 flex flex-wrap items-center gap-2 max-[639px]:gap-x-1",
    )


def _delete() -> rx.Component:
    return LetGo.create(title=_job.title, days=ModelState.trash_days, on_yes=ModelState.delete)


def _takes() -> rx.Component:
    return rx.el.section(
        h2(tr("song.takes"), id="takes"),
        rx.el.p(tr("model.takes_hint"), class_name="mt-1 text-13 text-quiet"),
        rx.el.ol(
            rx.foreach(ModelState.takes, _take),
            aria_labelledby="takes",
            class_name="mt-3 grid grid-cols-3 gap-3 min-[640px]:grid-cols-5",
        ),
        class_name="mt-16",
    )


def _take(take: rx.Var[Shape]) -> rx.Component:
    is_shown = take.id == ModelState.shown.id
    return rx.el.li(
        rx.el.button(
            rx.cond(
                take.picture,
                rx.el.img(
                    src=take.picture,
                    alt="",
                    loading="lazy",
                    class_name="aspect-square w-full object-contain p-2",
                ),
                rx.el.span(class_name="block aspect-square w-full"),
            ),
            rx.el.span(tr("history.take", n=take.number), class_name="tabular block px-3 pb-2"),
            type="button",
            aria_current=rx.cond(is_shown, "true", "false"),
            on_click=ModelState.show_take(take.id),
            class_name="card model-stage w-full overflow-hidden text-left "
            "aria-[current=true]:border-accent",
            custom_attrs={"data-act": "show-take"},
        ),
        rx.el.button(
            rx.cond(take.leads, icon("starFull"), icon("star")),
            type="button",
            aria_pressed=take.leads,
            aria_label=tr("model.lead", n=take.number),
            title=tr("model.lead", n=take.number),
            on_click=ModelState.lead(take.id),
            class_name="icon-button absolute bottom-0 right-0",
            custom_attrs={"data-act": "lead"},
        ),
        key=take.id,
        class_name="relative min-w-0",
    )


def _wish() -> rx.Component:
    return rx.cond(
        ModelState.reference,
        rx.el.img(
            src=ModelState.reference,
            alt=tr("model.reference"),
            class_name="mt-3 max-h-60 rounded-card",
        ),
        rx.el.blockquote(
            ModelState.prompt,
            class_name="mt-3 whitespace-pre-wrap font-said text-17 leading-relaxed",
        ),
    )
