"""What words mean to music, in Korean, English and pictures.

Each line is a list of meanings and the words that carry them. A meaning is `kind:value`;
`genre` and `mood` are said outright, `style` and `hint` only suggest. Korean stems of two
syllables or more match inside a word, one-syllable words only when they stand alone.
"""

Entry = tuple[str, str]

GENRES: list[Entry] = [
    ("genre:jazz", "jazz, jazzy, swing, bebop, big band, jazz bar, 재즈, 스윙, 비밥, 🎷"),
    ("genre:lofi", "lofi, lo-fi, lo fi, chillhop, study beats, 로파이, 로우파이, 칠합, 공부할 때"),
    (
        "genre:classical",
        "classical, sonata, symphony, baroque, chamber music, concerto, nocturne, prelude,"
        " mozart, bach, chopin, 클래식, 소나타, 교향곡, 바로크, 실내악, 협주곡, 녹턴, 고전음악, 🎻",
    ),
    (
        "genre:ambient",
        "ambient, drone, soundscape, new age, meditation, meditative, yoga, spa,"
        " 앰비언트, 엠비언트, 뉴에이지, 명상, 요가, 힐링, 🧘",
    ),
    (
        "genre:electronic",
        "electronic, edm, techno, house, trance, synthwave, synth, dance, club, rave,"
        " disco, dubstep, electro, synthpop, eurodance, 일렉트로닉, 전자음악, 테크노, 하우스, 트랜스, 신스,"
        " 댄스, 클럽, 디스코, 이디엠, 🪩",
    ),
    (
        "genre:rock",
        "rock, metal, punk, grunge, indie rock, blues, bluesy, rocknroll, rock and roll,"
        " 록, 락, 메탈, 펑크록, 블루스, 로큰롤, 록밴드, 락밴드, 밴드, 🎸, 🤘",
    ),
    (
        "genre:folk",
        "folk, country, acoustic, singer-songwriter, bluegrass, campfire song,"
        " 포크, 컨트리, 어쿠스틱, 통기타",
    ),
    (
        "genre:hiphop",
        "hiphop, hip-hop, hip hop, rap, trap, boom bap, boombap, drill, r&b, rnb,"
        " 힙합, 랩, 트랩, 붐뱁, 알앤비, 🎤",
    ),
    ("genre:ballad", "ballad, love song, torch song, 발라드, 러브송, 사랑 노래, 이별 노래"),
    (
        "genre:cinematic",
        "cinematic, film score, movie score, soundtrack, orchestral, orchestra, trailer,"
        " score, 시네마틱, 영화음악, 영화 음악, 사운드트랙, 오케스트라, 관현악, 웅장, 예고편, 🎬",
    ),
    (
        "genre:bossa",
        "bossa, bossa nova, samba, latin, brazilian, 보사노바, 보사, 삼바, 라틴, 브라질",
    ),
    ("genre:waltz", "waltz, waltzes, 3/4, three four, 왈츠, 💃"),
    ("genre:funk", "funk, funky, groove, groovy, soul, motown, 펑크, 펑키, 그루브, 소울"),
    (
        "genre:gugak",
        "gugak, korean traditional, traditional korean, pansori, arirang, sanjo, samulnori,"
        " 국악, 판소리, 아리랑, 산조, 사물놀이, 민요, 전통음악, 전통 음악, 굿거리, 자진모리, 세마치, 한옥,"
        " 궁궐, 한복, 사극, 조선",
    ),
    ("style:lofi", "study, studying, homework, coffee shop, 공부, 카페, 커피, ☕, 📚"),
    (
        "style:jazz",
        "bar, whiskey, cocktail, lounge, late night, 와인, 위스키, 칵테일, 라운지, 🍷, 🥃",
    ),
    (
        "style:electronic",
        "neon, cyberpunk, robot, game, arcade, future, 네온, 사이버펑크, 로봇, 게임,"
        " 오락실, 미래, 🤖, 🎮, 👾",
    ),
    (
        "style:cinematic",
        "hero, battle, war, kingdom, dragon, adventure, 영웅, 전투, 전쟁, 왕국, 모험, 드래곤,"
        " 용사, ⚔, 🐉, 🏰",
    ),
    ("style:bossa", "beach, tropical, resort, rio, 해변, 휴양지, 열대, 야자수, 🏖, 🌴, 🍹"),
    (
        "style:folk",
        "campfire, village, farm, country road, picnic, 캠핑, 시골, 농장, 소풍, 모닥불, ⛺, 🏕",
    ),
    (
        "style:ambient",
        "space, universe, galaxy, cosmos, sleep, lullaby, 우주, 은하, 수면, 잠들기, 자장가,"
        " 🌌, 🪐, 😴, 💤",
    ),
    ("style:rock", "motorcycle, highway, rebel, 오토바이, 고속도로, 질주, 🏍"),
    ("style:hiphop", "street, graffiti, skate, 거리, 골목, 스케이트, 🛹"),
    ("style:waltz", "carousel, ballroom, ballet, 회전목마, 무도회, 발레, 🎠, 🩰"),
    ("style:ballad", "breakup, farewell, 이별, 헤어, 첫사랑, 💔"),
]

