"""What is played."""

from app.providers.sketch_model.nouns.music.strings import guitar, violin
from app.providers.sketch_model.nouns.music.struck import drum, piano, trumpet

NOUNS = {"guitar": guitar, "violin": violin, "piano": piano, "drum": drum, "trumpet": trumpet}
