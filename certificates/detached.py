"""A detached signature as a file: whether it is one. Pure. Whose it is and whether it holds is not looked at.

Signatures of Kazakhstan's authority use algorithms (GOST) that need its own software: calling one good or bad without it would be a guess.
"""

MOST = 256 * 1024  # octets: a signature with its chain, revocation answers and a time stamp stays far below


class NotASignature(Exception):  # noqa: N818 it reads as what it says
    """The file is no detached CMS signature; the argument is why: too-large, no-cms, not-signed, not-detached, no-signer."""


def examine(data: bytes) -> None:
    """Returns where the file is CMS signed data (DER or PEM) that encloses no content and has a signer. Raises NotASignature."""
    from asn1crypto import cms  # takes longer to load than all of this room: only who attaches should pay for it

    if len(data) > MOST:
        raise NotASignature("too-large")
    try:
        information = cms.ContentInfo.load(_der(data), strict=True)
        kind = information["content_type"].native
        signed = information["content"] if kind == "signed_data" else None
        enclosed = signed is not None and signed["encap_content_info"]["content"].native is not None
        signers = len(signed["signer_infos"]) if signed is not None else 0
    except (ValueError, TypeError, KeyError) as problem:
        raise NotASignature("no-cms") from problem
    if signed is None:
        raise NotASignature("not-signed")
    if enclosed:
        raise NotASignature("not-detached")
    if not signers:
        raise NotASignature("no-signer")


def _der(data: bytes) -> bytes:
    from asn1crypto import pem

    if not pem.detect(data):
        return data
    der: bytes = pem.unarmor(data)[2]
    return der
