"""What the simulated catalogues of books know, and pictures for covers."""

import struct
import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Known:
    """One book; what is missing here is missing in the answers, too."""

    title: str
    author: str
    isbn: str
    year: int = 0
    publisher: str = ""
    pages: int = 0
    language: str = "kor"
    subjects: tuple[str, ...] = ()
    cover: int = 0
    """A number above 0 is the number of its cover; see `books.Pictures`."""

    def fits(self, words: str) -> bool:
        """Whether all the words are in its title, its author or its ISBN."""
        there = f"{self.title} {self.author} {self.isbn}".casefold()
        return all(word in there for word in words.casefold().split())


KOREAN = (
    Known("소년이 온다", "한강", "9788936434120", 2014, "창비", 216, cover=1),
    Known("채식주의자", "한강", "9788936434595", 2022, "창비", 276, cover=2),
    Known("작별하지 않는다", "한강", "9788954682152", 2021, "문학동네", 332, cover=3),
    Known("흰", "한강", "9788954651134", 2018, "문학동네", 196, cover=4),
    Known("희랍어 시간", "한강", "9788954616515", 2011, "문학동네", 194),
    Known("우리가 빛의 속도로 갈 수 없다면", "김초엽", "9791190090018", 2019, "허블", 330, cover=5),
    Known("82년생 김지영", "조남주", "9788937473135", 2016, "민음사", 190),
    Known("데미안", "헤르만 헤세", "9788937460449", 2000, "민음사", 239, cover=6),
)
WORLD = (
    Known("The Hobbit", "J. R. R. Tolkien", "9780261102217", 1937, "Allen & Unwin", 310, "eng",
          ("Fantasy", "Middle Earth"), 11),
    Known("The Left Hand of Darkness", "Ursula K. Le Guin", "9780441478125", 1969, "Ace", 304,
          "eng", ("Science fiction",), 12),
    Known("A Wizard of Earthsea", "Ursula K. Le Guin", "9780547773742", 1968, "Houghton Mifflin",
          183, "eng", ("Fantasy",), 13),
    Known("The Dispossessed", "Ursula K. Le Guin", "9780061054884", 1974, "Harper", 387, "eng"),
    Known("To the Lighthouse", "Virginia Woolf", "9780156907392", 1927, "Harcourt", 209, "eng",
          ("Stream of consciousness",), 14),
    Known("The Vegetarian", "Han Kang", "9781101906118", 2016, "Hogarth", 188, "eng", (), 15),
    Known("소년이 온다", "한강", "9788936434120", 2014, "Ch'angbi", 0, "kor", (), 16),
    Known("Paper Owl", "", "9780000000002", language=""),
)  # fmt: skip
CHILDREN = tuple(Known(f"Owl stories {n}", "A. Writer", "", 1990 + n, cover=20) for n in range(40))


def picture(seed: int, *, wide: int = 120, tall: int = 180) -> bytes:
    """A small PNG: two colours that run into each other."""
    rows = bytearray()
    tone = (seed * 53) % 200
    for y in range(tall):
        rows.append(0)
        for x in range(wide):
            rows += bytes((40 + (tone + x) % 160, 50 + (tone * 2 + y) % 120, 90 + (x * y) % 60))
    head = struct.pack(">IIBBBBB", wide, tall, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in parts)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


BLANK = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
"""What is given in place of a cover that is missing, as a success."""