MOODS: list[Entry] = [
    (
        "mood:calm",
        "calm, peaceful, quiet, relaxing, relaxed, relax, serene, gentle, soft, soothing, mellow,"
        " chill, tranquil, still, healing, cozy, cosy, 잔잔, 차분, 평화, 조용, 고요, 편안, 부드러, 부드럽, 포근,"
        " 아늑, 나른, 느긋, 여유, 휴식, 힐링, 😌, 🍃, 🕊",
    ),
    (
        "mood:happy",
        "happy, joyful, joy, cheerful, glad, merry, sunny, bright, upbeat, celebration, celebrate,"
        " birthday, smile, smiling, 행복, 기쁜, 기쁨, 기쁘, 즐거, 즐겁, 밝은, 밝고, 명랑, 경쾌, 상쾌, 화창, 생일,"
        " 축하, 웃음, 미소, 😀, 😄, 😊, 🎉, 🎂, 🥳, ☀, 🌞, 😁",
    ),
    (
        "mood:sad",
        "sad, sadness, sorrow, sorrowful, melancholy, melancholic, lonely, loneliness, tears, crying,"
        " cry, grief, heartbreak, heartbroken, blue mood, mournful, gloomy, 슬픈, 슬픔, 슬프, 우울, 외로, 외롭,"
        " 쓸쓸, 눈물, 울고, 이별, 애절, 구슬픈, 구슬프, 서글, 처량, 서러, 먹먹, 한이 서린, 😢, 😭, 💔, 😔, 🥀, 😞",
    ),
    (
        "mood:dreamy",
        "dreamy, dream, dreams, ethereal, floating, hazy, surreal, magical, magic, fairy tale,"
        " fairytale, mysterious, mystical, 몽환, 꿈, 꿈꾸, 꿈결, 환상, 신비, 동화, 마법, 아련, 몽롱, 💭, ✨, 🦄, 🔮",
    ),
    (
        "mood:tense",
        "tense, tension, suspense, suspenseful, thriller, nervous, anxious, chase, urgent, danger,"
        " 긴장, 스릴, 불안, 초조, 추격, 긴박, 위험, 급박, 😰, 🚨, 🕵",
    ),
    (
        "mood:epic",
        "epic, heroic, grand, majestic, triumphant, triumph, victory, glorious, powerful, legendary,"
        " 웅장, 장엄, 영웅적, 승리, 위대, 장대, 벅찬, 벅차, 전설, 비장, 🏆, ⚔, 🦁",
    ),
    (
        "mood:romantic",
        "romantic, romance, love, lovely, tender, wedding, kiss, sweet, valentine, passionate,"
        " 로맨틱, 낭만, 사랑, 연인, 달콤, 설레, 설렘, 결혼, 고백, 데이트, 키스, 애틋, ❤, 💕, 😍, 💍, 💖, 🌹, 😘",
    ),
    (
        "mood:playful",
        "playful, cute, funny, silly, quirky, whimsical, bouncy, kids, children, cartoon, puppy,"
        " kitten, 귀여, 귀엽, 장난, 재미있, 재밌, 유쾌, 깜찍, 발랄, 아이들, 어린이, 강아지, 고양이, 통통 튀, 익살,"
        " 🐶, 🐱, 😂, 🤪, 🐰, 😺, 🎈",
    ),
    (
        "mood:dark",
        "dark, evil, sinister, horror, scary, creepy, haunted, ghost, ominous, brooding, gothic,"
        " nightmare, 어두운, 어둡, 어둠, 무서, 무섭, 공포, 음산, 으스스, 섬뜩, 귀신, 유령, 악몽, 음침, 👻, 💀, 🖤, 🦇",
    ),
    (
        "mood:hopeful",
        "hopeful, hope, inspiring, inspirational, uplifting, optimistic, new beginning, encouraging,"
        " healing, brave, 희망, 용기, 새로운 시작, 새출발, 응원, 위로, 따뜻, 따스, 감동, 밝아오, 🌈, 🌅, 🌱, 💪",
    ),
    (
        "mood:nostalgic",
        "nostalgic, nostalgia, memory, memories, retro, vintage, childhood, old days, bittersweet,"
        " longing, wistful, 추억, 그리운, 그리움, 그립, 향수, 옛날, 어린 시절, 복고, 레트로, 빈티지, 회상, 아쉬,"
        " 씁쓸, 📷, 📻, 🕰, 🎞",
    ),
    (
        "mood:energetic",
        "energetic, energy, exciting, excited, powerful, intense, hype, party, workout, running,"
        " gym, festival, wild, rush, 신나, 신남, 신명, 흥겨, 흥겹, 활기, 에너지, 열정, 강렬, 파티, 운동, 달리기, 축제,"
        " 헬스, 폭발, 역동, 짜릿, 🔥, ⚡, 🏃, 🎊, 🚀, 💥",
    ),
]

