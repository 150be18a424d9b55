"""A studio whose providers are simulators: the environment its processes need, and itself."""

from pathlib import Path

import pytest

from app.bootstrap import Studio, build
from app.settings import Settings
from tests.simulators.running import Simulator

_GENEROUS = (
    "lease_s",
    "welcome_credits",
    "waiting_per_person",
    "running_per_person",
    "longest_wait_min",
    "undo_s",
    "reads_per_minute",
    "changes_per_minute",
    "address_per_minute",
)
_OF_PROVIDERS = ("SIMULATED_", "REPLICATE_", "SKETCH_")
POLLERS = ("ASYNC", "LOOKUP", "BLIND")


def environment(
    config: Settings, async_sim: Simulator, sync_sim: Simulator, **more: str
) -> dict[str, str]:
    """What processes of this studio find in their environment."""
    urls = {f"SIMULATED_{kind}_URL": async_sim.url for kind in POLLERS}
    answers = {f"SIMULATED_{kind}_ANSWER_S": "1" for kind in (*POLLERS, "SYNC")}
    limits = {f"STUDIO_{name.upper()}": str(getattr(config, name)) for name in _GENEROUS}
    return {
        "STUDIO_DATA_DIR": str(config.data_dir),
        "DATABASE_URL": config.database_url or "",
        "REDIS_URL": config.redis_url or "",
        "SIMULATED_SYNC_URL": sync_sim.url,
        "dramatiq_worker_timeout": "100",
        **limits,
        **urls,
        **answers,
        **more,
    }


def as_web(config: Settings, env: dict[str, str]) -> Studio:
    """The studio as a web process has it, with the same providers."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            if name.startswith(_OF_PROVIDERS):
                patch.setenv(name, value)
        return build(config)


def generous(data_dir: Path, database_url: str, redis_url: str, *, lease_s: float) -> Settings:
    """Settings that never refuse a start."""
    return Settings(
        data_dir=data_dir,
        database_url=database_url,
        redis_url=redis_url,
        lease_s=lease_s,
        welcome_credits=1_000_000,
        waiting_per_person=100_000,
        running_per_person=1_000,
        longest_wait_min=10_000,
        undo_s=0,
        reads_per_minute=0,
        changes_per_minute=0,
        address_per_minute=0,
    )
