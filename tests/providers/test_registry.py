"""Who is offered, in whose order, for how much."""

from pathlib import Path

import pytest

from app.domain.pricing import Price, price
from app.domain.providing import model_title
from app.providers import registry

KEYS = (
    "ELEVENLABS_API_KEY",
    "MUREKA_API_KEY",
    "REPLICATE_API_TOKEN",
    "OPENAI_API_KEY",
    "MESHY_API_KEY",
    "TRIPO_API_KEY",
    "AI_PYTHON_URL",
)


SKETCHES = ["sketch_song", "sketch_photo", "sketch_model"]


@pytest.fixture(autouse=True)
def _nothing_configured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)


def test_without_any_key_the_sketches_are_there() -> None:
    assert list(registry.configured()) == SKETCHES


def test_a_key_is_all_that_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in KEYS:
        monkeypatch.setenv(name, "http://localhost:8081")

    songs, photos = ["elevenlabs", "mureka"], ["replicate", "openai_images"]
    models = ["meshy", "tripo", "hunyuan3d"]
    assert list(registry.configured()) == [*songs, *photos, *models, *SKETCHES]


def test_the_operators_order_comes_first_and_names_of_nobody_do_no_harm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ELEVENLABS_API_KEY", "sk_1")

    found = registry.configured(("nobody", "sketch_song", "sketch_song"))

    assert list(found) == ["sketch_song", "elevenlabs", *SKETCHES[1:]]


def test_a_price_beside_the_key_is_that_of_every_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ELEVENLABS_API_KEY", "sk_1")
    monkeypatch.setenv("ELEVENLABS_MODELS", "music_v1, music_v2")
    monkeypatch.setenv("ELEVENLABS_PRICE", '{"base": 7}')

    prices = registry.prices(registry.configured())

    assert prices == {f"elevenlabs/{model}": Price(base=7) for model in ("music_v1", "music_v2")}


def test_models_have_names_for_people_and_prices_of_their_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REPLICATE_API_TOKEN", "r8_1")
    monkeypatch.setenv("REPLICATE_MODELS", "photomaker,nano_banana_pro")

    replicate = registry.configured()["replicate"]

    assert replicate.models == ("photomaker", "nano_banana_pro")
    assert [model_title(replicate, each) for each in replicate.models] == [
        "PhotoMaker",
        "Nano Banana Pro",
    ]
    assert price("replicate", "nano_banana_pro", size=1.0) > price(
        "replicate", "photomaker", size=1.0
    )
