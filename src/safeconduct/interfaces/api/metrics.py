"""Count what the service does, for Prometheus: numbers and durations, never who or what about."""

from __future__ import annotations

import time

from fastapi import APIRouter, FastAPI, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from safeconduct.interfaces.api.desk import At

OPEN = APIRouter(tags=["operation"])
ELSEWHERE = "other"
"""What is counted as endpoint where none was asked: no word of who asks becomes a label."""

METHODS = frozenset({"GET", "HEAD", "POST"})

STREAMS = frozenset({"/stream"})
"""Endpoints whose answers last as long as somebody listens."""

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Hold the counts of one service."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "safeconduct_requests", "Requests answered.", ("method", "endpoint", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "safeconduct_request_seconds", "Time to answer, streams left out.", ("method", "endpoint"),
            buckets=SECONDS, registry=self.registry,
        )  # fmt: skip
        self.appends = Counter(
            "safeconduct_appends", "Times that this process recorded events.", registry=self.registry
        )
        self.appended = Counter("safeconduct_appended_events", "Events it recorded so.", registry=self.registry)
        self.events = Gauge("safeconduct_events", "Events that the state is folded from.", registry=self.registry)
        self.refusals = Gauge(
            "safeconduct_refusals", "Events on record that the state does not follow.", registry=self.registry
        )
        self.pages = Gauge("safeconduct_stream_clients", "Pages that listen for what changes.", registry=self.registry)

    def count_append(self, events: int) -> None:
        """Count one append of some events."""
        if events:
            self.appends.inc()
            self.appended.inc(events)


class Measure:
    """Stand before everything else and count what is answered."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """Name what it stands before, and where it counts."""
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 500

        async def give(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, give)
        finally:
            endpoint = getattr(scope.get("route"), "path", ELSEWHERE)
            method = scope["method"] if scope["method"] in METHODS else ELSEWHERE
            self._metrics.requests.labels(method, endpoint, str(status)).inc()
            if endpoint not in STREAMS:
                self._metrics.seconds.labels(method, endpoint).observe(time.perf_counter() - begun)


def offer_metrics(api: FastAPI) -> Metrics:
    """Let a service count, and answer `GET /metrics` to everybody who reaches it."""
    metrics = Metrics()
    api.state.metrics = metrics
    api.add_middleware(Measure, metrics=metrics)
    api.include_router(OPEN)
    return metrics


@OPEN.get("/metrics", include_in_schema=False)
def tell_metrics(desk: At, request: Request) -> Response:
    """Give the counts in Prometheus' text form."""
    metrics: Metrics = request.app.state.metrics
    state = desk.door.state()
    metrics.events.set(state.events)
    metrics.refusals.set(state.refusals)
    metrics.pages.set(request.app.state.watcher.pages)
    return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)
