import pytest

from app.providers.sketch_song.words import hear, spoken_bpm, spoken_key


def meanings(text: str) -> set[str]:
    return {meaning for hit in hear(text) if not hit.refused for meaning in hit.meanings}


def refusals(text: str) -> set[str]:
    return {meaning for hit in hear(text) if hit.refused for meaning in hit.meanings}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("비 오는 날", "scene=rain"),
        ("비가 내려요", "scene=rain"),
        ("잔잔한 노래", "mood=calm"),
        ("신나는 노래", "mood=energetic"),
        ("재즈피아노", "genre=jazz"),
        ("재즈피아노", "with=piano"),
        ("새벽 두 시", "hint=calm"),
        ("밤바다", "scene=waves"),
        ("가야금 독주", "with=gayageum"),
        ("LO-FI beats", "genre=lofi"),
        ("Lo Fi", "genre=lofi"),
        ("fingerpicked Acoustic Guitars", "with=steel guitar"),
        ("🌧️", "scene=rain"),
        ("😢", "mood=sad"),
        ("🎉🎉", "mood=happy"),
        ("ＪＡＺＺ", "genre=jazz"),
        ("아주 느린 왈츠", "pace=0"),
        ("사랑노래", "genre=ballad"),
    ],
)
def test_a_word_is_understood(text: str, meaning: str) -> None:
    assert meaning in meanings(text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("비트가 센 노래", "scene=rain"),
        ("비밀의 정원", "scene=rain"),
        ("a saddle for my horse", "mood=sad"),
        ("rocket science", "genre=rock"),
        ("electric piano", "with=piano"),
        ("a scarf", "with=harp"),
        ("책임감", "hint=nostalgic"),
    ],
)
def test_a_word_inside_another_word_is_not_heard(text: str, meaning: str) -> None:
    assert meaning not in meanings(text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("not sad", "mood=sad"),
        ("without any drums", "with=drums"),
        ("드럼 없이", "with=drums"),
        ("피아노는 빼고", "with=piano"),
        ("슬프지 않은 노래", "mood=sad"),
        ("안 슬픈 노래", "mood=sad"),
        ("재즈 말고", "genre=jazz"),
    ],
)
def test_a_refused_word_is_heard_as_a_refusal(text: str, meaning: str) -> None:
    assert meaning in refusals(text)
    assert meaning not in meanings(text)


def test_words_are_listed_as_they_were_said() -> None:
    assert [hit.word for hit in hear("비 오는 날 잔잔한 Jazz")] == ["비 오는", "잔잔", "jazz"]


@pytest.mark.parametrize("text", ["", "qwzx plmk", "مرحبا بالعالم", "שלום", "1234", "🫥"])
def test_unknown_words_mean_nothing(text: str) -> None:
    assert hear(text) == []


@pytest.mark.parametrize(
    ("text", "bpm"),
    [("128 bpm", 128), ("BPM: 90", 90), ("템포 75", 75), ("999bpm", 220), ("in 1987", None)],
)
def test_a_tempo_in_numbers_is_read(text: str, bpm: int | None) -> None:
    assert spoken_bpm(text) == bpm


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("in A minor", (9, "aeolian")),
        ("F# major", (6, "ionian")),
        ("Bb-minor", (10, "aeolian")),
        ("D dorian groove", (2, "dorian")),
        ("라단조", (2, "aeolian")),
        ("내림나장조", (10, "ionian")),
        ("a major city", None),
    ],
)
def test_a_key_is_read(text: str, key: tuple[int, str] | None) -> None:
    assert spoken_key(text) == key
