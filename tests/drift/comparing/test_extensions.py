from .documents import edited

PAGES = {"style": "offset", "limit": "limit"}


def test_pagination():
    key = "x-specloom-pagination"
    assert edited({}, {key: PAGES}) == {"api-pagination-added": "safe breaking safe"}
    assert edited({key: PAGES}, {}) == {"api-pagination-removed": "safe breaking safe"}
    assert edited({key: PAGES}, {key: {**PAGES, "limit": "size"}}) == {"api-pagination-changed": "risky safe risky"}


def test_idempotency():
    key = "x-specloom-idempotent"
    assert edited({key: True}, {key: False}) == {"api-idempotency-changed": "safe safe risky"}
