from generator.drift.schemas.reaching import reaching


def test_operations_are_handed_on_through_circles() -> None:
    parts = [[1], [2], [1, 3], [], [3]]
    roots = {0: {"GET /a"}, 4: {"GET /b", "GET /c"}}
    assert reaching(parts, roots, {1, 3}) == {1: {"GET /a"}, 3: {"GET /a", "GET /b", "GET /c"}}
