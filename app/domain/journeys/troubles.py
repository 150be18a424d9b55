"""Why the music of a log is not there, as sentences of the documented API."""

_KNOWN = {
    "rejected": "The music service refused these words",
    "provider_busy": "The music service was too busy",
    "provider_failed": "The music service could not finish it",
    "provider_unreachable": "The music service stopped answering",
    "provider_out_of_money": "The music service is closed to us right now",
    "provider_misconfigured": "The music service does not let us in right now",
    "provider_gone": "That music service is no longer offered here",
    "outcome_unknown": "We lost touch while ordering, and did not order twice",
    "bad_output": "What came back was not a song",
    "crashed": "Our machines stumbled over this one three times",
    "late": "It took too long, so it was given up",
    "lost": "The music service no longer knows of this order",
    "not_saved": "The music was made, but it could not be stored",
    "cancelled": "It was stopped before it was made",
    "removed": "This song was removed",
}


def sentence(code: str, reason: str = "") -> str:
    """What to tell a person; the provider's own words come last."""
    known, reason = _KNOWN.get(code), " ".join(reason.split())
    if known and reason:
        return _ended(f"{known}: {reason}")
    return _ended(known or reason or "The music could not be made")


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", "。")) else f"{text}."
