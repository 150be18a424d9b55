"""What is ordered, what is refused, and what nobody can know."""

from collections.abc import Callable

import httpx
import pytest

from app.domain import bounds
from app.domain.errors import (
    Invalid,
    OutcomeUnknown,
    ProviderBusy,
    ProviderFailed,
    ProviderMisconfigured,
    ProviderOutOfMoney,
    ProviderProblem,
    ProviderRejected,
)
from app.domain.providing import TaskSpec
from app.media.song import Genre, Mood, SongParams
from app.providers.mureka.orders import BOUNDS, described
from app.providers.mureka.provider import Mureka
from tests.providers.mureka.conftest import KEY, WORDS, a_mureka
from tests.providers.polled import check, order, shows_no_key
from tests.simulators.stage import Stage, free_port

Spec = Callable[..., TaskSpec]


def bought(simulator: Stage, spec: TaskSpec) -> int:
    return simulator.bought()[spec.params["prompt"]]


def test_music_without_words_is_an_instrumental(mureka: Mureka, spec: Spec) -> None:
    assert order(mureka, spec()).startswith("instrumental:")


def test_music_with_words_is_a_song(mureka: Mureka, spec: Spec) -> None:
    assert order(mureka, spec(lyrics=WORDS)).startswith("song:")


def test_words_are_written_first_where_somebody_is_to_sing_without_any(
    mureka: Mureka, spec: Spec
) -> None:
    remote_id = order(mureka, spec(instrumental=False))

    (file,) = check(mureka, remote_id).files

    assert "Rain upon the window" in file.file.meta["lyrics"]


def test_nothing_is_ordered_when_no_words_come(
    mureka: Mureka, simulator: Stage, spec: Spec
) -> None:
    for marker in ("hang-lyrics", "500-lyrics", "reset-lyrics", "no-lyrics", "html-lyrics"):
        task = spec(marker, instrumental=False)

        with pytest.raises(ProviderBusy):
            order(mureka, task)

        assert bought(simulator, task) == 0


def test_as_many_takes_are_bought_as_were_asked_for(
    mureka: Mureka, simulator: Stage, spec: Spec
) -> None:
    task = spec(takes=2)

    remote_id = order(mureka, task)

    assert len(check(mureka, remote_id).files) == 2
    kinds = [p["kind"] for p in simulator.purchases() if p["prompt"] == task.params["prompt"]]
    assert kinds == ["instrumental:2"]


@pytest.mark.parametrize(
    ("marker", "problem"),
    [
        ("reject=No such words here.", ProviderRejected),
        ("region", ProviderMisconfigured),
        ("quota", ProviderOutOfMoney),
        ("429", ProviderBusy),
        ("503", ProviderBusy),
        ("404", ProviderFailed),
        ("500-after", OutcomeUnknown),
        ("hang", OutcomeUnknown),
        ("reset", OutcomeUnknown),
        ("html", OutcomeUnknown),
    ],
)
def test_each_answer_means_one_thing(
    mureka: Mureka, simulator: Stage, spec: Spec, marker: str, problem: type[ProviderProblem]
) -> None:
    task = spec(marker)

    with pytest.raises(problem) as caught:
        order(mureka, task)

    assert type(caught.value) is problem
    assert bought(simulator, task) == (problem is OutcomeUnknown)


def test_a_refusal_is_told_in_its_own_words(mureka: Mureka, spec: Spec) -> None:
    with pytest.raises(ProviderRejected, match=r"^No such words here\.$"):
        order(mureka, spec("reject=No such words here."))


def test_being_told_when_to_come_back_is_believed(mureka: Mureka, spec: Spec) -> None:
    with pytest.raises(ProviderBusy) as caught:
        order(mureka, spec("429;after=7"))

    assert caught.value.retry_after is not None
    assert caught.value.retry_after.total_seconds() == 7


def test_a_full_house_is_busy_for_about_half_a_song(mureka: Mureka, spec: Spec) -> None:
    with pytest.raises(ProviderBusy) as caught:
        order(mureka, spec("429"))

    assert caught.value.retry_after is not None


def test_nobody_at_home_has_sold_nothing(spec: Spec) -> None:
    with pytest.raises(ProviderBusy):
        order(a_mureka(f"http://127.0.0.1:{free_port()}"), spec())


def test_a_wrong_key_is_no_concern_of_the_person(simulator: Stage, spec: Spec) -> None:
    with pytest.raises(ProviderMisconfigured):
        order(a_mureka(simulator.url, api_key="wrong"), spec())


def test_an_id_may_be_a_number(mureka: Mureka, spec: Spec) -> None:
    remote_id = order(mureka, spec("number-id"))

    assert check(mureka, remote_id).files


def test_the_style_is_said_before_the_persons_own_words() -> None:
    params = SongParams(prompt="rain", genre=Genre.GUGAK, mood=Mood.CALM, tempo=60)

    assert described(params) == "traditional Korean gugak, calm, 60 BPM. rain"


def test_the_longest_words_that_are_taken_fit_with_every_style() -> None:
    most = int(BOUNDS["prompt"].most or 0)

    for genre in Genre:
        for mood in Mood:
            params = SongParams(prompt="x" * most, genre=genre, mood=mood, tempo=220)
            assert len(described(params)) <= 1024


def test_what_it_cannot_do_is_refused_before_it_starts() -> None:
    with pytest.raises(Invalid) as caught:
        bounds.check("Mureka", BOUNDS, {"prompt": "x" * 1025})
    assert caught.value.field == "prompt"

    with pytest.raises(Invalid) as caught:
        bounds.check("Mureka", BOUNDS, {"output_format": "pcm_44100"})
    assert caught.value.field == "output_format"


def test_the_key_is_in_no_error_and_no_log(
    simulator: Stage, spec: Spec, caplog: pytest.LogCaptureFixture
) -> None:
    mureka = a_mureka(simulator.url)

    shows_no_key(mureka, spec, KEY, caplog)
    assert KEY not in repr(mureka._settings)


def test_the_simulator_refuses_what_the_documentation_does(simulator: Stage) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    url = f"{simulator.url}/gateway/v1"
    wrong = [
        ("song", {"prompt": "rain"}),
        ("song", {"lyrics": ""}),
        ("song", {"lyrics": "x" * 3001}),
        ("song", {"lyrics": "a", "n": 4}),
        ("song", {"lyrics": "a", "model": "mureka-99"}),
        ("song", {"lyrics": "a", "prompt": "b", "vocal_id": "c"}),
        ("song", {"lyrics": "a", "stream": True, "model": "mureka-o1"}),
        ("song", {"lyrics": "a", "user": "somebody"}),
        ("instrumental", {"prompt": "a", "instrumental_id": "b"}),
        ("instrumental", {"n": 1}),
    ]

    for kind, body in wrong:
        answer = httpx.post(f"{url}/{kind}/generate", json=body, headers=headers)
        assert answer.status_code == 400, body
        assert set(answer.json()) == {"error", "trace_id"}

    assert httpx.get(f"{url}/bgm/generate", headers=headers).text == "404 page not found"
