"""
What goes out to people, in their language: to browsers, phones and mailboxes.

The page has words of its own; these are read where no page is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.telling.facts import SONGS_LEAVE, Facts
from app.domain.telling.manners import Kind

Language = Literal["ko", "en"]
TITLE_MAX = 80
BODY_MAX = 240
_LINES_MOST = 4


@dataclass(frozen=True)
class Said:
    """A headline, and one or two sentences under it."""

    title: str
    body: str


EN = {
    "song": "Your song is ready",
    "photo": "Your pictures are ready",
    "photo.some": "{completed} of {total} pictures are ready",
    "model3d": "Your 3D model is ready",
    "model3d.body": "{title}",
    "journey": "The music of your reading is ready",
    "song.failed": "The song could not be made",
    "photo.failed": "The pictures could not be made",
    "model3d.failed": "The 3D model could not be made",
    "journey.failed": "The music of your reading could not be made",
    "cancelled": "Cancelled",
    "back": "Your credits are back.",
    "back.n": "{returned} credits are back.",
    "back.one": "1 credit is back.",
    "back.none": "Nothing was charged.",
    "webhook.disabled": "A webhook was switched off",
    "webhook.disabled.body": "Nothing is sent to {title} any more.",
    "songs.leave": "{total} songs leave on {at}",
    "songs.leave.one": "A song leaves on {at}",
    "songs.leave.body": "Keep the ones you want to stay.",
    "several": "{n} things are ready",
    "several.failed": "{n} could not be made",
    "several.mixed": "{good} ready, {bad} could not be made",
    "several.news": "{n} pieces of news",
    "and": "and {n} more",
    "open": "Open",
    "play": "Play",
    "test": "This is a test",
    "test.body": "You will be told like this when something is ready.",
    "mail.confirm": "Do you read your e-mails here?",
    "mail.confirm.body": (
        "Somebody wants Meanwhile to tell them here when something is ready. "
        "Once you say that it was you, it does; until then nothing else is sent."
    ),
    "mail.confirm.act": "Yes, this is my address",
    "mail.confirm.why": "The link works once, for three days. If it was not you, do nothing.",
    "mail.why": "You get this because you asked to be told by e-mail.",
    "mail.stop": "Stop these e-mails",
    "mail.choose": "Choose what is told",
}
KO = {
    "song": "음악이 준비됐어요",
    "photo": "사진이 준비됐어요",
    "photo.some": "사진 {total}장 중 {completed}장이 준비됐어요",
    # As document 002 words it.
    "model3d": "AI 모델 생성 완료",
    "model3d.body": "'{title}' 모델이 성공적으로 생성되었습니다.",
    "journey": "독서 여정의 음악이 준비됐어요",
    "song.failed": "음악을 만들지 못했어요",
    "photo.failed": "사진을 만들지 못했어요",
    "model3d.failed": "3D 모델을 만들지 못했어요",
    "journey.failed": "독서 여정의 음악을 만들지 못했어요",
    "cancelled": "취소했어요",
    "back": "크레딧은 돌려드렸어요.",
    "back.n": "{returned}크레딧은 돌려드렸어요.",
    "back.one": "1크레딧은 돌려드렸어요.",
    "back.none": "크레딧은 쓰지 않았어요.",
    "webhook.disabled": "웹훅 하나를 껐어요",
    "webhook.disabled.body": "이제 {title}(으)로는 아무것도 보내지 않아요.",
    "songs.leave": "음악 {total}곡이 {at}에 떠나요",
    "songs.leave.one": "음악 1곡이 {at}에 떠나요",
    "songs.leave.body": "남기고 싶은 곡을 골라 주세요.",
    "several": "{n}가지가 준비됐어요",
    "several.failed": "{n}가지를 만들지 못했어요",
    "several.mixed": "{good}가지가 준비됐고, {bad}가지는 만들지 못했어요",
    "several.news": "새 소식 {n}개",
    "and": "외 {n}개",
    "open": "열기",
    "play": "듣기",
    "test": "시험 알림이에요",
    "test.body": "다 되면 이렇게 알려드릴게요.",
    "mail.confirm": "이 주소로 메일을 받으시나요?",
    "mail.confirm.body": (
        "Meanwhile에서 다 되면 이 주소로 알려 달라는 요청이 있었어요. "
        "본인이 맞다고 확인하시면 그때부터 보내드리고, 그 전에는 아무것도 보내지 않아요."
    ),
    "mail.confirm.act": "네, 제 주소예요",
    "mail.confirm.why": "링크는 사흘 동안 한 번만 쓸 수 있어요. 본인이 아니라면 그냥 두세요.",
    "mail.why": "메일로 알려 달라고 하셔서 보내드려요.",
    "mail.stop": "메일 그만 받기",
    "mail.choose": "알림 고르기",
}
WHY_EN = {
    "rejected": "The service refused these words.",
    "rejected.thing": "The service refused this.",
    "provider_busy": "The service was too busy.",
    "provider_failed": "The service could not finish it.",
    "provider_unreachable": "The service stopped answering.",
    "provider_out_of_money": "The service is closed to us right now.",
    "provider_misconfigured": "The service does not let us in right now.",
    "provider_gone": "That service is no longer offered here.",
    "outcome_unknown": "We lost touch while ordering and will not order twice.",
    "bad_output": "What came back could not be used.",
    "crashed": "Our machines stumbled over it three times.",
    "late": "It took too long, so we stopped.",
    "lost": "The service no longer knows of this order.",
    "not_saved": "It was made, but we could not store it.",
    "broken": "Something here broke while it was made.",
    "other": "It could not be finished.",
}
WHY_KO = {
    "rejected": "이 표현을 쓸 수 없대요.",
    "rejected.thing": "이것으로는 만들 수 없대요.",
    "provider_busy": "서비스가 너무 붐볐어요.",
    "provider_failed": "서비스가 끝내지 못했어요.",
    "provider_unreachable": "서비스가 응답하지 않았어요.",
    "provider_out_of_money": "지금은 그 서비스를 쓸 수 없어요.",
    "provider_misconfigured": "지금은 그 서비스에 들어갈 수 없어요.",
    "provider_gone": "그 서비스는 이제 여기서 쓰지 않아요.",
    "outcome_unknown": "주문 중에 연결이 끊겨서, 두 번 주문하지 않으려고 멈췄어요.",
    "bad_output": "돌아온 것을 쓸 수 없었어요.",
    "crashed": "만드는 컴퓨터가 세 번 멈췄어요.",
    "late": "너무 오래 걸려서 멈췄어요.",
    "lost": "서비스가 이 주문을 잊었어요.",
    "not_saved": "만들었지만 저장하지 못했어요.",
    "broken": "만드는 중에 문제가 생겼어요.",
    "other": "끝내지 못했어요.",
}
_WORDS = {"en": EN, "ko": KO}
_WHY = {"en": WHY_EN, "ko": WHY_KO}


def word(language: Language, key: str, **values: object) -> str:
    """One of these sentences."""
    return _WORDS[language][key].format(**values)


def said(facts: Facts, language: Language) -> Said:
    """One notice."""
    if facts.kind is Kind.STUDIO:
        return _of_studio(facts, language)
    if facts.topic == "job.cancelled":
        return _cut(word(language, "cancelled"), facts.title)
    if not facts.is_good:
        title = word(language, f"{facts.kind}.failed")
        return _cut(title, f"{_named(facts)} — {_why(facts, language)} {_back(facts, language)}")
    if facts.completed < facts.total:
        key = "photo.some" if facts.kind is Kind.PHOTO else str(facts.kind)
        title = word(language, key, completed=facts.completed, total=facts.total)
        return _cut(title, f"{_named(facts)} — {_back(facts, language)}")
    body = f"{facts.kind}.body"
    has_words = body in _WORDS[language]
    told = word(language, body, title=facts.title) if has_words else _named(facts)
    return _cut(word(language, facts.kind), told)


def together(all_: Sequence[Facts], language: Language) -> Said:
    """Several notices as one message; one of them is said as it is."""
    if len(all_) == 1:
        return said(all_[0], language)
    good = sum(each.is_good for each in all_)
    bad = sum(each.topic == "job.failed" for each in all_)
    if good + bad < len(all_):
        title = word(language, "several.news", n=len(all_))
    elif good and bad:
        title = word(language, "several.mixed", good=good, bad=bad)
    else:
        title = word(language, "several" if good else "several.failed", n=len(all_))
    names = [_named(each) or said(each, language).title for each in all_]
    shown = names[:_LINES_MOST]
    if len(names) > _LINES_MOST:
        shown[-1] = word(language, "and", n=len(names) - _LINES_MOST + 1)
    return _cut(title, ", ".join(shown))


def _of_studio(facts: Facts, language: Language) -> Said:
    one = ".one" if facts.topic == SONGS_LEAVE and facts.total == 1 else ""
    at = _day(facts.at, language)
    title = word(language, f"{facts.topic}{one}", total=facts.total, at=at)
    return _cut(title, word(language, f"{facts.topic}.body", title=facts.title))


def _named(facts: Facts) -> str:
    """Its name; of a journey, which log it belongs to."""
    return f"{facts.title} · {facts.version}" if facts.version else facts.title


def _why(facts: Facts, language: Language) -> str:
    if facts.code == "rejected":
        # Pictures and models are refused for what they are made from, which need not be words.
        is_thing = facts.kind in {Kind.PHOTO, Kind.MODEL3D}
        words = _WHY[language]["rejected.thing" if is_thing else "rejected"]
        told = facts.reason.rstrip(".")
        return f"{words.rstrip('.')}: “{told}”." if told else words
    return _WHY[language].get(facts.code, _WHY[language]["other"])


def _back(facts: Facts, language: Language) -> str:
    if not facts.returned:
        return word(language, "back.none")
    return word(language, "back.one" if facts.returned == 1 else "back.n", returned=facts.returned)


def _day(at: str, language: Language) -> str:
    if not at:
        return ""
    day = datetime.fromisoformat(at)
    return f"{day.month}월 {day.day}일" if language == "ko" else f"{day.day} {day:%B}"


def _cut(title: str, body: str) -> Said:
    return Said(_short(title, TITLE_MAX), _short(" ".join(body.split()), BODY_MAX))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