SCENES: list[Entry] = [
    (
        "hint:calm hint:nostalgic scene:rain",
        "rain, rainy, raining, drizzle, umbrella, 비, 비가, 비오는, 비 오는,"
        " 비 내리는, 빗소리, 빗방울, 장마, 소나기, 이슬비, 우산, 🌧, ☔, 🌂, 🌦",
    ),
    (
        "hint:tense hint:dark scene:rain",
        "storm, thunder, thunderstorm, typhoon, 폭풍, 천둥, 번개, 태풍, ⛈, 🌩",
    ),
    (
        "hint:calm hint:dreamy shade:cold",
        "snow, snowy, snowfall, winter, christmas, 눈 내리는, 눈오는, 눈 오는, 첫눈,"
        " 함박눈, 눈꽃, 겨울, 크리스마스, 성탄, ❄, ☃, ⛄, 🎄",
    ),
    (
        "hint:hopeful hint:romantic shade:bright",
        "spring, blossom, blossoms, cherry blossom, flower, flowers, 봄, 봄날,"
        " 봄바람, 벚꽃, 꽃, 꽃길, 새싹, 🌸, 🌷, 🌼, 🌺, 💐",
    ),
    (
        "hint:happy hint:energetic shade:bright",
        "summer, sunshine, sun, vacation, holiday, 여름, 햇살, 햇빛, 태양, 휴가, 방학, 😎, 🍉, 🏄",
    ),
    (
        "hint:nostalgic hint:sad shade:warm",
        "autumn, fall leaves, fallen leaves, november, october, 가을, 낙엽, 단풍, 🍂, 🍁",
    ),
    (
        "hint:calm hint:dreamy shade:dim",
        "night, midnight, moon, moonlight, stars, starry, starlight, 밤, 밤하늘, 한밤,"
        " 자정, 달빛, 달밤, 별빛, 별, 별밤, 심야, 🌙, 🌃, ⭐, 🌟, 🌠",
    ),
    (
        "hint:calm hint:hopeful shade:dim",
        "dawn, daybreak, early morning, sunrise, 새벽, 동틀, 여명, 일출",
    ),
    (
        "hint:hopeful hint:happy shade:bright",
        "morning, breakfast, wake up, 아침, 기상, 모닝, 🌤, 🥐",
    ),
    (
        "hint:nostalgic hint:romantic shade:warm",
        "sunset, evening, dusk, twilight, golden hour, 저녁, 노을, 석양, 해질녘, 황혼, 🌇, 🌆",
    ),
    (
        "hint:calm hint:dreamy scene:waves",
        "sea, ocean, wave, waves, shore, lake, river, island, 바다, 파도, 해변, 호수,"
        " 강가, 강물, 제주, 섬, 🌊, ⛵, 🐚, 🐋",
    ),
    (
        "hint:calm scene:wind",
        "wind, breeze, windy, field, meadow, hill, 바람, 들판, 초원, 언덕, 갈대, 🌬, 🎐",
    ),
    (
        "hint:calm",
        "forest, woods, tree, trees, mountain, garden, nature, 숲, 산속, 나무, 정원, 자연, 산책, 오솔길,"
        " 🌲, 🌳, ⛰, 🏔, 🌿",
    ),
    (
        "hint:nostalgic",
        "train, railway, station, old town, letter, diary, book, reading, 기차, 기차역, 편지, 일기, 책,"
        " 독서, 골목길, 고향, 🚂, 💌, 📖",
    ),
    (
        "hint:hopeful",
        "travel, journey, road trip, airplane, flight, 여행, 여정, 비행기, 드라이브, 길을 떠나, ✈, 🚗, 🗺",
    ),
    ("hint:energetic", "city, traffic, sports, race, speed, 도시, 서울, 경주, 스포츠, 🏙, ⚽, 🏁"),
    ("hint:dark", "cave, abyss, blood, 동굴, 심연, 그림자, 🕷, 🩸, 🌑"),
    (
        "hint:sad",
        "grave, goodbye, miss you, alone, empty, 무덤, 안녕을, 보고 싶, 보고싶, 혼자, 텅 빈, 떠나간, ☹",
    ),
    ("hint:romantic", "paris, candle, candlelight, rose, 파리, 촛불, 장미, 🕯, 🗼"),
    ("scene:vinyl", "vinyl, record player, crackle, lp판, 엘피, 턴테이블, 레코드"),
    ("scene:rain", "rain sounds, sound of rain, 비 소리"),
]

