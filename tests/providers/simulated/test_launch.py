"""`up --simulated`: simulators beside the product, found by its processes."""

from pathlib import Path

from app.host import simulated
from app.host.child import Child
from app.settings import Settings


def test_the_simulators_run_and_the_product_knows_where(tmp_path: Path) -> None:
    makers = ("ELEVENLABS", "MUREKA", "MESHY")
    names = (*(f"{maker}_API_KEY" for maker in makers), "KAKAO_REST_KEY", "ALADIN_TTB_KEY")
    keys = dict.fromkeys(names, "real")
    units = simulated.processes(Settings(data_dir=tmp_path), {"ANYTHING": "else"} | keys)

    kinds = ["async", "sync", "elevenlabs", "mureka", "meshy", "books"]
    simulators, product = units[: len(kinds)], units[len(kinds) :]
    assert [unit.name for unit in simulators] == [f"simulated-{kind}" for kind in kinds]
    assert [unit.name for unit in product] == ["web", "worker", "render", "clock"]
    for unit in product:
        assert unit.environment["SIMULATED_ASYNC_URL"].startswith("http://127.0.0.1:")
        assert unit.environment["SIMULATED_SYNC_URL"] != unit.environment["SIMULATED_ASYNC_URL"]
        for maker in makers:
            assert unit.environment[f"{maker}_BASE_URL"].startswith("http://127.0.0.1:")
        assert unit.environment["OPEN_LIBRARY_URL"].endswith("/ol")
        assert unit.environment["KAKAO_URL"].startswith("http://127.0.0.1:")
        assert "real" not in {unit.environment[name] for name in keys}
        assert unit.environment["ANYTHING"] == "else"

    children = [Child(unit) for unit in simulators]
    try:
        for child in children:
            child.wait_ready()
    finally:
        for child in children:
            child.stop()
