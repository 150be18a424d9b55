"""What the README says of settings, commands and providers is what the code has."""

import re
from pathlib import Path

import pytest

from app.adapters.fcm_settings import FcmSettings
from app.adapters.mail_settings import MailSettings
from app.adapters.s3_settings import S3Settings
from app.cli import app as cli
from app.providers.elevenlabs.settings import ElevenLabsSettings
from app.providers.hunyuan3d.settings import Hunyuan3DSettings
from app.providers.meshy.settings import MeshySettings
from app.providers.mureka.settings import MurekaSettings
from app.providers.openai_images.settings import OpenAISettings
from app.providers.replicate.settings import ReplicateSettings
from app.providers.simulated.settings import SimulatedSettings
from app.providers.sketch import SketchSettings
from app.providers.tripo.settings import TripoSettings
from app.settings import Settings

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def rows() -> set[str]:
    """First cells of the settings table."""
    table = README.split("## Settings")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([A-Z0-9_]+)` \|", table, flags=re.MULTILINE))


def test_every_setting_is_in_the_table_and_no_other() -> None:
    ours = {
        str(field.validation_alias or f"STUDIO_{name.upper()}")
        for name, field in Settings.model_fields.items()
    }
    elevenlabs = {f"ELEVENLABS_{name.upper()}" for name in ElevenLabsSettings.model_fields}
    mureka = {f"MUREKA_{name.upper()}" for name in MurekaSettings.model_fields}
    meshy = {f"MESHY_{name.upper()}" for name in MeshySettings.model_fields}
    replicate = {f"REPLICATE_{name.upper()}" for name in ReplicateSettings.model_fields}
    openai = {f"OPENAI_{name.upper()}" for name in OpenAISettings.model_fields}
    tripo = {f"TRIPO_{name.upper()}" for name in TripoSettings.model_fields}
    hunyuan3d = {
        str(field.validation_alias or f"HUNYUAN3D_{name.upper()}")
        for name, field in Hunyuan3DSettings.model_fields.items()
    }
    sketch = {f"SKETCH_{name.upper()}" for name in SketchSettings.model_fields}
    others = {f"S3_{name.upper()}" for name in S3Settings.model_fields}
    others |= {f"FCM_{name.upper()}" for name in FcmSettings.model_fields}
    others |= {
        str(field.validation_alias or f"SMTP_{name.upper()}")
        for name, field in MailSettings.model_fields.items()
    }

    songs, photos, models = elevenlabs | mureka, replicate | openai, meshy | tripo | hunyuan3d
    assert rows() == ours | others | sketch | songs | photos | models


def test_every_setting_of_a_simulated_provider_is_in_its_table() -> None:
    named = set(re.findall(r"^\| `…_([A-Z_]+)` \|", README, flags=re.MULTILINE))

    assert named == {name.upper() for name in SimulatedSettings.model_fields}


@pytest.mark.parametrize(
    "command", [c.name or getattr(c.callback, "__name__", "") for c in cli.registered_commands]
)
def test_every_command_is_named(command: str) -> None:
    assert f"`{command}" in README
