"""A web process is seen for as long as it serves."""

import asyncio

from app.host.presence import signed
from tests.engine.conftest import House, house, template_url
from tests.engine.crew import wait_until

__all__ = ["house", "template_url"]


def test_a_web_process_signs_and_signs_off(house: House) -> None:
    async def serve() -> None:
        async with signed(lambda: house.studio):
            await asyncio.to_thread(wait_until, lambda: seen(house), what="its sign")

    asyncio.run(serve())

    assert seen(house) == []


def seen(house: House) -> list[tuple[str, bool]]:
    everybody = house.studio.operations.processes.all()
    return [(each.kind, each.is_silent) for each in everybody if each.kind == "web"]
