"""What every treatment works on: a composed picture, who is in it, and the dice."""

from dataclasses import dataclass, replace

import numpy as np

from app.providers.sketch_photo.faces import Box


@dataclass(frozen=True)
class Scene:
    """One picture to be made."""

    picture: np.ndarray
    """Floats, 0 to 1, RGB."""
    person: np.ndarray
    """0 to 1: how much of each pixel is the person."""
    faces: tuple[Box, ...]
    dice: np.random.Generator
    """All chance comes from here."""

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width."""
        return self.picture.shape[0], self.picture.shape[1]

    @property
    def unit(self) -> float:
        """A thousandth of the shorter side, in pixels: sizes are said in it."""
        return min(self.shape) / 1000

    @property
    def middle(self) -> tuple[float, float]:
        """Where one looks, as shares of width and height."""
        return self.faces[0].middle if self.faces else (0.5, 0.42)

    @property
    def side(self) -> int:
        """Where light comes from: -1 left, 1 right."""
        return -1 if self.dice.random() < 0.5 else 1

    def with_picture(self, picture: np.ndarray) -> "Scene":
        """The same with other pixels."""
        return replace(self, picture=picture)

    def near_faces(self, reach: float = 1.0) -> np.ndarray:
        """1 in every face, softly less around it, 0 far away."""
        high, wide = self.shape
        ys, xs = np.mgrid[0:high, 0:wide].astype(np.float32)
        near = np.zeros(self.shape, np.float32)
        for box in self.faces:
            x, y = box.middle
            a, b = box.width * wide * 0.62 * reach, box.height * high * 0.78 * reach
            far = np.hypot((xs - x * wide) / a, (ys - y * high) / b)
            near = np.maximum(near, np.clip(1.6 - far, 0, 1) ** 1.5)
        return np.minimum(near, 1)
