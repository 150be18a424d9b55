"""Operations: the whole studio, for those who run it. Each page asks the REST routes, never us."""

from collections.abc import Callable

import reflex as rx

from app.ui.components.kit import h1, page
from app.ui.components.operations import (
    OperationsAudit,
    OperationsDeliveries,
    OperationsFailed,
    OperationsJobs,
    OperationsLost,
    OperationsOverview,
    OperationsPeople,
    OperationsProcesses,
    OperationsProviders,
    OperationsStory,
)
from app.ui.state.person import PersonState
from app.ui.words import tr

_TITLE = "mt-4 text-28 min-[900px]:mt-6 min-[900px]:text-40"


def _page(name: str, desk: Callable[[], rx.Component]) -> Callable[[], rx.Component]:
    def build() -> rx.Component:
        return page(name, h1(tr(name), class_name=_TITLE), desk())

    return build


def _with_role(desk: type[rx.Component]) -> Callable[[], rx.Component]:
    return lambda: desk.create(role=PersonState.role)


overview = _page("ops.title", OperationsOverview.create)
jobs = _page("ops.nav.jobs", OperationsJobs.create)
story = _page("ops.story_title", _with_role(OperationsStory))
failed = _page("ops.nav.failed", _with_role(OperationsFailed))
lost = _page("ops.nav.lost", _with_role(OperationsLost))
providers = _page("ops.nav.providers", _with_role(OperationsProviders))
processes = _page("ops.nav.processes", _with_role(OperationsProcesses))
deliveries = _page("ops.nav.deliveries", OperationsDeliveries.create)
people = _page("ops.nav.people", _with_role(OperationsPeople))
audit = _page("ops.nav.audit", OperationsAudit.create)
