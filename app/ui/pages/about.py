"""What is known of a thing beside itself: the wish, what came of it, the receipt, the history."""

from typing import Any

import reflex as rx

from app.ui.components.kit import h2, icon, link
from app.ui.components.parts import Entries, History, Value
from app.ui.state.beside import Fact
from app.ui.words import tr, tr_of


def about(state: Any, *, made: str, wish: rx.Component | None = None) -> rx.Component:
    """
    Everything below the thing itself. The state has `beside.common` and what was made of it.

    `made` names what was found out about the thing; `wish` stands in place of the words.
    """
    return rx.el.div(
        rx.el.div(_asked(state, wish), _history(state), class_name="flex min-w-0 flex-col gap-10"),
        rx.el.div(_facts(state, made), _receipt(state), class_name="flex flex-col gap-10"),
        class_name="mt-12 grid grid-cols-[minmax(0,1fr)] gap-10 min-[900px]:gap-16 "
        "min-[900px]:grid-cols-[minmax(0,1fr)_300px]",
    )


def _asked(state: Any, wish: rx.Component | None) -> rx.Component:
    return rx.el.section(
        h2(tr("song.asked")),
        wish
        or rx.el.blockquote(
            state.prompt,
            class_name="mt-3 whitespace-pre-wrap font-said text-17 leading-relaxed",
        ),
        _lyrics(state) if hasattr(state, "lyrics") else rx.fragment(),
    )


def _lyrics(state: Any) -> rx.Component:
    return rx.cond(
        state.lyrics,
        rx.el.details(
            rx.el.summary(tr("song.lyrics"), class_name="quiet-link mt-4 min-h-11 content-center"),
            rx.el.p(state.lyrics, class_name="whitespace-pre-wrap text-quiet"),
        ),
    )


def _fact(fact: rx.Var[Fact]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(
            tr_of("fact", fact.name), class_name="w-24 flex-none whitespace-nowrap text-quiet"
        ),
        rx.el.dd(
            Value.create(name=fact.name, value=fact.value),
            class_name="min-w-0 text-right",
        ),
        key=fact.name,
        class_name="flex justify-between gap-4 border-b border-line py-2",
    )


def _facts(state: Any, made: str) -> rx.Component:
    def part(title: str, facts: Any) -> rx.Component:
        return rx.cond(
            facts,
            rx.el.section(
                h2(tr(title)), rx.el.dl(rx.foreach(facts, _fact), class_name="mt-2 tabular")
            ),
        )

    return rx.fragment(part(made, state.facts), part("song.settings", state.settings))


def _sum(label: str, amount: Any) -> rx.Component:
    return rx.el.div(
        rx.el.dt(tr(label), class_name="text-quiet"),
        rx.el.dd(amount),
        class_name="flex justify-between gap-4 border-b border-line py-2",
    )


def _receipt(state: Any) -> rx.Component:
    bill, job = state.bill, state.job
    nothing = (job.status == "failed") | (job.status == "cancelled")
    return rx.el.section(
        h2(tr("song.receipt")),
        rx.cond(
            nothing & (bill.used == 0),
            rx.el.p(tr("receipt.nothing"), class_name="mt-2 font-medium"),
        ),
        rx.el.dl(
            _sum("make.provider", job.provider),
            _sum("receipt.quoted", bill.quoted),
            rx.cond(bill.held > 0, _sum("receipt.held", bill.held)),
            _sum("receipt.used", bill.used),
            rx.cond(bill.returned > 0, _sum("receipt.returned", bill.returned)),
            class_name="tabular mt-2",
        ),
        rx.el.p(tr("receipt.rule"), class_name="mt-3 text-13 text-quiet"),
        rx.el.details(
            rx.el.summary(
                tr("receipt.lines"), class_name="quiet-link min-h-11 content-center text-13"
            ),
            Entries.create(entries=state.entries),
            link(
                tr("receipt.statement"),
                to="/account#statement",
                class_name="quiet-link inline-block min-h-11 content-center text-13",
            ),
        ),
        id="receipt",
    )


def _history(state: Any) -> rx.Component:
    return rx.el.details(
        rx.el.summary(
            h2(tr("song.history")),
            icon("down", 16),
            class_name="flex min-h-11 list-none items-center gap-2",
        ),
        History.create(tries=state.tries, medium=state.job.medium),
    )
