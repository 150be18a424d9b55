"""How a model that edits photos is told what to make, and of whom."""

from app.media.photo import PhotoParams


def told(params: PhotoParams) -> str:
    """The person's own words first, whole; then that the face is to stay."""
    return (
        f"{params.prompt}\n"
        f"The reference photos show the {who(params)}. Keep this face and identity exactly: the"
        " same features, age and skin. One picture, without added text."
    )


def who(params: PhotoParams) -> str:
    """Whom it shows, as a word of a sentence."""
    return params.role.replace("_", " ")
