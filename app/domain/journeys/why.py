"""Why a song is to be as it is, said to a person in Korean and English."""

from typing import Any

from app.domain.journeys.lexicon import GENRES, INSTRUMENTS, MOODS
from app.domain.journeys.plans import Language, Reason

KO = {
    "mood.chips": "{mood_how}, 왜냐하면 ‘{chips}’ 기분을 골랐으니까요.",
    "mood.words": "{mood_how}, 왜냐하면 ‘{word}’ 같은 말을 적었으니까요.",
    "mood.before": "{mood_how}, 왜냐하면 지난 기록이 그랬으니까요.",
    "mood.rating": "{mood_how}, 왜냐하면 별점이 {rating}점이니까요.",
    "mood.subject": "{mood_how}, 왜냐하면 ‘{word}’ 책이니까요.",
    "mood.title": "{mood_how}, 왜냐하면 제목에 ‘{word}’라는 말이 있으니까요.",
    "mood.default": "{mood_how}, 왜냐하면 아직 아는 것이 적으니까요.",
    "mood.arc": "{mood_how}, 왜냐하면 {first_how} 시작해 {last_how} 끝난 여정이니까요.",
    "genre.subject": "{genre}, 왜냐하면 ‘{word}’ 책이니까요.",
    "genre.mood": "{genre}, 왜냐하면 {mood_how} 들리니까요.",
    "tempo.mood": "{tempo} BPM, 왜냐하면 {mood_how} 가는 빠르기니까요.",
    "tempo.many": "조금 더 빠르게 {tempo} BPM, 왜냐하면 단번에 {pages}쪽을 읽었으니까요.",
    "tempo.few": "조금 더 느리게 {tempo} BPM, 왜냐하면 {pages}쪽을 천천히 읽었으니까요.",
    "tempo.arc": "{tempo} BPM, 왜냐하면 기록 {logs}개의 빠르기를 아우르니까요.",
    "instruments.genre": "{instruments}, 왜냐하면 {genre}에 어울리니까요.",
    "instruments.scene": "{instruments}, 왜냐하면 ‘{word}’ 장면이 나오니까요.",
    "whole.thoughts": "처음과 마지막 생각을 함께 담았어요.",
    "whole.rating": "평균 별점 {rating}점도 함께 들었어요.",
    "ahead.joined": "이 곡은 미리 준비되어 기다리고 있었어요.",
    "by_hand": "직접 바꾼 것: {fields}.",
}
EN = {
    "mood.chips": "{mood}, because you chose “{chips}”.",
    "mood.words": "{mood}, because you wrote words like “{word}”.",
    "mood.before": "{mood}, because your last log was.",
    "mood.rating": "{mood}, because you gave it {rating} of 5.",
    "mood.subject": "{mood}, because it is a book of “{word}”.",
    "mood.title": "{mood}, because the title says “{word}”.",
    "mood.default": "{mood}, because little is known yet.",
    "mood.arc": "{mood}, because the journey began {first} and ended {last}.",
    "genre.subject": "{genre}, because it is a book of “{word}”.",
    "genre.mood": "{genre}, because that is how {mood} sounds.",
    "tempo.mood": "{tempo} BPM, because that is how {mood} walks.",
    "tempo.many": "A little faster, {tempo} BPM, because you read {pages} pages at once.",
    "tempo.few": "A little slower, {tempo} BPM, because you took your time over {pages} pages.",
    "tempo.arc": "{tempo} BPM, because it gathers the pace of {logs} logs.",
    "instruments.genre": "{instruments}, because they belong to {genre}.",
    "instruments.scene": "{instruments}, because of “{word}” in what you wrote.",
    "whole.thoughts": "Your first and your last thoughts are both in it.",
    "whole.rating": "Your ratings, {rating} of 5 on the whole, are in it too.",
    "ahead.joined": "It was prepared ahead, and waited for you.",
    "by_hand": "Changed by you: {fields}.",
}
_FIELDS = {
    "prompt": ("설명", "description"),
    "genre": ("장르", "genre"),
    "mood": ("분위기", "mood"),
    "tempo": ("빠르기", "tempo"),
    "instruments": ("악기", "instruments"),
    "sung": ("노래", "voice"),
    "lyrics": ("가사", "lyrics"),
}


def said(reason: Reason, language: Language) -> str:
    """The sentence of a reason; empty for a code that is not known any more."""
    template = (KO if language == "ko" else EN).get(reason.code, "")
    sentence = template.format_map(_Shown(reason.values, language))
    return sentence[:1].upper() + sentence[1:]


def mood_name(mood: str, language: Language) -> str:
    """A mood as a person calls it."""
    known = MOODS.get(mood)
    return getattr(known, language) if known else mood


def genre_name(genre: str, language: Language) -> str:
    """A genre as a person calls it."""
    known = GENRES.get(genre)
    return getattr(known, language) if known else genre


def instrument_name(instrument: str, language: Language) -> str:
    """An instrument as a person calls it; their own words stay theirs."""
    known = INSTRUMENTS.get(instrument)
    return getattr(known, language) if known else instrument


class _Shown(dict[str, str]):
    """The values of a sentence, in its language; one that is missing is left empty."""

    def __init__(self, values: dict[str, Any], language: Language) -> None:
        super().__init__()
        self._values: dict[str, Any] = values
        self._language: Language = language

    def __missing__(self, name: str) -> str:
        language: Language = self._language
        plain = name.removesuffix("_how")
        value = self._values.get(plain, "")
        if plain in {"mood", "first", "last"}:
            known = MOODS.get(str(value))
            return known.ko_how if known and name != plain else mood_name(str(value), language)
        match plain:
            case "chips":
                return ", ".join(mood_name(str(chip), language) for chip in value)
            case "genre":
                return genre_name(str(value), language)
            case "instruments":
                return ", ".join(instrument_name(str(each), language) for each in value)
            case "fields":
                at = 0 if language == "ko" else 1
                return ", ".join(_FIELDS[str(field)][at] for field in value)
            case _:
                return str(value)
