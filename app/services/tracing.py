"""
Traces: from the click, through the worker, to the provider and the file.

A task carries the trace that it was asked for in (`traceparent`, W3C), so what any worker does for
it later belongs to the same one. Without a collector (`OTEL_EXPORTER_OTLP_ENDPOINT`) all of this
does nothing. A trace names ids, providers and models, and nothing that a person wrote.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from structlog.contextvars import bound_contextvars

from app.db.tables.tasks import TaskRow

_propagator = TraceContextTextMapPropagator()
_tracer = trace.get_tracer("meanwhile")


def here() -> str | None:
    """The trace that is under way, as a task keeps it."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier)
    return carrier.get("traceparent")


@contextmanager
def began(name: str, *, headers: Mapping[str, str] | None = None, **facts: str) -> Iterator[None]:
    """Something that was asked from outside: a new trace, or the caller's own."""
    context = _propagator.extract(dict(headers or {}))
    with _span(name, context=context, kind=SpanKind.SERVER, facts=facts):
        yield


@contextmanager
def step(name: str, task: TaskRow) -> Iterator[None]:
    """A step of the engine, in the trace that the task was asked for in."""
    context = _propagator.extract({"traceparent": task.trace}) if task.trace else None
    facts = {
        "meanwhile.job_id": task.job_id,
        "meanwhile.task_id": task.id,
        "meanwhile.provider": task.provider,
        "meanwhile.model": task.model,
        "meanwhile.attempt": str(task.attempt),
    }
    with (
        bound_contextvars(job_id=task.job_id, task_id=task.id),  # in every line that is logged
        _span(name, context=context, kind=SpanKind.CONSUMER, facts=facts),
    ):
        yield


@contextmanager
def call(name: str) -> Iterator[None]:
    """A call to a provider or a store, inside of a step."""
    with _span(name, context=None, kind=SpanKind.CLIENT, facts={}):
        yield


@contextmanager
def _span(
    name: str, *, context: trace.Context | None, kind: SpanKind, facts: Mapping[str, str]
) -> Iterator[None]:
    with _tracer.start_as_current_span(
        name,
        context=context,
        kind=kind,
        attributes=dict(facts),
        # Messages of errors may quote what a person wrote: the class says enough.
        record_exception=False,
        set_status_on_exception=False,
    ) as span:
        try:
            yield
        except BaseException as problem:
            span.set_status(Status(StatusCode.ERROR, type(problem).__name__))
            raise
