"""Every request that our adapters send is one that the vendor's OpenAPI document allows."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from app.domain import bounds
from app.domain.errors import BadOutput, Invalid
from app.domain.medium import Medium
from app.domain.providing import Particular, TaskSpec
from app.media.photo import Aspect, PhotoParams
from app.media.song import SongParams
from tests.providers.contract.cases import CASES
from tests.providers.contract.conftest import Bench
from tests.providers.contract.prefixed import PREFIX
from tests.providers.contract.shelf import Shelf, drive
from tests.simulators.stage import Stage

HERE = Path(__file__).parent / "openapi"
DESCRIBED = [case for case in CASES if (HERE / f"{case.name}.json").exists()]
NOWHERE = "/v1/nowhere"
LYRICS = "[Verse 1]\nRain on the roof\nand nobody home\n\n[Chorus]\nStay a while\n\n" * 12
SONGS: dict[str, dict[str, Any]] = {
    "words": {},
    "to the millisecond": {"length_ms": 123_456},
    "the longest": {"length_s": 600, "prompt": "rain " * 390},
    "with everything": {"genre": "jazz", "mood": "calm", "tempo": 90, "instrumental": False},
    "lyrics": {"lyrics": LYRICS, "length_s": 180, "prompt": "piano, soft; slow"},
    "short lyrics": {"lyrics": "One line", "length_s": 600},
    "many lyrics": {"lyrics": "\n\n".join(f"line {n}" for n in range(300)), "length_s": 60},
    "one long line": {"lyrics": "la " * 900, "length_s": 30},
}
PHOTOS: dict[str, dict[str, Any]] = {
    **{f"in {aspect}": {"aspect": aspect.value} for aspect in Aspect},
    "of somebody else": {"role": "older_brother", "style": "own"},
    "the longest words": {"prompt": "rain " * 400},
    "with a trigger in it": {"prompt": "img, IMG and an img"},
}
ORDERS = {Medium.SONG: SONGS, Medium.PHOTO: PHOTOS}
PARAMS: dict[Medium, type[BaseModel]] = {Medium.SONG: SongParams, Medium.PHOTO: PhotoParams}


@pytest.fixture(scope="module", params=DESCRIBED, ids=str)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bench]:
    """A provider that talks to its document; `CONTRACT_OPENAPI_<NAME>` names another one."""
    case = request.param
    mine = HERE / f"{case.name}.json"
    document = os.environ.get(f"CONTRACT_OPENAPI_{case.name.upper()}", str(mine))
    book = tmp_path_factory.mktemp(case.name) / "book.db"
    options = {"behind": "tests.providers.contract.mock:create", "document": document}
    stage = Stage("tests.providers.contract.prefixed:create", book, options).start()
    yield Bench(case, stage)
    stage.kill()


def test_every_order_that_we_let_pass_is_one_that_the_document_allows(
    served: Bench, tmp_path: Path
) -> None:
    for params in ORDERS[served.provider.medium].values():
        for model in served.provider.models:
            spec = replace(served.spec(**params), model=model, seed=2**52)
            _go(served, spec, tmp_path)

    assert _refusals(served) == []


def test_every_format_on_offer_is_one_that_the_document_allows(
    served: Bench, tmp_path: Path
) -> None:
    assert isinstance(served.provider, Particular)
    bound = served.provider.bounds(served.provider.models[0]).get("output_format", bounds.Bound())

    for form in bound.choices:
        # What the document's example holds is an MP3, whatever was asked for.
        with suppress(BadOutput):
            _go(served, served.spec(output_format=str(form)), tmp_path)

    assert not bound.choices or _refusals(served) == []


def test_the_document_is_listened_to(served: Bench) -> None:
    assert served.stage is not None

    answer = httpx.post(f"{served.stage.url}{PREFIX}{NOWHERE}", json={"prompt": 1})

    assert answer.status_code == httpx.codes.UNPROCESSABLE_ENTITY
    assert served.stage.purchases()[-1]["prompt"] == "there is no such operation"


def _go(served: Bench, spec: TaskSpec, root: Path) -> None:
    """What the studio does with an order: refuse it at the door, or send it."""
    assert isinstance(served.provider, Particular)
    understood = PARAMS[served.provider.medium].model_validate(spec.params)
    params = understood.model_dump(mode="json", exclude_none=True)
    try:
        bounds.check(served.provider.title, served.provider.bounds(spec.model), params)
    except Invalid:
        return
    drive(served.provider, spec, Shelf(root, spec, served.provider))


def _refusals(served: Bench) -> list[str]:
    assert served.stage is not None
    seen = served.stage.purchases()
    assert seen
    refused = [each for each in seen if each["kind"] == "refused"]
    told = [f"{each['reference']}: {each['prompt']}" for each in refused]
    return [words for words in told if NOWHERE not in words]
