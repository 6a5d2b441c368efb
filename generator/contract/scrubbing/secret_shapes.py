"""What credentials look like and what stands in their place: constants alone, for scrubbing and for finding leaks."""

from __future__ import annotations

REDACTED = "REDACTED"
"""Stands where a credential stood. A client that is given this text as its credential sends what is recorded."""

BASIC_REDACTED = "UkVEQUNURUQ6UkVEQUNURUQ="
"""`REDACTED:REDACTED` as HTTP Basic sends it (RFC 7617 section 2)."""

PLACEHOLDERS = frozenset({"", REDACTED, BASIC_REDACTED, "REDACTED:REDACTED"})

SHORTEST_SECRET = 4
"""Characters of the shortest secret that can be told from other text."""

SHORTEST_INSIDE = 8
"""Characters of the shortest secret that is looked for inside words; a shorter one counts only between other signs."""

AUTH_SCHEMES = frozenset({
    "apikey", "api-key", "aws4-hmac-sha256", "basic", "bearer", "digest", "dpop", "gnap", "hoba", "key", "mutual",
    "negotiate", "ntlm", "oauth", "privatetoken", "scram-sha-1", "scram-sha-256", "token", "vapid",
})  # fmt: skip
"""First words of Authorization that are no secret: registered schemes, and some that vendors made up; small letters."""

# Names are matched in small letters and without anything but letters and digits.
CREDENTIAL_NAME = (
    r"(?:passw(?:or)?d|passphrase|passcode|pwd|secret|secretkey|apikey|apitoken|accesskey|privatekey|signingkey"
    r"|authkey|token|jwt|authorization|cookie|clientassertion|otp)(?:value|hash|text|plain|encoded|base64|[0-9])?$"
)
"""Names whose value is a credential, whatever it is."""

SUSPECT_NAME = (
    r"passw|passphrase|secret|token|apikey|accesskey|privatekey|auth(?!or)|credential|session|cookie|signature|jwt"
    r"|otp$|^sid$|^sig$"
)
"""Names whose value is a credential if it looks random."""

HARMLESS_NAME = r"(?:page|next|prev|previous|continuation|cursor|sync|skip|scroll|resume)tokens?$"
"""Names that are like those of secrets, but are those of places in a list."""

TOKEN_SHAPES: dict[str, str] = {
    "private key": r"-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[A-Za-z0-9+/=\s\\]*+(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?",
    "JSON Web Token": r"(?<![\w-])eyJ[\w-]{8,}+\.[\w-]{8,}+(?:\.[\w-]*+){0,3}",
    "vendor's token": (
        r"(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_\w{20,255}|glpat-[\w-]{20,64}|xox[abeoprs]-[A-Za-z0-9-]{10,255}"
        r"|sk[-_](?:live|test|proj|ant)[-_][\w-]{10,255}|[rp]k_(?:live|test)_[A-Za-z0-9]{10,255}|sk-[A-Za-z0-9]{20,255}"
        r"|A(?:KIA|SIA)[0-9A-Z]{16}|AIza[\w-]{35}|ya29\.[\w-]{20,1024}|SG\.[\w-]{16,64}\.[\w-]{16,128}|npm_[A-Za-z0-9]{36})"
        r"(?![A-Za-z0-9])"
    ),
}
"""Patterns of texts that are credentials wherever they stand, by what they are."""

RESERVED_DOMAIN = r"(?:^|\.)(?:example\.(?:com|org|net|edu)|example|invalid|localhost|test)$"
"""Domains that belong to nobody (RFC 2606, RFC 6761)."""

OAUTH_FIELDS = frozenset({
    "assertion", "client_assertion", "client_id", "client_secret", "code", "code_verifier", "device_code", "email",
    "login", "password", "refresh_token", "subject_token", "actor_token", "user", "username",
})  # fmt: skip
"""Fields of a request for a token that say who asks (RFC 6749, 7523, 7636, 8628, 8693)."""
