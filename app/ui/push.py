"""
Tells open pages at once what their timer would tell them within two seconds.

Workers announce a person; each web process asks the tabs it serves itself, and no other, to look.
The cost grows with what changes, not with how many tabs are open. Lost announcements are only
late: the timer goes on.
"""

import asyncio
from collections import defaultdict
from typing import Any

import reflex as rx
import structlog
from reflex_base.event import Event

from app.bootstrap import studio

_log = structlog.get_logger(__name__)
_GATHER_S = 0.05
"""Changes of a person that come together become one look."""

_tabs: defaultdict[str, set[str]] = defaultdict(set)


def follow(person_id: str, token: str) -> None:
    """This tab shows this person's jobs from now on."""
    _tabs[person_id].add(token)


async def push(app: rx.App) -> None:
    """Hear what changes for as long as the process runs."""
    from app.ui.state.jobs import JobsState

    [look] = Event.from_event_type(JobsState.poll())
    changed: set[str] = set()

    def heard(person_id: str) -> None:
        if person_id in _tabs and person_id not in changed:
            changed.add(person_id)
            asyncio.get_running_loop().call_later(_GATHER_S, _tell, app, look, person_id, changed)

    studio().news.hear(heard)


def _tell(app: rx.App, look: Event, person_id: str, changed: set[str]) -> None:
    changed.discard(person_id)
    for token in _here(app, person_id):
        task = asyncio.ensure_future(app.event_processor.enqueue(token, look))
        _pending.add(task)
        task.add_done_callback(_pending.discard)


_pending: set[asyncio.Future[Any]] = set()


def _here(app: rx.App, person_id: str) -> set[str]:
    """Tabs of the person whose socket is on this process; the others are forgotten."""
    namespace = app.event_namespace
    if namespace is None:
        return set()
    # Private in 0.10: the only place that knows it, so that an upgrade is one line.
    manager = namespace._token_manager  # noqa: SLF001
    sockets = manager.token_to_socket
    here = {
        token
        for token in _tabs.pop(person_id, ())
        if token in sockets and sockets[token].instance_id == manager.instance_id
    }
    if here:
        _tabs[person_id] = here
    return set(here)
