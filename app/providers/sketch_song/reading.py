"""From words to decisions: what the song will be, before a note is written."""

from collections import Counter
from dataclasses import dataclass

from app.media.song import Genre, Mood, SongParams
from app.providers.sketch_song.dice import dice, pick, pick_weighted, stable_number
from app.providers.sketch_song.moods import MOODS
from app.providers.sketch_song.scales import MAJOR_MODES, key_name
from app.providers.sketch_song.styles import STYLES
from app.providers.sketch_song.words import Hit, hear, plain, spoken_bpm, spoken_key

WEIGHTS = {"genre": 3.0, "style": 1.0, "mood": 3.0, "hint": 1.0}
SHADE_LIGHT = {"bright": 0.15, "warm": -0.06, "dim": -0.14, "cold": 0.06}
PACE_PLACE = {"0": -0.35, "1": 0.0, "2": 0.5, "3": 0.95, "4": 1.3}
GLOOMY = {Mood.SAD, Mood.DARK, Mood.TENSE}
"""Who refuses one of these wants none of them."""
UNASKED = (
    Mood.CALM,
    Mood.HAPPY,
    Mood.DREAMY,
    Mood.ROMANTIC,
    Mood.PLAYFUL,
    Mood.HOPEFUL,
    Mood.NOSTALGIC,
    Mood.ENERGETIC,
)
"""Moods for words that name none: nobody is given horror unasked."""
GENRES_OF_MOOD: dict[Mood, tuple[Genre, ...]] = {
    Mood.CALM: (Genre.LOFI, Genre.AMBIENT, Genre.BOSSA, Genre.FOLK, Genre.CLASSICAL),
    Mood.HAPPY: (Genre.FOLK, Genre.BOSSA, Genre.FUNK, Genre.ELECTRONIC, Genre.JAZZ),
    Mood.SAD: (Genre.BALLAD, Genre.CLASSICAL, Genre.FOLK),
    Mood.DREAMY: (Genre.AMBIENT, Genre.LOFI, Genre.WALTZ),
    Mood.TENSE: (Genre.CINEMATIC, Genre.ELECTRONIC),
    Mood.EPIC: (Genre.CINEMATIC,),
    Mood.ROMANTIC: (Genre.BALLAD, Genre.BOSSA, Genre.JAZZ, Genre.WALTZ),
    Mood.PLAYFUL: (Genre.WALTZ, Genre.FUNK, Genre.FOLK, Genre.BOSSA),
    Mood.DARK: (Genre.CINEMATIC, Genre.AMBIENT, Genre.HIPHOP),
    Mood.HOPEFUL: (Genre.FOLK, Genre.BALLAD, Genre.CINEMATIC),
    Mood.NOSTALGIC: (Genre.LOFI, Genre.WALTZ, Genre.BALLAD, Genre.FOLK),
    Mood.ENERGETIC: (Genre.ELECTRONIC, Genre.ROCK, Genre.FUNK),
}


@dataclass(frozen=True)
class Reading:
    """Everything decided about a song. Genre, mood and pace come from the words, not the seed."""

    genre: Genre
    mood: Mood
    tempo: int
    tonic: int
    mode: str
    instruments: tuple[str, ...]
    without: frozenset[str]
    scenes: tuple[str, ...]
    heard: tuple[str, ...]
    brightness: float
    energy: float
    length_s: int
    sung: bool
    seed: int
    salt: int

    @property
    def key(self) -> str:
        """The key as a musician says it."""
        return key_name(self.tonic, self.mode)

    @property
    def is_major(self) -> bool:
        """Whether the mode has a major character."""
        return self.mode in MAJOR_MODES


def read_words(params: SongParams, seed: int) -> Reading:
    """What the words ask for; what they leave open is chosen by the text and the seed."""
    text = f"{params.prompt}\n{params.lyrics or ''}"
    hits = hear(params.prompt)
    # With nothing understood, another seed may be another kind of song altogether.
    words_only = stable_number(plain(params.prompt), "" if hits else seed)
    mood = params.mood or _mood(hits, params.genre, words_only)
    genre = params.genre or _genre(hits, mood, words_only)
    salt = stable_number(plain(text), genre, mood, seed)
    tonic, mode = _key(params.prompt, genre, mood, words_only=words_only, salt=salt)
    energy = _energy(hits, mood)
    return Reading(
        genre=genre,
        mood=mood,
        tempo=params.tempo or spoken_bpm(params.prompt) or _tempo(hits, genre, energy, words_only),
        tonic=tonic,
        mode=mode,
        instruments=_values(hits, "with"),
        without=frozenset(_values(hits, "with", refused=True)),
        scenes=_values(hits, "scene"),
        heard=tuple(dict.fromkeys(_said(hit) for hit in hits)),
        brightness=_brightness(hits, mood),
        energy=energy,
        length_s=params.length_s,
        sung=not params.instrumental or bool(params.lyrics),
        seed=seed,
        salt=salt,
    )


