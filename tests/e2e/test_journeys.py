"""Reading journeys: the three scenarios of document 000 as they are written, and what people do."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.e2e.conftest import Site, Visit, enter, go, meanwhile
from tests.e2e.rows import write as write_rows

pytestmark = pytest.mark.e2e

MADE_MS = 90_000
KOREAN = "ko-KR"
BOOK = "설국"
_LOGS = """
    INSERT INTO reading_logs (id, journey_id, n, version, kind, page_to, thoughts, quote,
        quote_shared, moods, music_on, created_at, updated_at)
    SELECT 'log_of_the_past_' || n, %s, n, 'v' || n, 'log', n, 'Page after page', '', false, '[]',
        false, now(), now() FROM generate_series(1, 200) AS n"""


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A Meanwhile whose songs come from Mureka's simulator, as the document has them."""
    with meanwhile(STUDIO_PROVIDER_ORDER="mureka") as site:
        yield site


@pytest.fixture
def reader(visit: Visit) -> Page:
    """Somebody who reads Korean and stands at the desk."""
    return enter(visit(language=KOREAN))


def type_a_book(page: Page, title: str = BOOK) -> None:
    """Choose a book by hand, which needs no catalogue."""
    page.locator("[data-act=by-hand]").click()
    page.locator("[data-hand=title]").fill(title)
    page.locator("[data-hand=pages]").fill("180")
    page.locator("[data-act=take-book]").click()


