"""Figures for Prometheus, behind a token of the operator's."""

import secrets
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request, Response
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from app.api.callers import bearer_in
from app.api.deps import Studio
from app.services.figures import Figure

router = APIRouter(tags=["health"])

_PREFIX = "meanwhile_"


class _Told:
    """What was read, in the shape that the client library writes down."""

    def __init__(self, figures: tuple[Figure, ...]) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Any]:
        for figure in self._figures:
            names = sorted({name for label, _ in figure.values for name in label})
            family = GaugeMetricFamily(_PREFIX + figure.name, figure.about, labels=names)
            for label, value in figure.values:
                family.add_metric([label[name] for name in names], value)
            yield family


@router.get("/metrics", include_in_schema=False)
def get_metrics(studio: Studio, request: Request) -> Response:
    """Everything, of the whole studio. Without `STUDIO_METRICS_TOKEN` there is no such page."""
    wanted = studio.settings.metrics_token
    shown = bearer_in(request.headers.get("authorization")) or ""
    if wanted is None:
        return Response(status_code=404)
    if not secrets.compare_digest(shown.encode(), wanted.get_secret_value().encode()):
        return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
    registry = CollectorRegistry()
    registry.register(_Told(studio.figures.read()))
    told = generate_latest(registry)
    return Response(told, media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})
