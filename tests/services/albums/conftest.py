"""Albums over a whole studio."""

from tests.engine.conftest import house, template_url

__all__ = ["house", "template_url"]
