"""What the engine may believe of every provider, whoever it is."""

import logging
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain import bounds, pricing
from app.domain.errors import Invalid, NotSent, ProviderBusy, ProviderProblem
from app.domain.last_look import before_sending
from app.domain.providing import Maker, Particular, Poller, Priced, model_title
from app.media.catalogue import RECIPES
from app.media.song import OutputFormat
from tests.providers.contract.case import KEY, Case, Trouble
from tests.providers.contract.cases import CASES
from tests.providers.contract.conftest import Bench
from tests.providers.contract.shelf import measured, seconds_of

ABROAD = [case for case in CASES if case.simulator]
TROUBLES = [(case, trouble) for case in ABROAD for trouble in case.troubles]


def told(pair: Any) -> str | None:
    """How a case is called in the report."""
    return str(pair) if isinstance(pair, Case) else getattr(pair, "marker", None)


def test_it_says_who_it_is(bench: Bench) -> None:
    provider = bench.provider

    assert re.fullmatch(r"[a-z][a-z0-9_]*", provider.id)
    assert provider.title.strip() == provider.title != ""
    assert len(set(provider.models)) == len(provider.models) > 0
    assert provider.slots >= 1
    assert timedelta() < provider.deadline <= timedelta(hours=1)
    assert isinstance(provider, Maker) != isinstance(provider, Poller)


def test_every_model_has_a_name_of_its_own(bench: Bench) -> None:
    titles = [model_title(bench.provider, model) for model in bench.provider.models]

    assert all(title.strip() == title != "" for title in titles)
    assert len(set(titles)) == len(titles)


def test_every_model_has_a_price(bench: Bench) -> None:
    provider = bench.provider

    for model in provider.models:
        set_here = provider.price(model) if isinstance(provider, Priced) else None
        price = set_here or pricing.PRICES[provider.id, model]
        assert price.of(60) >= 0


def test_what_it_does_not_take_is_refused_with_the_name_of_the_field(bench: Bench) -> None:
    provider = bench.provider
    if not isinstance(provider, Particular):
        pytest.skip("takes everything")
    fields = RECIPES[provider.medium].params.model_fields

    for model in provider.models:
        limits = provider.bounds(model)
        assert set(limits) <= set(fields)
        for field, bound in limits.items():
            for value in _beyond(bound):
                with pytest.raises(Invalid, match=provider.title) as raised:
                    bounds.check(provider.title, limits, {field: value})
                assert raised.value.field == field


def _beyond(bound: bounds.Bound) -> list[Any]:
    """Values that lie outside."""
    if not bound.heard:
        return []
    if bound.choices:
        return [object()]
    low = [bound.least - 1] if bound.least is not None else []
    return low + ([bound.most + 1] if bound.most is not None else [])


def test_a_good_order_gives_whole_files(bench: Bench, tmp_path: Path) -> None:
    spec = bench.spec()

    shelf = bench.go(spec, tmp_path)

    assert any(asset.is_main for asset in shelf.assets.values())
    for asset in shelf.assets.values():
        found = measured(shelf.path(asset), bench.provider.medium)
        assert found == pytest.approx(bench.case.lasts, abs=0.3)
        told_s = asset.meta.get("duration_s", bench.case.lasts)
        assert told_s == pytest.approx(bench.case.lasts, abs=0.3)
    assert bench.bought(spec) == (1 if bench.stage else 0)


def test_a_maker_names_its_files_before(bench: Bench, tmp_path: Path) -> None:
    if not isinstance(bench.provider, Maker):
        pytest.skip("takes orders")
    spec = bench.spec()

    expected = {(file.name, file.content_type) for file in bench.provider.expects(spec)}
    shelf = bench.go(spec, tmp_path)

    found = {(asset.name, asset.content_type) for asset in shelf.assets.values()}
    assert expected == found or (not expected and bench.provider.traits.repeatable)


def test_every_format_on_offer_comes_as_such(bench: Bench, tmp_path: Path) -> None:
    provider = bench.provider
    if not isinstance(provider, Particular):
        pytest.skip("knows no formats")
    bound = provider.bounds(provider.models[0]).get("output_format", bounds.Bound())

    for form in map(OutputFormat, bound.choices):
        shelf = bench.go(bench.spec(output_format=form.value), tmp_path)

        main = next(asset for asset in shelf.assets.values() if asset.is_main)
        assert main.content_type == form.content_type
        assert seconds_of(shelf.path(main)) == pytest.approx(bench.case.lasts, abs=0.3)


@pytest.mark.parametrize(("bench", "trouble"), TROUBLES, indirect=["bench"], ids=told)
def test_trouble_is_told_in_our_words_and_never_paid_twice(
    bench: Bench, trouble: Trouble, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    spec = bench.spec(trouble.marker)

    with pytest.raises(ProviderProblem) as raised:
        bench.go(spec, tmp_path)

    assert type(raised.value) is trouble.problem, raised.value
    assert trouble.says in str(raised.value)
    assert bench.bought(spec) == trouble.bought
    assert KEY not in str(raised.value)
    assert KEY not in caplog.text
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("bench", ABROAD, indirect=True, ids=str)
def test_a_busy_provider_says_when_to_come_back(bench: Bench, tmp_path: Path) -> None:
    with pytest.raises(ProviderBusy) as raised:
        bench.go(bench.spec("429;after=7"), tmp_path)

    assert raised.value.retry_after == timedelta(seconds=7)


@pytest.mark.parametrize("is_ours", [[], [True]], ids=["all of it", "its body"])
@pytest.mark.parametrize("bench", ABROAD, indirect=True, ids=str)
def test_an_order_that_is_no_longer_ours_stays_here(
    bench: Bench, is_ours: list[bool], tmp_path: Path
) -> None:
    spec, said = bench.spec(), iter(is_ours)

    with pytest.raises(NotSent), before_sending(lambda: next(said, False)):
        bench.go(spec, tmp_path)

    assert bench.bought(spec) == 0


@pytest.mark.parametrize("case", ABROAD, ids=str)
def test_whoever_cannot_be_reached_sold_nothing(case: Case, tmp_path: Path) -> None:
    bench = Bench(case, None)

    with pytest.raises(ProviderBusy, match="no connection"):
        bench.go(bench.spec(), tmp_path)


@pytest.mark.parametrize("bench", ABROAD, indirect=True, ids=str)
def test_nothing_of_a_provider_shows_its_key(bench: Bench) -> None:
    shown = [repr(bench.provider), str(vars(bench.provider)), repr(bench.case)]

    assert not any(KEY in text for text in shown)
