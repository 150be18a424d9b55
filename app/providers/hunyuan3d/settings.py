"""How one's own Hunyuan3D server is reached: `AI_PYTHON_URL`, and `HUNYUAN3D_*` for the rest."""

from typing import Literal

from pydantic import Field, HttpUrl
from pydantic_settings import SettingsConfigDict

from app.providers.keys import ApiKey
from app.providers.vendor_settings import PolledSettings

Model = Literal["hunyuan3d-2.1", "hunyuan3d-2"]


class Hunyuan3DSettings(PolledSettings):
    """A self-hosted Hunyuan3D. It is offered once there is an address."""

    model_config = SettingsConfigDict(
        env_prefix="HUNYUAN3D_",
        populate_by_name=True,
    )

    url: HttpUrl | None = Field(default=None, validation_alias="AI_PYTHON_URL")
    """Where its `api_server.py` listens; a path is kept. Default: this provider is not offered."""
    api_key: ApiKey = None
    """Bearer token that a proxy before it wants to see; the server itself knows none."""
    model: Model = "hunyuan3d-2.1"
    """Which of the two servers it is: they take and answer different things."""
    textures: bool = True
    """Whether `hunyuan3d-2` was started with `--enable_tex`; the other one always paints."""
    text: bool = False
    """Whether `hunyuan3d-2` makes models from words: its code has that switched off."""
    slots: int = Field(default=1, ge=1)
    """Models made at once: it has no line of its own."""
    deadline_s: float = Field(default=1800, gt=0)
    """Seconds after which a model is given up; it never says that one has failed."""

    @property
    def takes_text(self) -> bool:
        """Whether words alone are enough."""
        return self.text and self.model == "hunyuan3d-2"
