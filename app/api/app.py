"""The API as one application. What is not under `/api` belongs to whoever is mounted below it."""

import re
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.routing import APIRoute
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException

from app import bootstrap
from app.api import (
    albums,
    auth,
    books,
    clerk,
    devices,
    events,
    formats,
    health,
    hooks,
    jobs,
    journeys,
    leaving,
    library,
    lyrics,
    metrics,
    models,
    money,
    music,
    music_generator,
    notices,
    operations,
    operations_jobs,
    operations_lost,
    operations_makers,
    operations_people,
    photo_jobs,
    pictures,
    playlists,
    shares,
    storage,
    tokens,
    tracks,
    trash,
    uploads,
    webhooks,
)
from app.api.document import ABOUT, complete, describe
from app.api.edge import Edge
from app.api.envelope import AT, Enveloped, no
from app.api.errors import add_error_handlers, refusals

_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]


def create_api(studio: Callable[[], bootstrap.Studio] = bootstrap.studio) -> FastAPI:
    """The application. The studio is asked for when the first request comes, not before."""
    api = FastAPIOffline(
        title="Meanwhile",
        version="1",
        summary="Songs and other things that take long to make.",
        description=ABOUT,
        docs_url="/api/docs",
        redoc_url=None,
        openapi_url="/api/openapi.json",
        swagger_ui_oauth2_redirect_url="/api/docs/oauth2-redirect",
        static_url="/api/docs/static",  # no request leaves the site
        responses=refusals(500),
        generate_unique_id_function=_name,
    )
    api.state.studio = studio
    api.add_middleware(Edge, studio=studio)
    add_error_handlers(api)
    for part in (
        auth,
        books,
        tokens,
        music,
        music_generator,
        events,
        jobs,
        library,
        trash,
        leaving,
        storage,
        lyrics,
        formats,
        models,
        money,
        webhooks,
        playlists,
        shares,
        journeys,
        tracks,
        uploads,
        albums,
        photo_jobs,
        pictures,
        notices,
        devices,
        operations,
        operations_jobs,
        operations_makers,
        operations_lost,
        operations_people,
    ):
        describe(part.router)
        told = no if part is music_generator else refusals
        api.include_router(part.router, responses=told(403, 429, 500, 503))
    for part in (
        clerk,
        hooks,
        health,
        metrics,
    ):  # whoever asks here is known by a signature, or by nothing
        describe(part.router)
        api.include_router(part.router)
    for part in (shares, notices):
        describe(part.public)
        api.include_router(part.public)  # whoever holds a link
    for path, kind in (
        (AT, Enveloped),
        (f"{AT}/{{rest:path}}", Enveloped),
        ("/api/{rest:path}", APIRoute),
    ):
        api.router.add_api_route(
            path, _nothing, methods=_METHODS, include_in_schema=False, route_class_override=kind
        )
    api.openapi = _whole(api)
    return api


def _whole(api: FastAPI) -> Callable[[], dict[str, Any]]:
    """Its document with what no single route can say, made when it is first asked for."""
    plain = api.openapi

    def openapi() -> dict[str, Any]:
        is_new = api.openapi_schema is None
        document = plain()
        if is_new:
            complete(document, events.SPOKEN)
        return document

    return openapi


def _name(route: APIRoute) -> str:
    return route.name


async def _nothing(request: Request) -> Response:
    """Nothing else answers under `/api`: say so here, before the pages below are asked."""
    allowed = _methods_at(request.app.openapi()["paths"], request.url.path)
    if allowed:
        raise HTTPException(405, headers={"Allow": ", ".join(sorted(allowed))})
    raise HTTPException(404)


def _methods_at(paths: dict[str, dict[str, Any]], path: str) -> set[str]:
    """The methods that the documented routes answer at this path."""
    if path in paths:  # a word stands before an id of any shape
        return {method.upper() for method in paths[path]}
    return {
        method.upper()
        for template, methods in paths.items()
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(template)), path)
        for method in methods
    }
