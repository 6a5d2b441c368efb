from generator.drift.comparing.operations import Operation, match


def operation(method: str, path: str, **value: object) -> Operation:
    return Operation(method, path, dict(value), f"/paths/{path}/{method}")


def test_exact_paths_come_before_renamed_parameters():
    base = [operation("get", "/a/{x}"), operation("get", "/a/{y}")]
    revision = [operation("get", "/a/{y}"), operation("get", "/a/{z}")]
    found = match(base, revision)
    assert [(old.path, new.path) for old, new in found.pairs] == [("/a/{y}", "/a/{y}"), ("/a/{x}", "/a/{z}")]
    assert found.removed == found.added == []


def test_methods_are_not_mixed_up():
    found = match([operation("get", "/a/{x}")], [operation("put", "/a/{x}")])
    assert (len(found.pairs), len(found.removed), len(found.added)) == (0, 1, 1)


def test_ids_hold_together_what_moved_unless_they_are_ambiguous():
    found = match([operation("get", "/a", operationId="x")], [operation("post", "/b", operationId="x")])
    assert [(old.path, new.path) for old, new in found.moved] == [("/a", "/b")]
    twice = [operation("get", "/b", operationId="x"), operation("get", "/c", operationId="x")]
    assert match([operation("get", "/a", operationId="x")], twice).moved == []


def test_labels_are_one_printable_line():
    assert operation("get", "/a\n\x1b[31m").label == "GET /a\\n\\x1b[31m"
