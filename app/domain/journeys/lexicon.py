"""
Words that say something about music, in Korean and English, as data.

English entries are patterns of whole words, Korean ones stems, since endings are glued to them.
"""

from dataclasses import dataclass
from types import MappingProxyType as Fixed


@dataclass(frozen=True)
class Named:
    """What something is called in both languages."""

    ko: str
    en: str


@dataclass(frozen=True)
class MoodWords(Named):
    """A mood: its name, how it is said of music, and what betrays it in a text."""

    ko_how: str
    tempo: int
    genre: str
    """What it sounds like where the book says nothing."""
    ko_stems: tuple[str, ...]
    en_words: tuple[str, ...]
    emoji: str


MOODS: Fixed[str, MoodWords] = Fixed({
    "calm": MoodWords(
        "차분함", "calm", "차분하게", 72, "ambient",
        ("차분", "고요", "평온", "잔잔", "평화", "조용", "편안", "나른", "느긋", "담담"),
        ("calm(?:ly|ness|ing)?", "quiet(?:ly|ness)?", "peace(?:ful|fully)?", "still(?:ness)",
         "gentl[ey]", "seren(?:e|ity)", "relax(?:ed|ing)?", "tranquil", "unhurried"),
        "😌🍃🧘🌿☕🕊",
    ),
    "happy": MoodWords(
        "기쁨", "happy", "밝게", 112, "folk",
        ("기쁘", "기쁜", "기뻐", "기뻤", "기쁨", "행복", "즐거", "즐겁", "신나", "신났", "웃음",
         "유쾌", "흐뭇"),
        ("happ(?:y|ily|iness)", "joy(?:ful|ous)?", "delight(?:ed|ful)?", "cheer(?:ful|y)",
         "glad(?:ly)?", "smil(?:e|ed|es|ing)", "laugh(?:ed|ing|ter)?", "lovely"),
        "😀😃😄😁😊☺🥳🌞😆",
    ),
    "sad": MoodWords(
        "슬픔", "sad", "슬프게", 66, "ballad",
        ("슬프", "슬픈", "슬픔", "슬퍼", "슬펐", "눈물", "울었", "울컥", "우울", "쓸쓸", "외로",
         "외롭",
         "먹먹", "서글", "아프다", "아팠", "이별", "상실"),
        ("sad(?:ly|ness|der)?", "tear(?:s|ful)", "cr(?:y|ied|ying)", "weep(?:ing)?", "wept",
         "lonel(?:y|iness)", "grie(?:f|ve|ving)", "sorrow(?:ful)?", "melanchol(?:y|ic)",
         "heartbreak(?:ing)?", "heartbroken", "mourn(?:ing|ful)?"),
        "😢😭😔😞🥲💔☹😿",
    ),
    "dreamy": MoodWords(
        "몽환", "dreamy", "꿈꾸듯", 76, "ambient",
        ("몽환", "꿈같", "꿈결", "꿈속", "환상", "신비", "아련", "몽롱", "아득"),
        ("dream(?:y|s|like|ing)?", "magic(?:al)?", "surreal", "mysterious", "ethereal", "hazy",
         "otherworldly", "enchant(?:ed|ing)"),
        "💭🌙✨🔮🌌🦋🫧",
    ),
    "tense": MoodWords(
        "긴장", "tense", "팽팽하게", 104, "cinematic",
        ("긴장", "조마조마", "불안", "초조", "두근", "스릴", "쫓기", "아슬아슬", "숨막", "숨 막",
         "떨렸"),
        ("tens(?:e|ion)", "suspens(?:e|eful)", "anxious(?:ly)?", "anxiety", "nervous(?:ly)?",
         "thrill(?:er|ing|ed)?", "gripping", "uneas[ye]", "breathless(?:ly)?", "chas(?:e|ed)"),
        "😰😬😨😱🫣",
    ),
    "epic": MoodWords(
        "웅장", "epic", "웅장하게", 96, "cinematic",
        ("웅장", "장엄", "거대", "위대", "영웅", "운명", "모험", "대서사", "압도", "전율"),
        ("epic", "grand(?:eur)?", "majest(?:y|ic)", "hero(?:es|ic)?", "destiny", "vast",
         "adventur(?:e|es|ous)", "awe", "monumental", "triumph(?:ant)?"),
        "⚔🏔🔥👑🐉🛡",
    ),
    "romantic": MoodWords(
        "설렘", "romantic", "설레게", 80, "ballad",
        ("사랑", "설레", "설렘", "연애", "로맨", "달콤", "첫눈에", "그리워하", "애틋", "키스"),
        ("roman(?:ce|tic(?:ally)?)", "in love", "love(?:s|r|rs|d)?", "tender(?:ly|ness)?",
         "kiss(?:ed|es)?",
         "longing", "affection(?:ate)?", "crush", "passion(?:ate)?"),
        "❤💕💖💗😍🥰💘💞🌹😘",
    ),
    "playful": MoodWords(
        "장난기", "playful", "장난스럽게", 120, "funk",
        ("장난", "익살", "엉뚱", "재밌", "재미있", "웃기", "웃겼", "귀여", "귀엽", "깔깔", "유머"),
        ("playful(?:ly)?", "funn(?:y|ier)", "silly", "witty", "quirky", "hilarious",
         "humou?r(?:ous)?",
         "mischie(?:f|vous)", "cute", "amus(?:ed|ing)"),
        "😂🤣😜😝🤪😹🙃",
    ),
    "dark": MoodWords(
        "어두움", "dark", "어둡게", 84, "ambient",
        ("어둡", "어두운", "어두웠", "어둠", "무섭", "무서", "두렵", "두려", "공포", "섬뜩",
         "잔혹",
         "절망", "죽음", "악몽", "잔인", "비극"),
        ("dark(?:ness|er|ly)?", "scar(?:y|ed)", "fear(?:ful|ed)?", "terr(?:or|ible|ified|ifying)",
         "horr(?:or|ible|ifying)", "grim(?:ly)?", "despair(?:ing)?", "nightmar(?:e|ish)",
         "sinister",
         "eerie", "bleak(?:ly)?", "death", "cruel(?:ty)?", "trag(?:edy|ic)"),
        "🖤💀👻🌑🕷🩸☠",
    ),
    "hopeful": MoodWords(
        "희망", "hopeful", "희망차게", 98, "folk",
        ("희망", "용기", "위로", "따뜻", "따듯", "감동", "응원", "다시 시작", "새로운 시작",
         "기대", "벅차", "빛이"),
        ("hop(?:e|es|ed|eful|efully|ing)", "courag(?:e|eous)", "comfort(?:ed|ing)?",
         "warm(?:th|ly|ing)?",
         "inspir(?:ed|ing|ation)", "uplift(?:ed|ing)", "bright(?:er|ly)?", "new beginning",
         "encourag(?:ed|ing)", "moved", "touching"),
        "🌈🌱🌅💪🙏🤗🌟",
    ),
    "nostalgic": MoodWords(
        "그리움", "nostalgic", "그리운 듯", 82, "jazz",
        ("그리움", "그리웠", "그립", "추억", "옛날", "어린 시절", "어릴 적", "유년", "향수",
         "회상", "오래된"),
        ("nostalg(?:ia|ic)", "memor(?:y|ies)", "childhood", "remember(?:ed|ing|s)?", "long ago",
         "old days", "reminisc(?:e|ing|ent)", "wistful(?:ly)?", "bygone"),
        "🍂📷🕰🎞📻💌",
    ),
    "energetic": MoodWords(
        "활기", "energetic", "힘차게", 132, "rock",
        ("활기", "열정", "에너지", "신바람", "통쾌", "짜릿", "흥미진진", "박진", "몰입", "단숨에"),
        ("energ(?:y|etic|ized)", "excit(?:ed|ing|ement)", "intens(?:e|ely)", "fast", "wild(?:ly)?",
         "powerful", "page[- ]turner", "could(?:n't| not) put it down", "exhilarat(?:ed|ing)"),
        "⚡🚀🎉🤩💥🏃",
    ),
})  # fmt: skip

