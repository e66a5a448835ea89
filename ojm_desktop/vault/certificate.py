"""The study's own certificate authority and the device it vouches for: what an agreement is sealed under (S3, S4).

ECDSA on P-256 with SHA-256: readers of PDF know it, while Ed25519 came to the format late. Both certificates run from
2000 to 2099, because a laptop's clock may say anything; they name the study by its id and nobody by name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_private_key,
)
from cryptography.x509.oid import NameOID

from ojm_desktop.domain.errors import OjmError

FIRST_DAY, LAST_DAY = datetime(2000, 1, 1, tzinfo=UTC), datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC)
LARGEST_FILE = 64 * 1024
"""Octets of a file that is read as a certificate; ours has under a thousand."""


class NotACertificate(OjmError):
    """The file is no X.509 certificate."""


@dataclass(frozen=True)
class StudyCertificate:
    """Both certificates (X.509, DER) and their private keys (PKCS #8, DER); it is kept on the sealed side only."""

    study: bytes
    study_key: bytes = field(repr=False)
    device: bytes
    device_key: bytes = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """The device's signature: ECDSA with SHA-256, DER."""
        key = load_der_private_key(self.device_key, None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return key.sign(message, ec.ECDSA(SHA256()))


def make(study_id: str) -> StudyCertificate:
    """New keys and certificates for a study."""
    study_key, device_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = _name(study_id, "Study certificate")
    study = _certificate(issuer, issuer, study_key.public_key(), study_key, is_authority=True)
    device = _certificate(_name(study_id, "Device"), issuer, device_key.public_key(), study_key, is_authority=False)
    return StudyCertificate(study, _octets(study_key), device, _octets(device_key))


def to_pem(certificate: bytes) -> bytes:
    """The form in which a certificate is handed out. ValueError unless `certificate` is DER."""
    return x509.load_der_x509_certificate(certificate).public_bytes(Encoding.PEM)


def from_file(octets: bytes) -> bytes:
    """DER from a file in either form. Raises NotACertificate."""
    is_pem = octets.lstrip().startswith(b"-----BEGIN")
    try:
        if len(octets) > LARGEST_FILE:
            raise ValueError("too large")
        found = x509.load_pem_x509_certificate(octets) if is_pem else x509.load_der_x509_certificate(octets)
    except ValueError as error:
        raise NotACertificate(
            "This file is no certificate. Nothing was checked; take the one that “ojm agreement certificate” wrote."
        ) from error
    return found.public_bytes(Encoding.DER)


def _name(study_id: str, part: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "OJM Desktop"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, part),
            x509.NameAttribute(NameOID.COMMON_NAME, study_id),
        ]
    )


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    *,
    is_authority: bool,
) -> bytes:
    usage = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(FIRST_DAY)
        .not_valid_after(LAST_DAY)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
        .sign(issuer_key, SHA256())
    )
    return made.public_bytes(Encoding.DER)


def _octets(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
