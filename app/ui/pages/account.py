"""Me: who I am here, what I can spend, how things look, and the way out."""

import reflex as rx

from app.ui.components.desks import (
    AccessForm,
    LeaveForm,
    NameForm,
    PasswordForm,
    ShareDesk,
    SignOut,
    StorageMeter,
    TokenDesk,
)
from app.ui.components.kit import h1, h2, link, page
from app.ui.components.local import Balance
from app.ui.components.parts import Entries, LanguageChoice, ThemeChoice
from app.ui.state.person import PersonState
from app.ui.state.statement import StatementState
from app.ui.words import tr


def account() -> rx.Component:
    """The page about the person."""
    return page(
        "account.page",
        h1(tr("account.title"), class_name="mt-4 text-28 min-[900px]:mt-6 min-[900px]:text-40"),
        rx.el.div(
            rx.cond(PersonState.is_guest, _keep()),
            _credits(),
            _storage(),
            _part("account.language", LanguageChoice.create()),
            _part("account.theme", ThemeChoice.create()),
            NameForm.create(name=PersonState.name, on_saved=PersonState.arrive),
            rx.cond(
                PersonState.is_guest,
                rx.fragment(),
                _part("account.password", PasswordForm.create()),
            ),
            _part("shares.yours", ShareDesk.create()),
            _tokens(),
            _telling(),
            _programs(),
            rx.el.div(SignOut.create(warn=PersonState.is_guest)),
            rx.cond(PersonState.role != "person", _running_it()),
            _take_along(),
            _leave(),
            class_name="mt-8 flex max-w-[520px] flex-col gap-10",
        ),
    )


def _part(title: str, *children: rx.Component) -> rx.Component:
    return rx.el.section(h2(tr(title), class_name="mb-3 text-17"), *children)


def _running_it() -> rx.Component:
    # On a phone nothing else leads there.
    look = "button button-plain"
    return _part("ops.title", link(tr("ops.nav.overview"), to="/operations", class_name=look))


def _keep() -> rx.Component:
    return rx.el.section(
        h2(tr("account.guest_title")),
        rx.el.p(tr("account.guest_body"), class_name="mb-5 mt-2 text-quiet"),
        AccessForm.create(way="sign-up", stays_here=True),
        class_name="card p-6",
    )


def _credits() -> rx.Component:
    return _part(
        "account.credits",
        rx.el.p(
            Balance.create(available=PersonState.available, held=PersonState.held),
            class_name="font-serif text-28",
        ),
        rx.cond(
            PersonState.held > 0,
            rx.el.p(tr("credits.held_means", n=PersonState.held), class_name="mt-1 text-quiet"),
        ),
        _statement(),
    )


def _statement() -> rx.Component:
    more = rx.cond(
        StatementState.more,
        rx.el.button(
            tr("act.more"),
            type="button",
            on_click=StatementState.further,
            class_name="button button-quiet mt-2 -ml-3",
        ),
    )
    return rx.el.div(
        rx.el.h3(tr("statement.title"), class_name="font-sans text-15 font-medium"),
        Entries.create(entries=StatementState.lines, titled=True, class_name="mt-2"),
        more,
        id="statement",
        class_name="mt-6 scroll-mt-20",
    )


def _storage() -> rx.Component:
    return rx.el.div(
        _part("storage.title", StorageMeter.create()), id="storage", class_name="scroll-mt-20"
    )


def _tokens() -> rx.Component:
    return _part(
        "tokens.title",
        rx.el.p(tr("tokens.short"), class_name="mb-3 text-quiet"),
        rx.cond(
            PersonState.is_guest,
            rx.el.p(tr("tokens.guest"), class_name="text-quiet"),
            TokenDesk.create(),
        ),
    )


def _telling() -> rx.Component:
    return _part(
        "tell.title",
        rx.el.p(tr("tell.short"), class_name="mb-2 text-quiet"),
        link(
            tr("tell.open"),
            to="/account/notices",
            class_name="text-link inline-block min-h-11 content-center",
        ),
    )


def _programs() -> rx.Component:
    return _part(
        "hooks.title",
        rx.el.p(tr("hooks.short"), class_name="mb-2 text-quiet"),
        link(
            tr("hooks.open"),
            to="/account/webhooks",
            class_name="text-link inline-block min-h-11 content-center",
        ),
    )


def _take_along() -> rx.Component:
    return _part(
        "account.export",
        rx.el.p(tr("account.export_about"), class_name="mb-2 text-quiet"),
        rx.el.a(
            tr("account.export_get"),
            href="/api/auth/export",
            custom_attrs={"download": "", "data-act": "export"},
            class_name="text-link inline-block min-h-11 content-center",
        ),
    )


def _leave() -> rx.Component:
    return rx.el.details(
        rx.el.summary(tr("account.leave_open"), class_name="quiet-link min-h-11 content-center"),
        rx.el.div(LeaveForm.create(guest=PersonState.is_guest), class_name="card mt-2 p-5"),
        class_name="border-t border-line pt-4",
    )
