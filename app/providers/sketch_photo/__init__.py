"""Makes pictures out of photos with the means of a darkroom, a paint box and a press: no model."""

from app.providers.sketch_photo.choosing import treatment_for
from app.providers.sketch_photo.rendering import Made, make_photo

__all__ = ["Made", "make_photo", "treatment_for"]
