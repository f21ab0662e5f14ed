"""A certificate as Open Badges 3.0 (W3C Verifiable Credentials 2.0): what is signed, before it is signed. Pure.

It holds no name and no address of the person: a salted hash of the printed name, so that who was told the name can compare it.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from certificates import wording
from certificates.snapshot import LANGUAGES, Snapshot, Text, words

CONTEXT = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]
SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
MEDIA_TYPE = "vc+jwt"
LIST_IS_GOOD_FOR = timedelta(days=30)
Claims = dict[str, Any]


def credential(facts: Snapshot, *, issued_at: datetime, status_list: int, status_index: int) -> Claims:
    """The claims about one certificate. `status_index` is its place in the status list of the year `status_list`."""
    base, language = facts.check_base, LANGUAGES[0]
    listed = list_address(base, status_list)
    return _token(
        {
            "@context": CONTEXT,
            "id": facts.check_url,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": f"{wording.HEADING[language]} {facts.serial}",
            "issuer": profile(base, facts.issuer.name),
            "validFrom": issued_at.isoformat(timespec="seconds"),
            "awardedDate": issued_at.isoformat(timespec="seconds"),
            "credentialSubject": {
                "type": ["AchievementSubject"],
                "identifier": [_hashed("name", facts.full_name, salt=facts.code)],
                "activityStartDate": f"{facts.enrolled_on.isoformat()}T00:00:00+05:00",
                "activityEndDate": f"{facts.completed_on.isoformat()}T00:00:00+05:00",
                "creditsEarned": facts.hours,
                "achievement": _achievement(facts),
            },
            "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
            "credentialStatus": {
                "id": f"{listed}#{status_index}",
                "type": "BitstringStatusListEntry",
                "statusPurpose": "revocation",
                "statusListIndex": str(status_index),
                "statusListCredential": listed,
            },
        },
        at=issued_at,
    )


def status_list(year: int, bits: str, *, base: str, issuer: Text, at: datetime) -> Claims:
    """The claims of a status list: `bits` as certificates.bitstring writes them; set where a certificate no longer stands."""
    address = list_address(base, year)
    until = at + LIST_IS_GOOD_FOR
    claims = {
        "@context": CONTEXT[:1],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": {"id": issuer_address(base), "name": words(issuer, LANGUAGES[0])},
        "validFrom": at.isoformat(timespec="seconds"),
        "validUntil": until.isoformat(timespec="seconds"),
        "credentialSubject": {"id": f"{address}#list", "type": "BitstringStatusList", "statusPurpose": "revocation", "encodedList": bits},
    }
    return {**_token(claims, at=at), "exp": int(until.timestamp())}


def profile(base: str, name: Text) -> Claims:
    """Who issues."""
    return {"id": issuer_address(base), "type": ["Profile"], "name": words(name, LANGUAGES[0]), "url": base}


def issuer_address(base: str) -> str:
    """The issuer's name as an address; it leads to the profile."""
    return f"{base}/trust/issuer.json"


def key_address(base: str, fingerprint: str) -> str:
    """Where that key is published: `kid` of what it signs."""
    return f"{base}/trust/keys/{fingerprint}.json"


def list_address(base: str, year: int) -> str:
    """Where the status list of that year is published."""
    return f"{base}/trust/status/{year}.jwt"


def _achievement(facts: Snapshot) -> Claims:
    titles = [words(facts.title, language) for language in LANGUAGES]
    return {
        "id": uuid5(NAMESPACE_URL, "\n".join([facts.check_base, *titles, str(facts.edition)])).urn,
        "type": ["Achievement"],
        "achievementType": "Course",
        "name": titles[0],
        "inLanguage": LANGUAGES[0],
        "description": "\n".join(f"{words(facts.title, code)}. {wording.hours(facts.hours, code)}." for code in LANGUAGES),
        "criteria": {"narrative": "\n".join(f"{wording.SENTENCE[code]}: {words(facts.title, code)}" for code in LANGUAGES)},
        "creditsAvailable": facts.hours,
        "version": str(facts.edition),
    }


def _hashed(kind: str, text: str, *, salt: str) -> Claims:
    """Open Badges' identity object: SHA-256 of text and salt."""
    digest = sha256((text + salt).encode()).hexdigest()
    return {"type": "IdentityObject", "hashed": True, "identityHash": f"sha256${digest}", "identityType": kind, "salt": salt}


def _token(claims: Claims, *, at: datetime) -> Claims:
    """With the names that JWT libraries look at."""
    return {"iss": claims["issuer"]["id"], "jti": claims["id"], "nbf": int(at.timestamp()), **claims}
