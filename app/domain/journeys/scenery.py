"""Kinds of books and things that happen in them, with what they sound like, as data."""

from dataclasses import dataclass

from app.domain.journeys.lexicon import Named


@dataclass(frozen=True)
class Subject(Named):
    """A kind of book."""

    genre: str
    mood: str
    ko_words: tuple[str, ...]
    en_words: tuple[str, ...]


@dataclass(frozen=True)
class Scene(Named):
    """Something that a text shows, and an instrument that plays it."""

    instrument: str
    ko_words: tuple[str, ...]
    en_words: tuple[str, ...]


SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "한국 역사", "Korean history", "gugak", "epic",
        ("조선", "고려", "신라", "한국사", "판소리", "한국 역사", "삼국", "사극"),
        ("joseon", "korean history", "korea, history"),
    ),
    Subject(
        "SF", "science fiction", "electronic", "dreamy",
        ("과학소설", "과학 소설", "에스에프", "우주"),
        ("science fiction", "sci-fi", "sf", "space opera", "dystopi(?:a|an)", "cyberpunk"),
    ),
    Subject(
        "판타지", "fantasy", "cinematic", "epic",
        ("판타지", "환상 문학", "마법", "신화"),
        ("fantasy", "magic", "wizards?", "dragons?", "mytholog(?:y|ical)", "fairy tales?"),
    ),
    Subject(
        "추리와 스릴러", "mystery and thriller", "cinematic", "tense",
        ("추리", "미스터리", "스릴러", "범죄", "탐정", "살인"),
        ("myster(?:y|ies)", "thrillers?", "detectives?", "crime", "murders?", "suspense", "spy"),
    ),
    Subject(
        "공포", "horror", "ambient", "dark",
        ("공포", "호러", "괴담", "유령"),
        ("horror", "ghosts?", "gothic", "haunted"),
    ),
    Subject(
        "사랑 이야기", "love story", "ballad", "romantic",
        ("로맨스", "연애", "사랑"),
        ("romance", "love", "love stories"),
    ),
    Subject(
        "시", "poetry", "ambient", "dreamy",
        ("시집", "시선집", "한국시", "현대시"),
        ("poetry", "poems?", "verse"),
    ),
    Subject(
        "동화", "children's book", "waltz", "playful",
        ("동화", "어린이", "그림책", "아동"),
        ("children(?:'s)?", "juvenile", "picture books?", "kids"),
    ),
    Subject(
        "전쟁", "war", "cinematic", "dark",
        ("전쟁", "전투", "군인", "학살"),
        ("wars?", "battles?", "soldiers?", "holocaust"),
    ),
    Subject(
        "여행", "travel", "bossa", "happy",
        ("여행", "기행", "순례"),
        ("travels?", "journeys?", "voyages?", "pilgrimage"),
    ),
    Subject(
        "음식", "food", "bossa", "happy",
        ("요리", "음식", "맛집", "빵"),
        ("cook(?:ing|ery|books?)", "food", "recipes?", "baking"),
    ),
    Subject(
        "유머", "humour", "funk", "playful",
        ("유머", "코미디", "풍자"),
        ("humou?r", "comedy", "satire", "comic"),
    ),
    Subject(
        "만화", "comics", "rock", "energetic",
        ("만화", "웹툰", "코믹스"),
        ("comics", "graphic novels?", "manga"),
    ),
    Subject(
        "자기 계발과 경영", "self-help and business", "lofi", "hopeful",
        ("자기계발", "자기 계발", "경영", "경제", "습관", "재테크"),
        ("self[- ]help", "business", "habits?", "economics", "productivity", "management"),
    ),
    Subject(
        "철학과 종교", "philosophy and religion", "ambient", "calm",
        ("철학", "사상", "명상", "불교", "종교", "심리"),
        ("philosoph(?:y|ical)", "religion", "meditation", "zen", "psychology"),
    ),
    Subject(
        "과학", "science", "electronic", "calm",
        ("과학", "물리", "수학", "생물", "진화", "컴퓨터"),
        ("science", "physics", "mathematics", "biology", "evolution", "computers?"),
    ),
    Subject(
        "역사", "history", "classical", "nostalgic",
        ("역사", "세계사", "문명"),
        ("history", "historical", "civilization"),
    ),
    Subject(
        "전기와 회고록", "biography and memoir", "folk", "nostalgic",
        ("전기", "자서전", "회고록", "일기"),
        ("biograph(?:y|ies)", "autobiograph(?:y|ies)", "memoirs?", "diar(?:y|ies)"),
    ),
    Subject(
        "수필", "essays", "lofi", "calm",
        ("에세이", "수필", "산문"),
        ("essays?",),
    ),
    Subject(
        "고전", "classics", "classical", "nostalgic",
        ("고전", "세계문학", "명작"),
        ("classics?", "classic literature"),
    ),
    Subject(
        "음악", "music", "jazz", "nostalgic",
        ("음악", "재즈", "피아노"),
        ("music", "jazz", "musicians?"),
    ),
    Subject(
        "성장 소설", "coming of age", "folk", "hopeful",
        ("성장", "청소년", "십대", "소년", "소녀"),
        ("coming of age", "young adult", "bildungsroman", "teenagers?", "adolescence"),
    ),
)  # fmt: skip

