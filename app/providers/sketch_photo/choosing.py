"""Which treatment an order means: the one of its style, or what its own words speak of."""

import re

import numpy as np

from app.media.styles import styles

_SPOKEN = {
    "watercolor": "watercolou?r|수채",
    "oil": "oil paint|유화",
    "pencil": "pencil|sketch|drawing|연필|소묘|스케치",
    "ink": "ink wash|sumi|수묵|먹",
    "hanji": "hanji|한지|민화|joseon|조선",
    "saekdong": "hanbok|hanok|색동|한복|한옥",
    "stained_glass": "stained.?glass|mosaic|스테인드|모자이크",
    "woodcut": "woodcut|linocut|목판|판화",
    "cyanotype": "cyanotype|blueprint|청사진",
    "riso": "riso|screen.?print|리소|실크 ?스크린",
    "duotone": "poster|duotone|포스터",
    "pop": "pop.?art|comic|팝 ?아트|만화",
    "gouache": "storybook|gouache|illustration|그림책|동화|일러스트",
    "instant": "polaroid|instant|폴라로이드|즉석",
    "noir": "noir|detective|누아르|느와르",
    "darkroom": "black.and.white|monochrome|흑백",
    "snow": "snow|winter|눈 ?[오내]|첫눈|겨울",
    "petals": "blossom|petal|spring|벚꽃|꽃잎|봄",
    "leaves": "autumn|maple|가을|단풍|낙엽",
    "neon": "neon|night|city|네온|야경|밤|도시",
    "golden": "golden|sunset|노을|석양|해 ?질",
    "airy": "beach|seaside|\\bsea\\b|ocean|바다|해변",
    "garden": "garden|forest|park|정원|숲|공원",
    "window": "window|창가|창문|오후",
    "backdrop_dark": "low.?key|dark|어두운|어둠",
    "backdrop_color": "colou?r(ed|ful)? (paper|backdrop|background)|색지|원색",
    "backdrop_office": "profile|office|resume|cv|프로필|증명|이력서",
    "backdrop_light": "studio|bright|white|스튜디오|밝은|하얀",
    "slide": "vivid|travel|여행|선명",
}
_PLAIN = ("film", "slide", "window", "golden", "backdrop_light", "darkroom")


def treatment_for(style: str, prompt: str, *, seed: int) -> str:
    """The word of a treatment; who speaks of none gets a plain one by chance."""
    known = styles().get(style)
    if known is not None:
        return known.sketch
    for word, spoken in _SPOKEN.items():
        if re.search(spoken, prompt, re.IGNORECASE):
            return word
    return str(np.random.default_rng(seed).choice(_PLAIN))
