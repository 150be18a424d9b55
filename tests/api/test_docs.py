"""The documentation works without the outside world."""

import re

from fastapi.testclient import TestClient

from app.api.app import create_api


def test_the_documentation_asks_nobody_else() -> None:
    with TestClient(create_api()) as client:
        page = client.get("/api/docs")
        scripts = re.findall(r'(?:src|href)="([^"]+)"', page.text)

        assert page.status_code == 200
        assert scripts
        assert all(script.startswith("/api/") for script in scripts)
        assert all(client.get(script).status_code == 200 for script in scripts)