GENRES: Fixed[str, Named] = Fixed(
    {
        "jazz": Named("재즈", "jazz"),
        "lofi": Named("로파이", "lo-fi"),
        "classical": Named("클래식", "classical"),
        "ambient": Named("앰비언트", "ambient"),
        "electronic": Named("일렉트로닉", "electronic"),
        "rock": Named("록", "rock"),
        "folk": Named("포크", "folk"),
        "hiphop": Named("힙합", "hip-hop"),
        "ballad": Named("발라드", "ballad"),
        "cinematic": Named("영화 음악", "cinematic"),
        "bossa": Named("보사노바", "bossa nova"),
        "waltz": Named("왈츠", "waltz"),
        "funk": Named("펑크", "funk"),
        "gugak": Named("국악", "gugak"),
    }
)

INSTRUMENTS: Fixed[str, Named] = Fixed(
    {
        "piano": Named("피아노", "piano"),
        "felt_piano": Named("펠트 피아노", "felt piano"),
        "electric_piano": Named("일렉트릭 피아노", "electric piano"),
        "strings": Named("현악", "strings"),
        "violin": Named("바이올린", "violin"),
        "cello": Named("첼로", "cello"),
        "harp": Named("하프", "harp"),
        "guitar": Named("어쿠스틱 기타", "acoustic guitar"),
        "electric_guitar": Named("일렉트릭 기타", "electric guitar"),
        "bass": Named("베이스", "bass"),
        "upright_bass": Named("콘트라베이스", "upright bass"),
        "flute": Named("플루트", "flute"),
        "clarinet": Named("클라리넷", "clarinet"),
        "horns": Named("호른", "horns"),
        "brass": Named("브라스", "brass"),
        "accordion": Named("아코디언", "accordion"),
        "music_box": Named("오르골", "music box"),
        "bells": Named("종소리", "bells"),
        "marimba": Named("마림바", "marimba"),
        "pads": Named("신시사이저 패드", "synth pads"),
        "synth": Named("신시사이저", "synthesizer"),
        "drums": Named("드럼", "drums"),
        "brushes": Named("브러시 드럼", "brushed drums"),
        "timpani": Named("팀파니", "timpani"),
        "choir": Named("합창", "choir"),
        "gayageum": Named("가야금", "gayageum"),
        "haegeum": Named("해금", "haegeum"),
        "daegeum": Named("대금", "daegeum"),
        "janggu": Named("장구", "janggu"),
    }
)

PLAYED_IN: Fixed[str, tuple[str, ...]] = Fixed(
    {
        "jazz": ("piano", "upright_bass", "brushes"),
        "lofi": ("electric_piano", "bass", "drums"),
        "classical": ("strings", "piano", "clarinet"),
        "ambient": ("pads", "felt_piano", "strings"),
        "electronic": ("synth", "pads", "drums"),
        "rock": ("electric_guitar", "bass", "drums"),
        "folk": ("guitar", "violin", "upright_bass"),
        "hiphop": ("electric_piano", "bass", "drums"),
        "ballad": ("piano", "strings", "brushes"),
        "cinematic": ("strings", "horns", "timpani"),
        "bossa": ("guitar", "flute", "brushes"),
        "waltz": ("piano", "violin", "accordion"),
        "funk": ("bass", "electric_guitar", "brass"),
        "gugak": ("gayageum", "daegeum", "janggu"),
    }
)
