"""Nothing in the repository looks like a key that somebody uses."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHAPES = (
    r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",  # Amazon
    r"\bsk-[A-Za-z0-9_-]{20,}",  # OpenAI, Anthropic
    r"\bsk_(?:live|test)_[A-Za-z0-9]{16,}",  # Clerk, Stripe
    r"\bsk_[a-f0-9]{40,}",  # ElevenLabs
    r"\br8_[A-Za-z0-9]{30,}",  # Replicate
    r"\bmsy_[A-Za-z0-9]{20,}",  # Meshy
    r"\btsk_[A-Za-z0-9_-]{30,}",  # Tripo
    r"\bAIza[0-9A-Za-z_-]{35}",  # Google
    r"\bgh[pousr]_[A-Za-z0-9]{36}",  # GitHub
    r"\bxox[baprs]-[A-Za-z0-9-]{10,}",  # Slack
    r"\bwhsec_[A-Za-z0-9+/=]{24,}",  # Standard Webhooks
    r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----",
    r"\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}",  # a signed JWT
)
KEYS = re.compile("|".join(SHAPES))
KNOWN = {
    # "simulated secret of the hooks" and "another secret of another hook": simulators sign with it.
    "whsec_c2ltdWxhdGVkIHNlY3JldCBvZiB0aGUgaG9va3M=",
    "whsec_YW5vdGhlciBzZWNyZXQgb2YgYW5vdGhlciBob29r",
}


def _texts() -> list[tuple[str, str]]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout")
    argv = [git, "ls-files", "-z"]
    listed = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=True)
    found = []
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            found.append((name, path.read_bytes().decode("utf-8", "replace")))
    return found


def test_nothing_looks_like_a_key() -> None:
    found = {
        (name, each[0][:12] + "…")
        for name, text in _texts()
        for each in KEYS.finditer(text)
        if each[0] not in KNOWN
    }

    assert found == set()


@pytest.mark.parametrize(
    "key",
    [
        "AKIA" + "A1" * 8,
        "sk-" + "proj-" + "a1" * 12,
        "whsec_" + "MfKQ" * 8,
        "-----BEGIN " + "RSA PRIVATE KEY-----",
        "r8_" + "a1" * 18,
        "eyJ" + "a" * 12 + ".eyJ" + "b" * 12 + "." + "c" * 24,
    ],
)
def test_a_key_is_seen(key: str) -> None:
    assert KEYS.search(f'KEY = "{key}"')


def test_no_file_that_keeps_keys_is_tracked() -> None:
    kept = {".env", "secret.key", "vapid.key"}

    assert [name for name, _ in _texts() if name.rpartition("/")[2] in kept] == []