SCENES: tuple[Scene, ...] = (
    Scene("창밖의 비", "rain at the window", "felt_piano",
          ("빗소리", "비가 오", "비가 내", "장마", "소나기", "빗속"), ("rain(?:y|ed|ing)?",
           "storms?")),
    Scene("눈 내리는 겨울", "snow and winter", "bells",
          ("눈이 내", "눈 내", "겨울", "눈밭", "함박눈"), ("snow(?:y|ed|ing)?", "winter",
           "frost")),
    Scene("바다와 파도", "the sea and its waves", "harp",
          ("바다", "파도", "해변", "섬마을", "항구"), ("seas?", "ocean", "waves?", "shore",
           "harbou?r")),
    Scene("깊은 숲", "a deep forest", "flute",
          ("숲", "나무들", "산속", "들판"), ("forests?", "woods", "meadows?", "mountains?")),
    Scene("밤거리의 불빛", "lights of a city at night", "electric_piano",
          ("도시", "밤거리", "골목", "지하철", "네온"), ("city", "streets?", "subway", "neon")),
    Scene("별이 있는 밤", "a night with stars", "pads",
          ("별빛", "밤하늘", "달빛", "우주", "새벽"), ("stars?", "moonlight", "night sky",
           "midnight", "dawn")),
    Scene("기차와 먼 길", "a train and a long road", "brushes",
          ("기차", "여정", "길을 떠", "국경", "여행"), ("trains?", "roads?",
           "travel(?:led|ed|ing|s)?", "voyage")),
    Scene("전쟁의 북소리", "the drums of war", "timpani",
          ("전쟁", "전투", "총성", "폭격", "군대"), ("wars?", "battles?", "soldiers?", "bombs?")),
    Scene("어린 시절의 방", "a room of childhood", "music_box",
          ("어린 시절", "유년", "어릴 적", "아이들", "장난감"), ("childhood", "toys?",
           "playground")),
    Scene("오래된 편지", "an old letter", "cello",
          ("편지", "일기장", "이별", "작별"), ("letters?", "diary", "farewell", "goodbye")),
    Scene("따뜻한 집", "a warm home", "guitar",
          ("가족", "어머니", "엄마", "아버지", "할머니", "고향"),
          ("famil(?:y|ies)", "mothers?", "fathers?", "grandmothers?", "home")),
    Scene("봄날의 꽃", "flowers in spring", "clarinet",
          ("봄날", "꽃잎", "벚꽃", "정원"), ("spring", "blossoms?", "flowers?", "gardens?")),
    Scene("가을의 낙엽", "leaves of autumn", "accordion",
          ("가을", "낙엽", "단풍"), ("autumn", "falling leaves")),
    Scene("기도하는 마음", "a prayer", "choir",
          ("기도", "성당", "교회", "신앙", "장례"), ("pray(?:er|ers|ed|ing)?", "church",
           "funeral", "cathedral")),
)  # fmt: skip
