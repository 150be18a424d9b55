"""What the auditors said is told plainly; that they could not ask is not taken for good news."""

import io
import json
from pathlib import Path

import pytest

from app.host.audit import audit
from app.host.screen import Screen

CLEAN = {"dependencies": [{"name": "httpx", "version": "1", "vulns": []}]}
WEAK = {"dependencies": [{"name": "httpx", "version": "1", "vulns": [{"id": "CVE-1"}]}]}
NPM_CLEAN = {"auditReportVersion": 2, "vulnerabilities": {}}
NPM_WEAK = {"vulnerabilities": {"vite": {"name": "vite", "severity": "high"}}}
NPM_AWAY = {"message": "request failed", "error": {"summary": "", "detail": ""}}


@pytest.mark.parametrize(
    ("python", "page", "code", "words"),
    [
        (CLEAN, NPM_CLEAN, 0, "no known weakness"),
        (WEAK, NPM_CLEAN, 1, "httpx 1"),
        (CLEAN, NPM_WEAK, 1, "vite (high)"),
        (CLEAN, NPM_AWAY, 2, "could not ask its advisory service"),
        (None, NPM_CLEAN, 2, "could not ask its advisory service"),
        (None, NPM_WEAK, 1, "could not ask its advisory service"),
    ],
)
def test_what_is_said_and_what_it_means(
    python: object, page: object, code: int, words: str, tmp_path: Path
) -> None:
    out = io.StringIO()

    def run(argv: tuple[str, ...], directory: Path) -> str:
        said = page if directory.name == "reflex.lock" else python
        return json.dumps(said) if said else f"{argv[0]}: connection refused"

    assert audit(tmp_path, Screen(out), run=run) == code
    assert words in out.getvalue()
