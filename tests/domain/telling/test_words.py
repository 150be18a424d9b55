"""What goes out to people, in their language."""

import re
from dataclasses import replace

import pytest

from app.domain.telling import words
from app.domain.telling.facts import SONGS_LEAVE, WEBHOOK_DISABLED, Facts
from app.domain.telling.letters import letter
from app.domain.telling.manners import Kind
from app.domain.telling.push import news
from app.domain.telling.words import Language, said, together

SONG = Facts(Kind.SONG, "job.completed", "job_1", title="Rain", completed=1)
PHOTOS = Facts(
    Kind.PHOTO, "job.completed", "job_2", title="Mina & Jun", total=5, completed=3, failed=2,
    returned=2, album_id="album_1",
)  # fmt: skip
MODEL = Facts(Kind.MODEL3D, "job.completed", "job_3", title="Owl", completed=1)
READING = replace(
    SONG, kind=Kind.JOURNEY, title="Demian", journey_id="journey_1", log_id="log_1", version="v3"
)
FAILED = Facts(
    Kind.SONG, "job.failed", "job_4", title="Rain", failed=1, code="rejected",
    reason="no such names", returned=3,
)  # fmt: skip
HOOK = Facts(Kind.STUDIO, WEBHOOK_DISABLED, "hook_1", title="https://example.com/hook")
LEAVING = Facts(Kind.STUDIO, SONGS_LEAVE, "leaving", total=12, at="2026-05-03T00:00:00+00:00")
EVERYTHING = (SONG, PHOTOS, MODEL, READING, FAILED, HOOK, LEAVING)
_KOREAN = re.compile("[가-힣]")


def test_every_medium_is_told_in_words_of_its_own() -> None:
    assert said(SONG, "en") == words.Said("Your song is ready", "Rain")
    assert said(PHOTOS, "en").title == "3 of 5 pictures are ready"
    assert said(PHOTOS, "ko").title == "사진 5장 중 3장이 준비됐어요"
    assert said(MODEL, "en") == words.Said("Your 3D model is ready", "Owl")
    assert said(READING, "en") == words.Said("The music of your reading is ready", "Demian · v3")
    assert said(LEAVING, "en").title == "12 songs leave on 3 May"
    assert said(LEAVING, "ko").title == "음악 12곡이 5월 3일에 떠나요"


def test_a_finished_model_is_told_in_the_words_of_its_document() -> None:
    owl = replace(MODEL, title="부엉이 {2}")

    assert said(owl, "ko") == words.Said(
        "AI 모델 생성 완료", "'부엉이 {2}' 모델이 성공적으로 생성되었습니다."
    )
    assert together([owl, SONG], "ko").body == "부엉이 {2}, Rain"


def test_a_failure_says_why_and_that_the_credits_are_back() -> None:
    assert said(FAILED, "en").body == (
        "Rain — The service refused these words: “no such names”. 3 credits are back."
    )
    model = replace(FAILED, kind=MODEL.kind)
    assert "The service refused this: “no such names”." in said(model, "en").body
    assert "3크레딧은 돌려드렸어요." in said(FAILED, "ko").body
    late = replace(FAILED, code="late", returned=0)
    assert said(late, "en").body == "Rain — It took too long, so we stopped. Nothing was charged."


def test_a_reason_without_words_of_its_own_is_said_all_the_same() -> None:
    strange = replace(FAILED, code="brand_new", returned=1)

    assert said(strange, "en").body == "Rain — It could not be finished. 1 credit is back."


@pytest.mark.parametrize("facts", EVERYTHING, ids=lambda facts: f"{facts.kind}-{facts.topic}")
def test_each_is_said_in_both_languages(facts: Facts) -> None:
    assert not _KOREAN.search(said(facts, "en").title + said(facts, "en").body)
    assert _KOREAN.search(said(facts, "ko").title)


def test_both_languages_say_the_same_things() -> None:
    assert words.EN.keys() == words.KO.keys()
    assert words.WHY_EN.keys() == words.WHY_KO.keys()


def test_several_are_one_message() -> None:
    assert together([SONG, MODEL], "en") == words.Said("2 things are ready", "Rain, Owl")
    assert together([SONG, FAILED], "en").title == "1 ready, 1 could not be made"
    assert together([SONG, HOOK], "ko").title == "새 소식 2개"
    many = together([replace(SONG, title=f"Song {n}") for n in range(9)], "en")
    assert many == words.Said("9 things are ready", "Song 0, Song 1, Song 2, and 6 more")


def test_no_message_is_longer_than_a_notification_shows() -> None:
    endless = replace(FAILED, title="la " * 400, reason="no " * 900)

    told = said(endless, "en")

    assert len(told.title) <= words.TITLE_MAX
    assert len(told.body) <= words.BODY_MAX


def test_a_click_opens_the_thing_itself() -> None:
    assert [news([each], "en").url for each in EVERYTHING] == [
        "/song/job_1",
        "/albums/album_1",
        "/model/job_3",
        "/journeys/journey_1#log_1",
        "/song/job_4",
        "/account/webhooks",
        "/leaving",
    ]
    assert news([SONG, MODEL], "en").url == "/notices"


def test_what_can_be_heard_can_be_played_from_its_message() -> None:
    play, open_ = news([READING], "ko").actions

    assert (play.title, play.url) == ("듣기", "/journeys/journey_1?play=job_1#log_1")
    assert (open_.action, open_.url) == ("open", "/journeys/journey_1#log_1")
    assert [each.action for each in news([MODEL], "en").actions] == ["open"]
    assert [each.action for each in news([FAILED], "en").actions] == ["open"]


def test_programs_get_the_documented_payload() -> None:
    assert news([MODEL], "en").data == {
        "type": "ai_model_complete",
        "related_id": "job_3",
        "related_type": "ai_model",
        "job_id": "job_3",
        "count": "1",
    }
    assert news([replace(MODEL, topic="job.failed")], "en").data["type"] == "ai_model_failed"
    assert news([READING], "en").data["related_id"] == "journey_1"


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_letter_says_all_of_it_as_text_and_as_html_and_has_a_way_out(language: Language) -> None:
    wicked = replace(SONG, title="<script>alert(1)</script>")

    told = letter(
        [wicked, FAILED, PHOTOS], language, id_="delivery_1", to="ann@example.com",
        site="https://site.example", token="a.b",
    )  # fmt: skip

    assert "<script>" not in told.html
    assert "&lt;script&gt;" in told.html
    for path in ("/song/job_1", "/song/job_4", "/albums/album_1", "/account/notices"):
        assert f"https://site.example{path}" in told.text
        assert f"https://site.example{path}" in told.html
    assert "https://site.example/unsubscribe?t=a.b" in told.text
    assert told.unsubscribe_url == "https://site.example/api/unsubscribe?t=a.b"
    assert f'lang="{language}"' in told.html
    assert "\n" not in told.subject
