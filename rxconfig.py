"""How Reflex builds and serves the page."""

import re
import shutil
from pathlib import Path
from typing import Unpack

import reflex as rx
from reflex.utils.prerequisites import get_web_dir
from reflex_base.plugins.base import PostBuildContext

from app.host import origins
from app.settings import settings

# Reflex bakes the server's address into the page. We bake this stand-in and then replace it with
# "where the page came from", so one build serves every host, port and proxy.
STAND_IN = "http://meanwhile.invalid"


class SameOrigin(rx.plugins.Plugin):
    """Make the built page talk to the server it was loaded from."""

    def post_build(self, **context: Unpack[PostBuildContext]) -> None:
        """Replace every baked address; an unreplaced one is a page that cannot connect."""
        host = re.escape(STAND_IN.partition("://")[2])
        baked = re.compile(rf"""(["'`])(http|ws)://{host}(/[\w/-]*)\1""")
        replaced = 0
        for script in Path(context["static_dir"]).rglob("*.js"):
            text, count = baked.subn(r'(location.origin.replace(/^http/,"\2")+"\3")', _read(script))
            if count:
                script.write_text(text, encoding="utf-8")
                replaced += count
        if not replaced:
            message = "The built page names no server address to replace."
            raise RuntimeError(message)


class Decoders(rx.plugins.Plugin):
    """What unpacks compressed 3D models is served from here: no request leaves the site for it."""

    def post_build(self, **context: Unpack[PostBuildContext]) -> None:
        """Put them where the viewer is told to look, under the names that it asks for."""
        libraries = get_web_dir() / "node_modules" / "three" / "examples" / "jsm" / "libs"
        for name, folder in (("draco", "draco/gltf"), ("basis", "basis")):
            target = Path(context["static_dir"]) / "decoders" / name
            target.mkdir(parents=True, exist_ok=True)
            for pattern in _DECODERS:
                for file in (libraries / folder).glob(pattern):
                    shutil.copy(file, target / file.name)


_DECODERS = ("*_decoder.*", "*_wrapper.js", "*_transcoder.*")


def _read(script: Path) -> str:
    return script.read_text(encoding="utf-8")


config = rx.Config(
    app_name="app",
    telemetry_enabled=False,
    show_built_with_reflex=False,
    redis_url=settings().state_redis_url,
    # The renewal is only by writes: a tab that just looks on for an hour would lose its state.
    redis_token_expiration=7 * 24 * 3600,
    api_url=STAND_IN,
    deploy_url=settings().url,
    cors_allowed_origins=origins.allowed(settings()),
    trusted_proxy_hops=settings().trusted_proxy_hops,
    frozen_lockfile=True,
    default_color_mode="system",
    frontend_compression_formats=["brotli", "gzip"],
    plugins=[rx.plugins.TailwindV4Plugin(), SameOrigin(), Decoders()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
