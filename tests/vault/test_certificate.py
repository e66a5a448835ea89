"""The study's certificates: who they name, how long they hold, and what the keys are for (S3)."""

from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from ojm_desktop.vault import certificate

STUDY_ID = "0f" * 16
MADE = certificate.make(STUDY_ID)


def test_that_s3_the_study_certifies_the_device_and_nobody_is_named() -> None:
    study, device = (x509.load_der_x509_certificate(octets) for octets in (MADE.study, MADE.device))
    study.verify_directly_issued_by(study)
    device.verify_directly_issued_by(study)
    for found in (study, device):
        names = {attribute.value for attribute in found.subject}
        assert STUDY_ID in names
        assert names <= {STUDY_ID, "OJM Desktop", "Study certificate", "Device"}
        assert (found.not_valid_before_utc.year, found.not_valid_after_utc.year) == (2000, 2099)
        assert isinstance(found.public_key(), ec.EllipticCurvePublicKey)
    assert study.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert not device.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    usage = device.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)


def test_that_the_device_signs_with_the_key_that_was_certified() -> None:
    public = x509.load_der_x509_certificate(MADE.device).public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(MADE.sign(b"a paper"), b"a paper", ec.ECDSA(SHA256()))


def test_that_no_private_key_stands_in_what_is_printed_or_handed_out() -> None:
    assert "key" not in repr(MADE)
    assert b"PRIVATE" not in certificate.to_pem(MADE.study)


def test_that_a_certificate_is_read_in_either_form_and_nothing_else_is() -> None:
    assert certificate.from_file(certificate.to_pem(MADE.study)) == MADE.study
    assert certificate.from_file(MADE.study) == MADE.study
    for octets in (b"", b"-----BEGIN CERTIFICATE-----\n", MADE.study_key, MADE.study + bytes(certificate.LARGEST_FILE)):
        with pytest.raises(certificate.NotACertificate, match="is no certificate"):
            certificate.from_file(octets)