def _said(hit: Hit) -> str:
    return f"no {hit.word}" if hit.refused else hit.word


def _values(hits: list[Hit], kind: str, *, refused: bool = False) -> tuple[str, ...]:
    found = [
        meaning.partition("=")[2]
        for hit in hits
        if hit.refused == refused
        for meaning in hit.meanings
        if meaning.startswith(f"{kind}=")
    ]
    return tuple(dict.fromkeys(found))


def _votes(hits: list[Hit], kinds: tuple[str, str]) -> Counter[str]:
    """Words said outright weigh more than hints; a refused one speaks against."""
    votes: Counter[str] = Counter()
    for place, hit in enumerate(hits):
        for meaning in hit.meanings:
            kind, _, value = meaning.partition("=")
            if kind in kinds:
                weight = WEIGHTS[kind] / (1 + 0.02 * place)
                votes[value] += -3 * weight if hit.refused else weight  # type: ignore[assignment]
    return votes


def _mood(hits: list[Hit], genre: Genre | None, words_only: int) -> Mood:
    votes = _votes(hits, ("mood", "hint"))
    if votes and max(votes.values()) > 0:
        return Mood(max(votes, key=lambda mood: votes[mood]))
    refused = {Mood(mood) for mood, score in votes.items() if score < 0}
    if refused & GLOOMY:
        refused |= GLOOMY
    heard = genre or _outright_genre(hits)
    usual = STYLES[heard].usual_mood if heard else None
    if usual and usual not in refused:
        return usual
    return pick(dice(words_only, "mood"), [mood for mood in UNASKED if mood not in refused])


def _outright_genre(hits: list[Hit]) -> Genre | None:
    votes = _votes(hits, ("genre", "style"))
    if not votes or max(votes.values()) <= 0:
        return None
    return Genre(max(votes, key=lambda genre: votes[genre]))


def _genre(hits: list[Hit], mood: Mood, words_only: int) -> Genre:
    if heard := _outright_genre(hits):
        return heard
    refused = {genre for genre, score in _votes(hits, ("genre", "style")).items() if score < 0}
    fitting = [genre for genre in GENRES_OF_MOOD[mood] if genre not in refused]
    instruments = set(_values(hits, "with"))
    playing = [
        genre for genre in fitting if instruments & {*STYLES[genre].melody, *STYLES[genre].chords}
    ]
    everything = [genre for genre in Genre if genre not in refused]
    return pick(dice(words_only, "genre"), playing or fitting or everything)


def _key(prompt: str, genre: Genre, mood: Mood, *, words_only: int, salt: int) -> tuple[int, str]:
    if said := spoken_key(prompt):
        return said
    mode = pick_weighted(dice(words_only, "mode"), MOODS[mood].modes)
    if genre is Genre.GUGAK:
        mode = "pyeongjo" if mode in MAJOR_MODES else "gyemyeonjo"
    return int(dice(salt, "tonic").integers(12)), mode


def _energy(hits: list[Hit], mood: Mood) -> float:
    energy = MOODS[mood].energy
    for pace in _values(hits, "pace"):
        energy += 0.3 * (PACE_PLACE[pace] - 0.5)
    return min(1.0, max(0.05, energy))


def _tempo(hits: list[Hit], genre: Genre, energy: float, words_only: int) -> int:
    slow, fast = STYLES[genre].tempo
    paces = _values(hits, "pace")
    place = PACE_PLACE[paces[0]] if paces else energy
    drift = int(dice(words_only, "tempo").integers(-3, 4))
    return min(220, max(40, round(slow + (fast - slow) * place) + drift))


def _brightness(hits: list[Hit], mood: Mood) -> float:
    light = MOODS[mood].brightness
    light += sum(SHADE_LIGHT[shade] for shade in _values(hits, "shade"))
    return min(0.95, max(0.1, light))
