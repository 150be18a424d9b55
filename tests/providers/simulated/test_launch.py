"""`up --simulated`: simulators beside the product, found by its processes."""

from pathlib import Path

from app.host import simulated
from app.host.child import Child
from app.settings import Settings

KINDS = (
    "async",
    "sync",
    "elevenlabs",
    "mureka",
    "replicate",
    "openai_images",
    "meshy",
    "tripo",
    "hunyuan3d",
    "books",
)
KEYS = (
    "ELEVENLABS_API_KEY",
    "MUREKA_API_KEY",
    "REPLICATE_API_TOKEN",
    "REPLICATE_WEBHOOK_SECRET",
    "OPENAI_API_KEY",
    "MESHY_API_KEY",
    "TRIPO_API_KEY",
    "HUNYUAN3D_API_KEY",
    "KAKAO_REST_KEY",
    "ALADIN_TTB_KEY",
)


def test_the_simulators_run_and_the_product_knows_where(tmp_path: Path) -> None:
    keys = dict.fromkeys(KEYS, "real")
    units = simulated.processes(Settings(data_dir=tmp_path), {"ANYTHING": "else"} | keys)

    simulators, product = units[: len(KINDS)], units[len(KINDS) :]
    assert [unit.name for unit in simulators] == [f"simulated-{kind}" for kind in KINDS]
    assert [unit.name for unit in product] == ["web", "worker", "render", "clock"]
    for unit in product:
        assert unit.environment["SIMULATED_ASYNC_URL"].startswith("http://127.0.0.1:")
        assert unit.environment["SIMULATED_SYNC_URL"] != unit.environment["SIMULATED_ASYNC_URL"]
        for maker in ("ELEVENLABS", "MUREKA", "REPLICATE", "OPENAI", "MESHY", "TRIPO"):
            assert unit.environment[f"{maker}_BASE_URL"].startswith("http://127.0.0.1:")
        assert unit.environment["REPLICATE_WEBHOOK_URL"].endswith("/api/hooks/replicate")
        assert unit.environment["AI_PYTHON_URL"].startswith("http://127.0.0.1:")
        assert unit.environment["OPEN_LIBRARY_URL"].endswith("/ol")
        assert unit.environment["KAKAO_URL"].startswith("http://127.0.0.1:")
        assert "real" not in {unit.environment[name] for name in KEYS}
        assert unit.environment["ANYTHING"] == "else"

    children = [Child(unit) for unit in simulators]
    try:
        for child in children:
            child.wait_ready()
    finally:
        for child in children:
            child.stop()