PACES: list[Entry] = [
    (
        "pace:0",
        "very slow, largo, grave tempo, super slow, 아주 느린, 매우 느린, 아주 느리게, 라르고, 진양조",
    ),
    (
        "pace:1",
        "slow, slowly, adagio, downtempo, lento, 느린, 느리게, 천천히, 느릿, 아다지오, 🐢, 🐌",
    ),
    (
        "pace:2",
        "andante, moderate, walking pace, mid-tempo, midtempo, 보통 빠르기, 안단테, 중간 템포, 걷는, 산책",
    ),
    (
        "pace:3",
        "fast, quick, quickly, allegro, lively, brisk, uptempo, up-tempo, 빠른, 빠르게, 빠르고, 알레그로,"
        " 빨리, 활발",
    ),
    (
        "pace:4",
        "very fast, presto, hyper, super fast, 아주 빠른, 매우 빠른, 아주 빠르게, 프레스토, 휘모리",
    ),
]

SHADES: list[Entry] = [
    (
        "shade:bright",
        "bright sound, crisp, sparkling, shiny, glittering, 반짝, 맑은, 청량, 투명, 영롱, 💎",
    ),
    ("shade:warm", "warm, mellow tone, wooden, analog, 따뜻, 따스, 온기, 아날로그, 🔆, 🧡"),
    ("shade:dim", "muffled, low, deep, distant, 낮은, 깊은, 먼, 희미, 어스름"),
    ("shade:cold", "cold, icy, frozen, 차가운, 차갑, 시린, 얼음, 🧊"),
]

