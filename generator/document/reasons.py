"""The reason phrase of an HTTP status: what a response without a description of its own is called."""

from __future__ import annotations

# RFC 9110 section 15; the statuses of other RFCs as the IANA HTTP Status Code Registry lists them. Python's own
# `http.HTTPStatus` names some of these differently from one version to the next.
_PHRASES = {
    "100": "Continue",
    "101": "Switching Protocols",
    "102": "Processing",
    "103": "Early Hints",
    "200": "OK",
    "201": "Created",
    "202": "Accepted",
    "203": "Non-Authoritative Information",
    "204": "No Content",
    "205": "Reset Content",
    "206": "Partial Content",
    "207": "Multi-Status",
    "208": "Already Reported",
    "226": "IM Used",
    "300": "Multiple Choices",
    "301": "Moved Permanently",
    "302": "Found",
    "303": "See Other",
    "304": "Not Modified",
    "305": "Use Proxy",
    "307": "Temporary Redirect",
    "308": "Permanent Redirect",
    "400": "Bad Request",
    "401": "Unauthorized",
    "402": "Payment Required",
    "403": "Forbidden",
    "404": "Not Found",
    "405": "Method Not Allowed",
    "406": "Not Acceptable",
    "407": "Proxy Authentication Required",
    "408": "Request Timeout",
    "409": "Conflict",
    "410": "Gone",
    "411": "Length Required",
    "412": "Precondition Failed",
    "413": "Content Too Large",
    "414": "URI Too Long",
    "415": "Unsupported Media Type",
    "416": "Range Not Satisfiable",
    "417": "Expectation Failed",
    "421": "Misdirected Request",
    "422": "Unprocessable Content",
    "423": "Locked",
    "424": "Failed Dependency",
    "425": "Too Early",
    "426": "Upgrade Required",
    "428": "Precondition Required",
    "429": "Too Many Requests",
    "431": "Request Header Fields Too Large",
    "451": "Unavailable For Legal Reasons",
    "500": "Internal Server Error",
    "501": "Not Implemented",
    "502": "Bad Gateway",
    "503": "Service Unavailable",
    "504": "Gateway Timeout",
    "505": "HTTP Version Not Supported",
    "506": "Variant Also Negotiates",
    "507": "Insufficient Storage",
    "508": "Loop Detected",
    "511": "Network Authentication Required",
}
_CLASSES = {"1": "Informational", "2": "Successful", "3": "Redirection", "4": "Client Error", "5": "Server Error"}


def reason_phrase(status: str) -> str:
    """Return the reason phrase of `status`, a key of a responses object (OpenAPI 3.1 section 4.8.16).

    A status without a phrase of its own (`520`) and a range (`4XX`) get the name of their class (RFC 9110 section 15);
    `default` and anything else is called "Response".
    """
    if status in _PHRASES:
        return _PHRASES[status]
    is_code = len(status) == 3 and status.isascii() and (status.isdecimal() or status[1:].upper() == "XX")
    return _CLASSES.get(status[0], "Response") if is_code else "Response"
