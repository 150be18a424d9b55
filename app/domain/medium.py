"""The kinds of things that can be made."""

from enum import StrEnum


class Medium(StrEnum):
    """Kind of thing a job makes."""

    SONG = "song"
    PHOTO = "photo"
    MODEL3D = "model3d"
