"""The page, the REST routes and the edge as one ASGI application; wiring only."""

from functools import partial
from pathlib import Path

import reflex as rx

from app import log, traces
from app.adapters.s3_settings import S3Settings
from app.api.app import create_api
from app.api.preview import Previews
from app.bootstrap import studio
from app.host.build import pages
from app.host.pages import CachedPages
from app.host.presence import signed
from app.host.security import Guarded, files_of, policy
from app.settings import settings
from app.ui.components.head import head
from app.ui.components.shell import boundary, shell
from app.ui.pages import ROUTES
from app.ui.push import push
from app.ui.state.guard import RequirePerson, in_words

log.setup(form=settings().log_format, level=settings().log_level)
traces.setup("web")

_policy = policy(pages(Path(__file__).parents[1]), files_at=files_of(S3Settings()))

app = rx.App(
    api_transformer=[
        create_api(),
        CachedPages,
        partial(Previews, studio=studio),
        partial(Guarded, policy=_policy, over_tls=settings().url.startswith("https://")),
    ],
    app_wraps={(55, "Boundary"): lambda _stateful: boundary()},
    extra_app_wraps={(15, "Shell"): lambda _stateful: shell()},
    stylesheets=["/styles/fonts.css", "/styles/tokens.css", "/styles/app.css"],
    head_components=head(),
    html_lang="en",
    reset_style=False,
    toaster=None,
    backend_exception_handler=in_words,
)
app.add_middleware(RequirePerson())
app.register_lifespan_task(push)
app.register_lifespan_task(signed)
for route in ROUTES:
    app.add_page(route.build, route=route.path, title="Meanwhile", on_load=list(route.on_load))
