"""Ids of the same change seen from its other end."""

_PAIRS = (
    ("added", "removed"), ("increased", "decreased"), ("set", "unset"), ("required", "optional"), ("widened", "narrowed"),
    ("deprecated", "reactivated"), ("allowed", "disallowed"),
)  # fmt: skip
_WHOLE = {"wrapped-in-one-of": "unwrapped-from-one-of", "one-of-became-any-of": "any-of-became-one-of"}
_SAME = {"deleted": "removed", "generalized": "changed", "specialized": "changed", "compatible": "changed"}
_ADVICE = ("sunset-missing", "sunset-invalid", "sunset-date-too-small")


def general(change_id: str) -> str | None:
    """The id without what only one end of a change has; None for advice on a deprecation, which ends without any."""
    if change_id.endswith(_ADVICE):
        return None
    result = change_id.removesuffix("-with-default").removesuffix("-with-sunset")
    if not result.endswith("-of"):
        result = result.replace("-became-", "-became=")
    result = result.replace("-read-only-property", "-property")
    result = result.replace("-write-only-property", "-property")
    for kind in ("optional", "required"):
        if result.startswith(f"new-{kind}-"):
            result = result.replace(f"new-{kind}-", "") + "-added"
        result = result.replace(f"-{kind}-property-", "-property-")
    result = result.replace("request-header-property", "request-parameter-property")
    result = result.replace("discriminator-mapping-deleted", "discriminator-mapping-removed")
    if "sunset" in result:
        result = result.replace("sunset-deleted", "sunset-unset")
    head, _, action = result.rpartition("-")
    return f"{head}-{_SAME.get(action, action)}"


def mirror(general_id: str) -> str:
    """What `general` says of the same change seen from its other end."""
    for one, other in (*_WHOLE.items(), *((other, one) for one, other in _WHOLE.items())):
        if general_id.endswith("-" + one):
            return general_id.removesuffix(one) + other
    head, equals, state = general_id.partition("became=")
    if equals and state not in {"required", "optional"}:
        return f"{head}became={state.removeprefix('not-') if state.startswith('not-') else 'not-' + state}"
    if general_id.endswith("-annotation-only"):
        return mirror(general_id.removesuffix("-annotation-only")) + "-annotation-only"
    for one, other in _PAIRS:
        for this, that in ((one, other), (other, one)):
            for mark in "-=":
                if general_id.endswith(mark + this):
                    return general_id.removesuffix(this) + that
    return general_id
