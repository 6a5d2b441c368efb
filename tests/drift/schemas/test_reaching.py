import random

from generator.drift.schemas.reaching import Reaching, circles


def test_operations_are_handed_on_through_circles() -> None:
    parts = [[1], [2], [1, 3], [], [3]]
    found = Reaching(parts, {0: {"GET /a"}, 4: {"GET /b", "GET /c"}})
    assert found.operations(found.bits(1)) == ("GET /a",)
    assert found.operations(found.bits(3)) == ("GET /a", "GET /b", "GET /c")
    assert found.operations(found.bits(1) | found.bits(4)) == ("GET /a", "GET /b", "GET /c")


def test_what_nothing_leads_to_is_reached_by_no_operation() -> None:
    found = Reaching([[], []], {0: {"GET /a"}})
    assert found.operations(found.bits(1)) == ()


def test_any_graph_is_walked_as_one_would_by_hand() -> None:
    chance = random.Random(6)
    for _ in range(200):
        size = chance.randrange(1, 12)
        parts = [[chance.randrange(size) for _ in range(chance.randrange(3))] for _ in range(size)]
        roots = {node: {f"GET /{node}"} for node in range(size) if chance.random() < 0.3}
        found = Reaching(parts, roots)
        for node in range(size):
            assert set(found.operations(found.bits(node))) == {
                f"GET /{root}" for root in roots if node in _all(root, parts)
            }


def test_a_circle_comes_behind_what_it_leads_to() -> None:
    found = [sorted(circle) for circle in circles([[1], [2], [1, 3], []])]
    assert found == [[3], [1, 2], [0]]


def _all(start: int, parts: list[list[int]]) -> set[int]:
    seen, stack = {start}, [start]
    while stack:
        for part in parts[stack.pop()]:
            if part not in seen:
                seen.add(part)
                stack.append(part)
    return seen
