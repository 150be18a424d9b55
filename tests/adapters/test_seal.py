"""Secrets that have to be used again, kept shut."""

from app.adapters.seal import Seal


def test_what_is_sealed_opens_for_its_owner_alone() -> None:
    seal = Seal("a key")

    sealed = seal.close("a secret", owner="hook_1")

    assert "a secret" not in sealed
    assert seal.open(sealed, owner="hook_1") == "a secret"
    assert seal.open(sealed, owner="hook_2") is None
    assert Seal("another key").open(sealed, owner="hook_1") is None


def test_what_the_key_before_sealed_opens_and_is_told_apart() -> None:
    old, both = Seal("old"), Seal("new", before="old")

    of_before = old.close("a secret", owner="hook_1")
    of_now = both.close("a secret", owner="hook_1")

    assert both.open(of_before, owner="hook_1") == "a secret"
    assert not both.is_current(of_before, owner="hook_1")
    assert both.is_current(of_now, owner="hook_1")
    assert Seal("new").open(of_now, owner="hook_1") == "a secret"
    assert old.open(of_now, owner="hook_1") is None


def test_what_is_no_seal_at_all_stays_shut() -> None:
    assert Seal("new", before="old").open("nonsense!", owner="hook_1") is None