INSTRUMENTS: list[Entry] = [
    ("with:piano", "piano, pianos, grand piano, 피아노, 🎹"),
    ("with:felt piano", "felt piano, soft piano, upright piano, 펠트 피아노, 업라이트 피아노"),
    (
        "with:electric piano",
        "electric piano, rhodes, wurlitzer, epiano, ep, 일렉트릭 피아노, 전자 피아노, 로즈",
    ),
    (
        "with:nylon guitar",
        "guitar, nylon guitar, classical guitar, spanish guitar, ukulele, 기타, 클래식 기타,"
        " 나일론 기타, 우쿨렐레",
    ),
    (
        "with:steel guitar",
        "acoustic guitar, steel guitar, banjo, mandolin, 통기타, 어쿠스틱 기타, 밴조, 만돌린, 🪕",
    ),
    (
        "with:electric guitar",
        "electric guitar, distorted guitar, guitar riff, 일렉 기타, 일렉기타, 전기 기타, 🎸",
    ),
    ("with:harp", "harp, lyre, 하프, 리라"),
    ("with:gayageum", "gayageum, kayagum, geomungo, koto, guzheng, 가야금, 거문고, 고토, 아쟁"),
    ("with:daegeum", "daegeum, danso, shakuhachi, bamboo flute, 대금, 단소, 소금, 피리, 퉁소"),
    ("with:haegeum", "haegeum, erhu, 해금, 얼후"),
    ("with:janggu", "janggu, janggo, buk, 장구, 장고, 북, 북소리, 꽹과리, 🪘"),
    (
        "with:flute",
        "flute, recorder, ocarina, whistle, whistling, 플루트, 플룻, 리코더, 오카리나, 휘파람",
    ),
    ("with:clarinet", "clarinet, oboe, bassoon, woodwind, 클라리넷, 오보에, 바순, 목관"),
    ("with:saxophone", "sax, saxophone, alto sax, tenor sax, 색소폰, 색스폰, 🎷"),
    ("with:trumpet", "trumpet, horn, cornet, flugelhorn, 트럼펫, 호른, 나팔, 🎺"),
    ("with:brass", "brass, trombone, tuba, brass section, 금관, 브라스, 트롬본, 튜바"),
    ("with:accordion", "accordion, harmonica, bandoneon, 아코디언, 하모니카, 반도네온, 🪗"),
    ("with:organ", "organ, church organ, pipe organ, hammond, 오르간, 파이프오르간"),
    ("with:violin", "violin, fiddle, viola, 바이올린, 비올라, 🎻"),
    ("with:cello", "cello, double bass solo, 첼로"),
    (
        "with:strings",
        "strings, string quartet, string section, orchestra, 현악, 스트링, 현악기, 오케스트라",
    ),
    ("with:choir", "choir, chorus, choral, hum, humming, 합창, 코러스, 성가대, 허밍"),
    ("with:pad", "pad, pads, drone, atmosphere, 패드, 드론"),
    (
        "with:synth lead",
        "synth, synthesizer, synth lead, chiptune, 8-bit, 8bit, 신디사이저, 신스, 신디, 칩튠, 8비트",
    ),
    (
        "with:bell",
        "bell, bells, chime, chimes, glockenspiel, celesta, 벨, 종소리, 차임, 글로켄슈필, 첼레스타, 🔔, 🎐",
    ),
    ("with:music box", "music box, toy piano, 오르골, 뮤직박스, 뮤직 박스"),
    ("with:vibraphone", "vibraphone, vibes, 비브라폰"),
    ("with:marimba", "marimba, xylophone, kalimba, 마림바, 실로폰, 칼림바"),
    (
        "with:upright bass",
        "upright bass, double bass, contrabass, 콘트라베이스, 더블베이스, 더블 베이스",
    ),
    ("with:bass", "bass, bass guitar, bassline, 베이스, 베이스라인"),
    (
        "with:drums",
        "drum, drums, drum kit, percussion, beat, beats, 드럼, 타악, 퍼커션, 비트, 리듬, 🥁",
    ),
    ("with:brush", "brush, brushes, brushed drums, 브러시, 브러쉬"),
    ("with:voice", "vocal, vocals, singing, singer, 보컬, 노래하는, 목소리"),
]

WORDS = GENRES + MOODS + SCENES + PACES + SHADES + INSTRUMENTS
