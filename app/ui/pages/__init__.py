"""Every page there is, and what is read when it opens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from app.ui.pages import operations
from app.ui.pages.access import sign_in, sign_up
from app.ui.pages.account import account
from app.ui.pages.activity import activity
from app.ui.pages.albums import album, albums
from app.ui.pages.compare import compare
from app.ui.pages.home import home
from app.ui.pages.journey import journey
from app.ui.pages.journey_new import journey_new
from app.ui.pages.journeys import journeys
from app.ui.pages.library import library
from app.ui.pages.lost import lost
from app.ui.pages.make import make
from app.ui.pages.make_model import make_model
from app.ui.pages.model import model
from app.ui.pages.models import models
from app.ui.pages.notices import confirm, notices, telling, unsubscribe
from app.ui.pages.playlists import playlist, playlists
from app.ui.pages.shared import shared
from app.ui.pages.song import song
from app.ui.pages.trash import leaving, trash
from app.ui.pages.webhooks import webhooks
from app.ui.state.activity import ActivityState
from app.ui.state.album import AlbumState
from app.ui.state.home import HomeState
from app.ui.state.jobs import JobsState
from app.ui.state.journey import JourneyState
from app.ui.state.journeys import ShelfState
from app.ui.state.library import LibraryState
from app.ui.state.make import MakeState
from app.ui.state.make_model import MakeModelState
from app.ui.state.model import ModelState
from app.ui.state.models import ModelsState
from app.ui.state.person import PersonState
from app.ui.state.song import SongState
from app.ui.state.statement import StatementState


@dataclass(frozen=True)
class Route:
    """One page."""

    path: str
    build: Callable[[], rx.Component]
    reads: tuple[Any, ...] = ()

    @property
    def on_load(self) -> tuple[Any, ...]:
        """Who is here, what runs for them, then what the page shows."""
        return (PersonState.arrive, JobsState.arrive, *self.reads)


ROUTES = (
    Route("/", home, (HomeState.read, MakeState.arrive)),
    Route("/make", make, (MakeState.arrive,)),
    Route("/make/model", make_model, (MakeModelState.arrive,)),
    Route("/albums", albums),
    Route("/albums/[album_id]", album, (AlbumState.arrive,)),
    Route("/models", models, (ModelsState.read,)),
    Route("/model/[job_id]", model, (ModelState.read,)),
    Route("/song/[job_id]", song, (SongState.read,)),
    Route("/library", library, (LibraryState.read,)),
    Route("/compare", compare),
    Route("/journeys", journeys, (ShelfState.read,)),
    Route("/journeys/new", journey_new),
    Route("/journeys/[journey_id]", journey, (JourneyState.read,)),
    Route("/playlists", playlists),
    Route("/playlists/[playlist_id]", playlist),
    Route("/s/[share_token]", shared),
    Route("/activity", activity, (ActivityState.read,)),
    Route("/trash", trash),
    Route("/leaving", leaving),
    Route("/account", account, (StatementState.read,)),
    Route("/account/webhooks", webhooks),
    Route("/account/notices", telling),
    Route("/notices", notices),
    Route("/unsubscribe", unsubscribe),
    Route("/confirm", confirm),
    Route("/operations", operations.overview),
    Route("/operations/jobs", operations.jobs),
    Route("/operations/jobs/[job_id]", operations.story),
    Route("/operations/failed", operations.failed),
    Route("/operations/lost", operations.lost),
    Route("/operations/providers", operations.providers),
    Route("/operations/processes", operations.processes),
    Route("/operations/deliveries", operations.deliveries),
    Route("/operations/people", operations.people),
    Route("/operations/audit", operations.audit),
    Route("/sign-in", sign_in),
    Route("/sign-up", sign_up),
    Route("404", lost),
)
