"""Where traces go: to a collector that speaks OTLP over HTTP, when one is named."""

import os

from app.domain.version import VERSION


def setup(service: str) -> None:
    """
    Send traces to `OTEL_EXPORTER_OTLP_ENDPOINT`; without it, nothing is loaded and nothing is sent.

    The other `OTEL_` variables (headers, sampler, resource) mean what OpenTelemetry says they mean.
    """
    if not os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT"):
        return
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    facts = {"service.name": f"meanwhile-{service}", "service.version": VERSION}
    provider = TracerProvider(resource=Resource.create(facts))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
