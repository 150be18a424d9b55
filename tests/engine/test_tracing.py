"""One trace from the request, through the workers, to the provider and the file."""

from collections.abc import Iterator

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from app.domain.errors import ProviderRejected
from app.services import tracing
from tests.engine.conftest import House

CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemorySpanExporter]:
    """Everything that is traced meanwhile."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(tracing, "_tracer", provider.get_tracer("tests"))
    yield exporter
    provider.shutdown()


def of_trace(spans: InMemorySpanExporter, trace_id: int) -> dict[str, ReadableSpan]:
    found = spans.get_finished_spans()
    return {span.name: span for span in found if span.context.trace_id == trace_id}


def test_an_order_is_one_trace_from_the_caller_to_the_file(
    house: House, spans: InMemorySpanExporter
) -> None:
    with tracing.began("http", headers={"traceparent": CALLER}):
        job = house.start("blind")
    house.answer()
    house.sql("UPDATE tasks SET due_at = now()")
    house.tick()

    told = of_trace(spans, int(CALLER.split("-")[1], 16))
    assert house.job(job).completed == 1
    assert set(told) >= {
        "http",
        "jobs.start",
        "task.submit",
        "provider.submit",
        "task.answered",
        "task.save",
    }
    submit, call = told["task.submit"], told["provider.submit"]
    assert call.parent is not None
    assert call.parent.span_id == submit.context.span_id
    assert dict(submit.attributes or {})["meanwhile.provider"] == "blind"


def test_what_somebody_wrote_is_in_no_trace(house: House, spans: InMemorySpanExporter) -> None:
    house.sketch.on_call.append(ProviderRejected("rain is not allowed"))
    house.start("sketch")
    house.answer()

    told = [span.to_json() for span in spans.get_finished_spans()]

    assert any("provider.make" in each and "ProviderRejected" in each for each in told)
    assert not [each for each in told if "rain" in each]


def test_without_a_collector_a_task_has_no_trace(house: House) -> None:
    house.start("sketch")

    assert house.sql("SELECT trace FROM tasks") == [(None,)]
    assert not trace.get_current_span().is_recording()
