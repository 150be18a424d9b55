"""From words to things: what, how many, how it looks, and where it is to the others."""

import re

from app.providers.sketch_model.understood import Link, Reading, Wanted
from app.providers.sketch_model.words import Hit, hear, is_plural, left_over, plain

_JOINED = re.compile(r"^\s*(,|&|\+|and\b|와|과|랑|이랑|하고|및|그리고|들과|의)")


_SUBJECT = re.compile(r"^(들)?(이|가|은|는|께서)(?!\w)")


_MADE_OF = re.compile(r"\b(of|from|in)\s*(an?|the)?\s*$")


_WORN = {"hat", "crown"}


VESSELS = {"vase", "flowerpot", "jar", "bowl", "cup", "mug", "glass", "bottle", "boat", "gift"}
"""What things are put into."""


_LOOKS = ("colour", "material", "size", "style", "number")


def read_words(prompt: str) -> Reading:
    """Things, and where they are; a form of its own where no thing is named."""
    text = plain(prompt)
    hits = hear(text)
    reader = _Reader(text, hits)
    reader.read()
    reading = reader.reading
    reading.understood = list(dict.fromkeys(hit.word for hit in hits))
    reading.ignored = list(dict.fromkeys(left_over(text, hits)))
    if not reading.things:
        form = Wanted("sculpture", "")
        for name, value in reader.pending.items():
            _set(form, name, value)
        reading.things.append(form)
    return reading


