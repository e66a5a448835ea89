"""Sealing for named recipients: the format age-encryption.org/v1 with X25519, so that `age` itself opens it too.

A file key of 16 octets is wrapped once for each recipient; the header carries an HMAC under that key; the content
follows in chunks of 64 KiB, each with ChaCha20-Poly1305, the last one marked as such, so that nothing can be cut off,
moved or put behind. pyrage does the work where it is installed; what stands here writes and reads the same format with
`cryptography` alone. Everything happens in memory: nothing that is to be sealed touches a disk before.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import importlib
import importlib.util
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ojm_desktop.exchange import bech32
from ojm_desktop.exchange.errors import NotARecipient, SealedRefused

VERSION: Final = b"age-encryption.org/v1\n"
CHUNK: Final = 64 * 1024
LONGEST_HEADER: Final = 64 * 1024
"""Octets of a header that is still read: room for hundreds of recipients."""
_PUBLIC, _PRIVATE = "age", "age-secret-key-"
_WRAPS: Final = b"age-encryption.org/v1/X25519"
_FILE_KEY, _KEY, _TAG, _NONCE, _LINE = 16, 32, 16, 16, 64
_CHANGED: Final = "This file was changed or cut short since it was sealed. Nothing was opened; ask for another copy."


@dataclass(frozen=True)
class Key:
    """A recipient's own key: `public` is given to studies, `private` stays where the recipient keeps it."""

    public: str
    private: str = field(repr=False)


def new_key() -> Key:
    """A fresh pair."""
    key = X25519PrivateKey.generate()
    public = bech32.encode(_PUBLIC, key.public_key().public_bytes_raw())
    return Key(public, bech32.encode(_PRIVATE, key.private_bytes_raw()).upper())


def check_public(text: str) -> str:
    """The public key as it is written. Raises NotARecipient, also for a private one: no study may be given that."""
    if text.strip().upper().startswith("AGE-SECRET-KEY-"):
        raise NotARecipient("This is a private key. Nothing was changed; give the public one, which begins with age1.")
    return bech32.encode(_PUBLIC, _octets(text, _PUBLIC))


def public_of(private: str) -> str:
    """The public key that belongs to a private one. Raises NotARecipient."""
    own = X25519PrivateKey.from_private_bytes(_octets(private, _PRIVATE))
    return bech32.encode(_PUBLIC, own.public_key().public_bytes_raw())


def seal(octets: bytes, recipients: Sequence[str]) -> bytes:
    """Octets that the holders of these public keys can open, each alone. Raises NotARecipient, also for nobody."""
    publics = [check_public(one) for one in recipients]
    if not publics:
        raise NotARecipient("There is nobody to seal it for. Nothing was written; name a recipient.")
    rage = _rage()
    if rage is None:
        return seal_here(octets, publics)
    sealed: bytes = rage.encrypt(octets, [rage.x25519.Recipient.from_str(one) for one in publics])
    return sealed


def open_sealed(sealed: bytes, private: str) -> bytes:
    """What was sealed. Raises NotARecipient for a private key that is none, SealedRefused for everything else."""
    return open_here(sealed, private)


def seal_here(octets: bytes, publics: Sequence[str]) -> bytes:
    """`seal` without pyrage."""
    file_key = secrets.token_bytes(_FILE_KEY)
    header = VERSION + b"".join(_wrapped(file_key, _octets(one, _PUBLIC)) for one in publics) + b"---"
    nonce = secrets.token_bytes(_NONCE)
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    chunks = [octets[at : at + CHUNK] for at in range(0, len(octets), CHUNK)] or [b""]
    last = len(chunks) - 1
    body = b"".join(cipher.encrypt(_counter(at, at == last), chunk, None) for at, chunk in enumerate(chunks))
    return b"".join((header, b" ", _base64(_mac(file_key, header)), b"\n", nonce, body))


def open_here(sealed: bytes, private: str) -> bytes:
    """`open_sealed` without pyrage."""
    own = X25519PrivateKey.from_private_bytes(_octets(private, _PRIVATE))
    header, mac, stanzas, rest = _read(sealed)
    file_key = next((key for stanza in stanzas if (key := _unwrapped(stanza, own)) is not None), None)
    if file_key is None:
        raise SealedRefused("This file is sealed for somebody else. Nothing was opened; ask to have it sealed for you.")
    if not hmac.compare_digest(mac, _mac(file_key, header)):
        raise SealedRefused(_CHANGED)
    return _opened(file_key, rest)