def begin(page: Page, title: str = BOOK) -> None:
    """A journey of this book, seen on its page."""
    page.goto("/journeys/new")
    type_a_book(page, title)
    page.wait_for_url(re.compile(r"/journeys/journey_"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def write(page: Page, words: str) -> None:
    """Write a log that says this."""
    page.locator("#log-thoughts").fill(words)
    page.locator("#log [data-act=write]").click()


def badge(version: str) -> str:
    """Where the badge of a log is."""
    return f"[data-log={version}] [data-badge]"


def with_plan(page: Page, prompt: str) -> None:
    """Change what the music is to sound like."""
    page.locator("#log [data-act=change-plan]").click()
    page.locator("#log-prompt").fill(prompt)


def test_scenario_1_a_journey_begins_with_its_music_v0(visit: Visit) -> None:
    page = visit(language=KOREAN)
    sockets: list[WebSocket] = []
    page.on("websocket", lambda socket: sockets.append(socket))  # noqa: PLW0108 -- builtins are refused
    calls: list[str] = []
    page.on("request", lambda r: r.method == "POST" and calls.append(r.url.split("/api/")[-1]))
    enter(page)  # 1. signed in
    go(page, "/journeys")
    page.get_by_role("link", name="첫 책 고르기").click()
    page.wait_for_url("**/journeys/new")

    page.locator("[data-book-field]").fill("소년이 온다")  # 2. looked for, and chosen
    page.locator("[role=option][data-book]").first.click()

    page.wait_for_url(re.compile(r"/journeys/journey_"))  # 5. its page
    said = page.get_by_text("독서 여정이 시작되었습니다! v0 음악을 생성하고 있습니다.")
    expect(said).to_be_visible()
    assert "journeys/create" in calls  # 3. created over the API
    assert [call for call in calls if call.startswith("music/generate/track_")]  # 4. asked for
    expect(page.locator(badge("v0"))).to_have_text("음악 생성 중")
    with sockets[-1].expect_event("framesent", lambda sent: "jobs_state.poll" in str(sent)):
        pass  # 6. it polls
    expect(page.locator(badge("v0"))).to_have_text("음악 준비됨", timeout=MADE_MS)  # 7.
    page.locator("[data-log=v0] [data-act=play]").click()  # 8. can be heard
    page.wait_for_function("document.querySelector('#player-audio').currentTime > 0.3")


def test_scenario_2_a_log_adds_its_music_and_a_toast_tells(reader: Page) -> None:
    begin(reader)
    journey = reader.url
    go(reader, "/library")
    reader.goto(journey)  # 1. an existing journey
    asked: list[str] = []
    reader.on("request", lambda r: "/api/music/generate/" in r.url and asked.append(r.url))

    write(reader, "눈 내리는 마을이 고요하고 쓸쓸했다. 오래 그리울 것 같다. 🌙")  # 2. written

    expect(reader.locator(badge("v1"))).to_have_text("음악 생성 중")
    assert asked  # 3. its music is asked for
    expect(reader.locator(badge("v1"))).to_have_text("음악 준비됨", timeout=MADE_MS)  # 4. polled
    told = reader.get_by_text("음악 생성이 완료되었습니다!")
    expect(told.first).to_be_visible()  # 5. told


def test_scenario_3_a_provider_that_fails_is_shown_with_its_reason(reader: Page) -> None:
    begin(reader)
    reader.locator("#log-thoughts").fill("조용한 밤이었다.")
    with_plan(reader, "quiet piano [sim:fail]")  # 1. Mureka fails

    reader.locator("#log [data-act=write]").click()

    expect(reader.locator(badge("v1"))).to_have_text("생성 실패", timeout=MADE_MS)  # 3. shown
    expect(reader.locator("[data-log=v1] [data-reason]")).to_contain_text("생성 실패")
    journey = reader.url.rsplit("/", 1)[-1]
    logs = reader.request.get(f"/api/journeys/{journey}/logs").json()["logs"]
    music = next(log["music_track"] for log in logs if log["version"] == "v1")
    assert music["status"] == "error"  # 2.
    assert music["error_message"]
    again = reader.locator("[data-log=v1] [data-act=retry]")
    expect(again).to_have_text(re.compile(r"다시 해 보기 · \d+ 크레딧"))


def test_what_the_end_would_sound_like_stays_with_the_end(reader: Page) -> None:
    begin(reader)
    reader.locator("#log-thoughts").fill("조용한 밤이었다.")
    expect(reader.locator("#log [data-why] li").first).to_contain_text("차분하게")

    reader.locator("[data-act=finish]").click()
    reader.locator("#finish-thoughts").fill("무섭고 두려웠다.")
    expect(reader.locator("#finish [data-why] li").first).to_contain_text("어둡게")
    reader.keyboard.press("Escape")

    expect(reader.locator("#log [data-why] li").first).to_contain_text("차분하게")


def test_a_form_says_itself_what_cannot_be(reader: Page) -> None:
    begin(reader)
    reader.locator("#log-thoughts").fill("여섯 번째 기분은 없다.")
    moods = reader.locator("#log .chip")
    for place in range(5):
        moods.nth(place).click()
    expect(moods.nth(5)).to_be_disabled()
    reader.locator("#log-page_from").fill("40")
    reader.locator("#log-page_to").fill("4")

    reader.locator("#log [data-act=write]").click()

    expect(reader.locator("#log [role=alert]")).to_contain_text("시작한 쪽보다 앞일 수 없어요")
    expect(reader.locator("#log-page_to")).to_be_focused()
    reader.locator("#log-page_to").fill("44")
    expect(reader.locator("#log [role=alert]")).to_have_count(0)
    reader.locator("#log [data-act=write]").click()
    expect(reader.locator("[data-log=v1]")).to_contain_text("40–44쪽")


def test_instruments_are_named_by_hand(reader: Page) -> None:
    begin(reader)
    reader.locator("#log-thoughts").fill("조용한 밤이었다.")
    reader.locator("#log [data-act=change-plan]").click()
    expect(reader.locator("#log-instruments")).to_have_value("신시사이저 패드, 펠트 피아노, 현악")
    reader.locator("#log-instruments").fill("")
    reader.locator("#log-instruments").press_sequentially("하프, 칼림바")

    reader.locator("#log [data-act=write]").click()

    expect(reader.locator("[data-log=v1] [data-music]")).to_contain_text("하프 · 칼림바")


def test_lyrics_are_written_on_request(reader: Page) -> None:
    begin(reader)
    reader.locator("#log-thoughts").fill("비 오는 밤.")
    reader.locator("#log [data-act=change-plan]").click()
    reader.locator("#log").get_by_label("노래로 부르기").check()

    reader.locator("#log [data-act=write-lyrics]").click()

    expect(reader.locator("#log-lyrics")).to_have_value(re.compile("Rain upon the window"))
    reader.locator("#log [data-act=write]").click()
    expect(reader.locator(badge("v1"))).to_have_text("음악 준비됨", timeout=MADE_MS)
    journey = reader.url.rsplit("/", 1)[-1]
    logs = reader.request.get(f"/api/journeys/{journey}/logs").json()["logs"]
    assert "Rain upon the window" in logs[-1]["music_track"]["lyrics"]


def test_what_is_written_on_while_a_log_is_sent_stays(reader: Page) -> None:
    begin(reader)
    reader.locator("#log-thoughts").fill("보낸 말.")
    reader.evaluate("""() => {
        document.querySelector("#log [data-act=write]").click();
        const field = document.querySelector("#log-thoughts");
        const put = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
        put.call(field, "보낸 말. 그리고 더.");
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }""")

    expect(reader.locator("[data-log=v1]")).to_contain_text("보낸 말.")
    expect(reader.locator("#log-thoughts")).to_have_value("보낸 말. 그리고 더.")


def test_two_presses_write_one_log(reader: Page) -> None:
    begin(reader)
    reader.locator("#log-thoughts").fill("두 번 눌러도 한 번.")

    reader.locator("#log [data-act=write]").dblclick()

    expect(reader.locator("[data-log=v1]")).to_be_visible()
    expect(reader.locator("#log-thoughts")).to_have_value("")
    expect(reader.locator("[data-log]")).to_have_count(2)


def test_two_logs_at_once_and_another_device_sees_them(reader: Page, visit: Visit) -> None:
    begin(reader)
    other = visit(like=reader, phone=True)
    other.goto(reader.url)
    expect(other.locator("[data-log=v0]")).to_be_visible()

    write(reader, "첫 번째 기록, 설렌다.")
    expect(reader.locator("[data-log=v1]")).to_be_visible()
    write(reader, "두 번째 기록, 긴장된다.")

    expect(reader.locator("[data-log=v2]")).to_be_visible()
    expect(other.locator("[data-log=v2]")).to_be_visible()
    expect(other.locator(badge("v2"))).to_have_text("음악 생성 중")
    for version in ("v0", "v1", "v2"):
        expect(other.locator(badge(version))).to_have_text("음악 준비됨", timeout=MADE_MS)


def test_a_cut_line_loses_nothing_and_polling_goes_on(reader: Page) -> None:
    begin(reader)
    expect(reader.locator(badge("v0"))).to_have_text("음악 생성 중")

    reader.context.set_offline(True)
    expect(reader.get_by_text("다시 연결하는 중…")).to_be_visible()
    reader.locator("#log-thoughts").fill("줄이 끊겨도 글은 남는다.")
    reader.context.set_offline(False)

    expect(reader.locator(badge("v0"))).to_have_text("음악 준비됨", timeout=MADE_MS)
    expect(reader.locator("#log-thoughts")).to_have_value("줄이 끊겨도 글은 남는다.")


def test_the_plan_says_why_and_may_be_left_out(visit: Visit) -> None:
    reader = enter(visit(phone=True))
    begin(reader, "The Old Man and the Sea")
    reader.locator("#log-thoughts").fill("So peaceful and quiet, the sea at night.")

    expect(reader.locator("#log [data-why] li").first).to_contain_text("because you wrote")
    reader.locator("#log [data-act=music-switch]").click()
    reader.locator("#log [data-act=write]").click()

    expect(reader.locator("[data-log=v1]")).to_contain_text("A log without music.")
    expect(reader.locator(badge("v1"))).to_have_count(0)


def test_a_finished_book_is_one_listening_in_order(reader: Page) -> None:
    begin(reader)
    write(reader, "기쁘고 행복한 장면.")
    expect(reader.locator("[data-log=v1]")).to_be_visible()
    reader.locator("[data-act=finish]").click()
    reader.locator("#finish-thoughts").fill("끝까지 읽기를 잘했다.")
    reader.locator("#finish [data-act=write]").click()

    expect(reader.locator("[data-log=vFinal]")).to_be_visible()
    expect(reader.get_by_text("다 읽음").first).to_be_visible()
    for version in ("v0", "v1", "vFinal"):
        expect(reader.locator(badge(version))).to_have_text("음악 준비됨", timeout=MADE_MS)
    reader.locator("[data-act=play-journey]").click()
    reader.wait_for_function("document.querySelector('#player-audio').currentTime > 0.2")
    first = reader.evaluate("document.querySelector('#player-audio').src")
    reader.evaluate("document.querySelector('#player-audio').dispatchEvent(new Event('ended'))")
    reader.wait_for_function(
        "before => document.querySelector('#player-audio').src !== before", arg=first
    )


def test_long_words_stay_on_a_small_phone(visit: Visit) -> None:
    page = enter(visit(phone=True, language=KOREAN))
    page.set_viewport_size({"width": 360, "height": 740})
    begin(page, "아주길고띄어쓰기도없는제목" * 8)
    page.locator("#log-thoughts").fill("가나다라마바사아자차카타파하" * 120 + "🌙" * 200)
    page.locator("#log-quote").fill("한 줄\n" * 300)
    page.locator("#log [data-act=music-switch]").click()
    page.locator("#log [data-act=write]").click()
    log = page.locator("[data-log=v1]")
    expect(log.locator("[data-act=unfold]")).to_have_count(2)
    assert page.evaluate("it => it.offsetHeight", log.element_handle()) < 2 * 740

    for path in (page.url, "/journeys", "/journeys/new", "/"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_somebody_elses_journey_is_not_here(reader: Page, visit: Visit) -> None:
    begin(reader)
    other = enter(visit())

    other.goto(reader.url)

    expect(other.get_by_role("main")).to_contain_text("This journey is not here.")


def test_a_journey_of_two_hundred_logs_comes_in_pages(reader: Page, site: Site) -> None:
    begin(reader)
    journey = reader.url.rsplit("/", 1)[-1]
    write_rows(site, _LOGS, journey)

    reader.reload()

    expect(reader.locator("[data-log=v200]")).to_be_visible()
    assert reader.locator("[data-log]").count() <= 40
    reader.locator("[data-log]").last.scroll_into_view_if_needed()
    expect(reader.locator("[data-log=v170]")).to_be_attached()


def test_the_facts_of_the_book_are_corrected_on_its_page(reader: Page) -> None:
    begin(reader, "데미얀")
    reader.locator("[data-act=correct]").click()
    sheet = reader.locator("dialog[open]")
    sheet.locator("[name=title]").fill("데미안")
    sheet.locator("[name=author]").fill("헤르만 헤세, 전영애")
    sheet.locator("[name=year]").fill("1919")
    sheet.locator("[type=submit]").click()

    expect(reader.get_by_role("heading", level=1)).to_have_text("데미안")
    expect(reader.get_by_text("헤르만 헤세, 전영애 · 1919")).to_be_visible()
    kept = reader.request.get(f"/api/journeys/{reader.url.rsplit('/', 1)[-1]}").json()
    assert kept["book_authors"] == ["헤르만 헤세", "전영애"]
    assert (kept["book_pages"], kept["book_year"]) == (180, 1919)


def test_a_correction_that_is_refused_is_still_there_to_be_mended(reader: Page) -> None:
    begin(reader, "데미얀")
    reader.locator("[data-act=correct]").click()
    title = reader.locator("dialog[open] [name=title]")
    # The page would not let anybody write as much.
    title.evaluate("it => it.removeAttribute('maxlength')")
    title.fill("데미안" * 101)
    reader.locator("dialog[open] [type=submit]").click()
    expect(reader.locator("#herald")).to_contain_text("뜻대로 읽을 수 없었어요")

    reader.locator("[data-act=correct]").click()

    expect(title).to_have_value("데미안" * 101)
    expect(reader.get_by_role("heading", level=1)).to_have_text("데미얀")


def test_a_log_is_edited_made_again_and_removed(reader: Page) -> None:
    begin(reader)
    write(reader, "조용한 하루.")
    expect(reader.locator(badge("v1"))).to_have_text("음악 준비됨", timeout=MADE_MS)
    log = reader.locator("[data-log=v1]")

    log.locator("[data-act=edit]").click()
    log.locator("textarea").first.fill("고친 글.")
    log.locator("[data-act=write]").click()
    expect(log).to_contain_text("고친 글.")
    log.locator("[data-act=edit]").click()
    log.locator("[data-act=log-music]").uncheck()
    log.locator("[data-act=write]").click()
    expect(log).to_contain_text("음악 없이 남긴 기록이에요.")
    log.locator("[data-act=edit]").click()
    log.locator("[data-act=log-music]").check()
    log.locator("[data-act=write]").click()
    expect(reader.locator(badge("v1"))).to_have_text("음악 준비됨", timeout=MADE_MS)
    log.locator("[data-act=again]").click()
    reader.locator("[data-act=again-yes]:visible").click()
    expect(log.locator("[data-act=takes]")).to_have_text("2개 테이크", timeout=MADE_MS)
    log.locator("[data-act=takes]").click()
    reader.locator("dialog[open] [data-act=lead]").last.click()
    expect(reader.locator("dialog[open] [data-act=lead]").last).to_have_attribute(
        "aria-pressed", "true"
    )
    reader.keyboard.press("Escape")
    log.locator("[data-act=remove]").click()
    reader.get_by_role("dialog").get_by_role("button", name="지우기").click()

    expect(log).to_have_count(0)
