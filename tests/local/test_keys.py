"""The local keys: made once, kept for ever, readable by their owner alone."""

import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization

from local.install import Unmet
from local.keys import keys


def test_they_are_made_once_and_never_overwritten(tmp_path: Path) -> None:
    made = keys(tmp_path / "keys")
    before = {file: file.read_bytes() for file in (made.private, made.public, made.fingerprint)}

    keys(tmp_path / "keys")

    assert {file: file.read_bytes() for file in before} == before
    assert len(made.fingerprint.read_bytes()) == 32


def test_only_their_owner_can_read_them(tmp_path: Path) -> None:
    made = keys(tmp_path / "keys")

    assert {stat.S_IMODE(file.stat().st_mode) for file in (made.private, made.public, made.fingerprint)} == {
        0o600
    }
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_the_public_half_is_made_again_from_the_private_one(tmp_path: Path) -> None:
    made = keys(tmp_path / "keys")
    public = made.public.read_bytes()
    made.public.unlink()

    keys(tmp_path / "keys")

    assert made.public.read_bytes() == public
    assert serialization.load_pem_public_key(public)


def test_a_lost_private_key_is_not_replaced(tmp_path: Path) -> None:
    made = keys(tmp_path / "keys")
    made.private.unlink()

    with pytest.raises(Unmet, match=r"private\.pem is missing"):
        keys(tmp_path / "keys")
