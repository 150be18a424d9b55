"""The built-in song maker: real music from words, with no model and no network."""

from app.providers.sketch_song.reading import Reading, read_words
from app.providers.sketch_song.rendering import RenderedSong, render_song

__all__ = ["Reading", "RenderedSong", "read_words", "render_song"]
