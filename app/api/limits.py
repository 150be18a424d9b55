"""How often one may ask: each person for reading and for changing, each address for everything."""

from datetime import timedelta

from fastapi import Request

from app.adapters.throttle import WINDOW_S, Quota
from app.api.origin import SAFE
from app.bootstrap import Studio
from app.domain.addresses import household, is_this_machine
from app.domain.callers import Caller
from app.domain.errors import TooMany

QUOTA = "meanwhile.quota"
"""Where a request keeps the headers about its limit, until its answer goes out."""


def count_address(studio: Studio, address: str) -> None:
    """
    Count a request before anybody looks who sent it. Raises `TooMany`.

    All addresses of one household count as one.
    This machine is let through: behind a proxy that was not announced, everybody comes from it.
    """
    if not address or is_this_machine(address):
        return
    most = studio.settings.address_per_minute
    _enforce(studio.throttle.take("address", household(address), most=most))


def count_shared(studio: Studio, address: str) -> None:
    """Count a look at what others have shown, by whoever it is. Raises `TooMany`."""
    count_address(studio, address)
    if address and not is_this_machine(address):
        most = studio.settings.shared_per_minute
        _enforce(studio.throttle.take("shared", household(address), most=most))


def count_caller(studio: Studio, request: Request, caller: Caller) -> None:
    """Count a request of somebody known, and note what is left for the answer. Raises `TooMany`."""
    config = studio.settings
    looks = request.method in SAFE
    name, most = (
        ("reading", config.reads_per_minute) if looks else ("changing", config.changes_per_minute)
    )
    # Whoever was given one job to look at does not use up what its owner may ask.
    key = caller.reading.job_id or caller.reading.person_id
    quota = studio.throttle.take(name, key, most=most)
    if quota is not None:
        request.scope.setdefault(QUOTA, {}).update(_headers(quota))
    _enforce(quota)


def _headers(quota: Quota) -> dict[str, str]:
    """As the IETF draft on rate limits writes them."""
    return {
        "RateLimit-Policy": f'"{quota.name}";q={quota.most};w={WINDOW_S}',
        "RateLimit": f'"{quota.name}";r={quota.left};t={quota.resets_in_s}',
    }


def _enforce(quota: Quota | None) -> None:
    if quota is not None and quota.is_spent:
        seconds = quota.resets_in_s
        raise TooMany(
            f"Too many requests. Please wait {seconds} second{'s' if seconds > 1 else ''}.",
            retry_after=timedelta(seconds=seconds),
        )
