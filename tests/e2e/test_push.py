"""What ends is told to pages that are open: by a nudge, not only by their timer."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit, enter, go

pytestmark = pytest.mark.e2e

# The page's own questions never leave it: whatever it learns, it was told.
MUTE = """() => {
  window.unasked = 0;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (String(data).includes("jobs_state.poll")) window.unasked += 1;
    else send.call(this, data);
  };
}"""


def ask(page: Page, words: str) -> None:
    """Somebody's other hand starts a song, elsewhere."""
    answer = page.request.post(
        "/api/jobs",
        data={"medium": "song", "params": {"prompt": words}, "provider": "simulated"},
        headers={"Origin": page.url.split("/make")[0].rstrip("/")},
    )
    assert answer.status == 202, answer.text()


def test_a_page_that_cannot_ask_is_told_when_a_job_ends(visit: Visit) -> None:
    page = visit()
    page.add_init_script(f"({MUTE})()")
    enter(page)
    go(page, "/")
    ended = page.locator("main .hidden li[data-row]")

    ask(page, "a lighthouse [sim:seconds=8]")

    expect(page.locator("#indicator")).to_contain_text("1 being made")
    expect(ended).to_contain_text("A lighthouse", timeout=60_000)
    assert page.evaluate("() => window.unasked") > 0


def test_an_arrival_leaves_the_other_rows_as_they_are(visit: Visit) -> None:
    page = enter(visit())
    go(page, "/")
    ended = page.locator("main .hidden li[data-row]")
    ask(page, "the first to come [sim:seconds=1]")
    expect(ended).to_have_count(1, timeout=60_000)
    page.evaluate("() => { document.querySelector('main .hidden li[data-row]').mine = true }")
    ended.locator("[data-open]").focus()

    ask(page, "the second to come [sim:seconds=1]")

    expect(ended).to_have_count(2, timeout=60_000)
    # Made anew, a row would have lost what is only in the page, the place of the keyboard too.
    kept = "() => document.activeElement.closest('li[data-row]')?.mine === true"
    assert page.evaluate(kept)