class _Reader:
    def __init__(self, text: str, hits: list[Hit]) -> None:
        self._text = text
        self._hits = hits
        self.reading = Reading()
        self.pending: dict[str, str] = {}
        self._open: tuple[str, list[int]] | None = None
        """An English relation that waits for its landmark."""
        self._ground: tuple[str, int] | None = None
        """A landmark that waits for who is there."""

    def read(self) -> None:
        for place, hit in enumerate(self._hits):
            kinds = hit.meanings
            if "relation" in kinds:
                self._relate(place, kinds["relation"])
            elif "noun" in kinds and not self._is_material(place):
                self._name(place, hit)
            else:
                self._describe(place, hit)
        self._give_rest()

    def _is_material(self, place: int) -> bool:
        """`glass` in a glass vase: the next word follows at once."""
        hit = self._hits[place]
        if "material" not in hit.meanings:
            return False
        if _MADE_OF.search(self._text[: hit.start]) and self.reading.things:
            return hit.meanings["noun"] != "glass" or "of" in self._text[: hit.start].split()[-2:]
        rest = self._text[hit.end :]
        if re.match(r"(으로|로)\s*(만든|된|지은)", rest):
            return True
        following = [h for h in self._hits[place + 1 : place + 3] if h.start - hit.end < 12]
        gap = self._text[hit.end : following[0].start] if following else ""
        if not following or gap.strip(" -"):
            return False
        named = following[0]
        if "noun" not in named.meanings and len(following) > 1:
            named = following[1] if set(named.meanings) & {"colour", "size", "style"} else named
        return "noun" in named.meanings

    def _name(self, place: int, hit: Hit) -> None:
        things = self.reading.things
        thing = Wanted(hit.meanings["noun"], hit.word)
        for name, value in self.pending.items():
            _set(thing, name, value)
        self.pending = {}
        if not thing.count and is_plural(hit):
            thing.count = 3
        thing.is_subject = bool(_SUBJECT.match(self._text[hit.end :]))
        before = self._last_noun(place)
        gap = self._gap(before, place)
        if before and self._is_statue(thing, gap):
            return
        related = any("relation" in h.meanings for h in self._between(before, place))
        thing.follows = bool(before and not related and _JOINED.match(gap))
        things.append(thing)
        number = len(things) - 1
        if self._open is not None:
            self._land(number)
        elif self._ground is not None:
            self._settle(number)

    def _gap(self, before: Hit | None, place: int) -> str:
        """What was said since a noun, without what was understood of it."""
        if before is None:
            return ""
        found, at = "", before.end
        for hit in self._between(before, place):
            found, at = found + self._text[at : hit.start], hit.end
        return (found + self._text[at : self._hits[place].start]).strip()

    def _is_statue(self, thing: Wanted, gap: str) -> bool:
        """A statue of a horse is one thing, and so is a glass of wine."""
        last = self.reading.things[-1]
        if gap in {"of", "of a", "of an", "of the"}:
            if last.noun == "sculpture":
                last.noun, last.material = thing.noun, last.material or thing.material or "stone"
                last.colour = last.colour or thing.colour
                return True
            return last.noun == thing.noun
        if not gap and thing.noun == "sculpture":
            last.material = last.material or thing.material or "stone"
            return True
        return False

    def _land(self, number: int) -> None:
        relation, figures = self._open or ("", [])
        self._open = None
        if not figures:
            self._ground = (relation, number)
            return
        thing = self.reading.things[number]
        if relation == "wearing" or (relation == "with" and thing.noun in _WORN):
            self._link(number, "wearing", figures[-1])
        elif relation == "with":
            is_put_in = self.reading.things[figures[-1]].noun in VESSELS
            self._link(number, "in" if is_put_in else "beside", figures[-1])
        else:
            for figure in figures:
                self._link(figure, relation, number)

    def _settle(self, number: int) -> None:
        relation, landmark = self._ground or ("", 0)
        is_first = not any(link.landmark == landmark for link in self.reading.links)
        if is_first or self.reading.things[number].follows:
            if relation == "wearing":
                self._link(landmark, "wearing", number)
                self._ground = None
            else:
                self._link(number, relation, landmark)
        else:
            self._ground = None

    def _relate(self, place: int, relation: str) -> None:
        self._give_rest()
        hit, things = self._hits[place], self.reading.things
        is_korean = "가" <= hit.word[0] <= "힣"
        if not is_korean:
            self._ground = None
            self._open = (relation, self._breath() if things else [])
            return
        if not things:
            return
        landmark = len(things) - 1
        subjects = [
            n for n, thing in enumerate(things[:-1]) if thing.is_subject and not self._is_placed(n)
        ]
        if subjects and relation != "wearing":
            for figure in self._breath(subjects[-1]):
                self._link(figure, relation, landmark)
            return
        self._ground = (relation, landmark)

    def _breath(self, last: int | None = None) -> list[int]:
        """The thing and those that were named in one breath before it."""
        things = self.reading.things
        at = len(things) - 1 if last is None else last
        while self._is_placed(at):  # who holds something takes it along
            at = next(link.landmark for link in self.reading.links if link.figure == at)
        found = [at]
        while things[at].follows and at > 0 and not self._is_placed(at - 1):
            at -= 1
            found.append(at)
        return [number for number in reversed(found) if not self._is_placed(number)] or [found[0]]

    def _is_placed(self, number: int) -> bool:
        return any(link.figure == number for link in self.reading.links)

    def _link(self, figure: int, relation: str, landmark: int) -> None:
        if figure != landmark and not self._is_placed(figure) and not self._hangs(landmark, figure):
            self.reading.links.append(Link(figure, relation, landmark))

    def _hangs(self, number: int, on: int) -> bool:
        """Whether a thing stands on another already, so that the other cannot stand on it."""
        for link in self.reading.links:
            if link.figure == number:
                return link.landmark == on or self._hangs(link.landmark, on)
        return False

    def _describe(self, place: int, hit: Hit) -> None:
        things = self.reading.things
        looks = {name: hit.meanings[name] for name in _LOOKS if name in hit.meanings}
        before = self._hits[place - 1] if place else None
        gap = self._text[before.end : hit.start] if before else ""
        behind_noun = before is not None and "noun" in before.meanings and bool(things)
        is_korean_count = "number" in looks and re.search(r"[가-힣]", hit.word) is not None
        counted = behind_noun and is_korean_count and len(gap.strip()) <= 1
        made_of = behind_noun and _MADE_OF.search(self._text[: hit.start]) is not None
        if counted or ("material" in looks and made_of):
            for name, value in looks.items():
                _set(things[-1], name, value)
            things[-1].is_subject |= bool(_SUBJECT.match(self._text[hit.end :]))
            return
        self.pending |= looks

    def _give_rest(self) -> None:
        """What nothing came after belongs to what came before."""
        if self.reading.things:
            for name, value in self.pending.items():
                _set(self.reading.things[-1], name, value)
            self.pending = {}

    def _last_noun(self, place: int) -> Hit | None:
        nouns = [hit for hit in self._hits[:place] if "noun" in hit.meanings]
        return nouns[-1] if nouns and self.reading.things else None

    def _between(self, before: Hit | None, place: int) -> list[Hit]:
        start = before.end if before else 0
        return [hit for hit in self._hits[:place] if hit.start >= start]


def _set(thing: Wanted, name: str, value: str) -> None:
    if name == "number":
        thing.count = int(value)
    elif not getattr(thing, name):
        setattr(thing, name, value)