def _opened(file_key: bytes, rest: bytes) -> bytes:
    """The content after the header; an empty last chunk stands for empty content only."""
    nonce, body = rest[:_NONCE], rest[_NONCE:]
    chunks = [body[at : at + CHUNK + _TAG] for at in range(0, len(body), CHUNK + _TAG)]
    if len(nonce) != _NONCE or not chunks or (len(chunks) > 1 and len(chunks[-1]) == _TAG):
        raise SealedRefused(_CHANGED)
    cipher, last = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")), len(chunks) - 1
    try:
        return b"".join(cipher.decrypt(_counter(at, at == last), chunk, None) for at, chunk in enumerate(chunks))
    except (InvalidTag, ValueError) as error:
        raise SealedRefused(_CHANGED) from error


@dataclass(frozen=True)
class _Stanza:
    """One recipient's part of the header: its arguments, and 32 octets where it is an X25519 one."""

    arguments: tuple[str, ...]
    body: bytes


def _read(sealed: bytes) -> tuple[bytes, bytes, list[_Stanza], bytes]:
    """What the MAC covers, the MAC, the stanzas, the rest. Raises SealedRefused for what is not age's format."""
    if not sealed.startswith(VERSION):
        raise SealedRefused("This is not a sealed file. Nothing was opened; choose the file that ends with .age.")
    head = sealed[:LONGEST_HEADER]
    stanzas: list[_Stanza] = []
    at = len(VERSION)
    while True:
        line, at = _line(head, at)
        if line.startswith("--- "):
            return sealed[: at - len(line) + 2], _from_base64(line[4:]), stanzas, sealed[at:]
        arguments = tuple(line.split(" "))
        if arguments[0] != "->" or len(arguments) < 2 or not all(arguments):
            raise SealedRefused(_CHANGED)
        lines: list[str] = []
        while not lines or len(lines[-1]) == _LINE:
            line, at = _line(head, at)
            if len(line) > _LINE:
                raise SealedRefused(_CHANGED)
            lines.append(line)
        stanzas.append(_Stanza(arguments[1:], _from_base64("".join(lines))))


def _line(head: bytes, at: int) -> tuple[str, int]:
    """The line that begins there, and where the next one does."""
    end = head.find(b"\n", at)
    if end < 0:
        raise SealedRefused(_CHANGED)
    try:
        return head[at:end].decode("ascii"), end + 1
    except UnicodeDecodeError as error:
        raise SealedRefused(_CHANGED) from error


def _wrapped(file_key: bytes, public: bytes) -> bytes:
    once = X25519PrivateKey.generate()
    share = once.public_key().public_bytes_raw()
    key = _wrapping(once, public, share, public)
    body = ChaCha20Poly1305(key).encrypt(bytes(12), file_key, None)
    return b"-> X25519 " + _base64(share) + b"\n" + _base64(body) + b"\n"


def _unwrapped(stanza: _Stanza, own: X25519PrivateKey) -> bytes | None:
    """The file key, where this stanza is for this key."""
    if stanza.arguments[0] != "X25519":
        return None
    share = _from_base64(stanza.arguments[1]) if len(stanza.arguments) == 2 else b""
    if len(share) != _KEY or len(stanza.body) != _FILE_KEY + _TAG:
        raise SealedRefused(_CHANGED)
    try:
        key = _wrapping(own, share, share, own.public_key().public_bytes_raw())
        return ChaCha20Poly1305(key).decrypt(bytes(12), stanza.body, None)
    except (InvalidTag, ValueError):
        return None


def _wrapping(own: X25519PrivateKey, theirs: bytes, share: bytes, public: bytes) -> bytes:
    """ValueError where the other half was chosen so that the secret is nothing but zeros."""
    return _derived(own.exchange(X25519PublicKey.from_public_bytes(theirs)), share + public, _WRAPS)


def _derived(secret: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), _KEY, salt, purpose).derive(secret)


def _mac(file_key: bytes, header: bytes) -> bytes:
    return hmac.new(_derived(file_key, b"", b"header"), header, hashlib.sha256).digest()


def _counter(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if is_last else b"\x00")


def _base64(octets: bytes) -> bytes:
    return base64.b64encode(octets).rstrip(b"=")


def _from_base64(text: str) -> bytes:
    """Without padding, and in the one way to write it. Raises SealedRefused."""
    try:
        octets = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SealedRefused(_CHANGED) from error
    if _base64(octets) != text.encode():
        raise SealedRefused(_CHANGED)
    return octets


def _octets(text: str, word: str) -> bytes:
    try:
        found, octets = bech32.decode(text.strip())
    except ValueError:
        found, octets = "", b""
    if found != word or len(octets) != _KEY:
        kind = "public key: it begins with age1" if word == _PUBLIC else "private key: it begins with AGE-SECRET-KEY-1"
        raise NotARecipient(f"This is not a {kind}. Nothing was changed; copy it again, whole.")
    return octets


def _rage() -> Any:
    """pyrage, or None where it is not installed."""
    return importlib.import_module("pyrage") if importlib.util.find_spec("pyrage") else None
