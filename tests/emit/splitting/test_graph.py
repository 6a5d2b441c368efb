from __future__ import annotations

from generator.emit.splitting.graph import circles, in_order, references

from ..documents import ref


def test_what_a_component_refers_to_is_found_wherever_it_stands():
    components = {
        "A": {"type": "object", "properties": {"b": {"anyOf": [ref("B"), {"type": "null"}]}, "c": {"items": ref("C")}}},
        "B": {"oneOf": [ref("A"), ref("B"), ref("Gone")]},
        "C": {"type": "string"},
    }
    assert references(components) == {"A": ("B", "C"), "B": ("A", "B"), "C": ()}


def test_circles_come_after_what_they_need():
    graph = {"A": ("B",), "B": ("C", "A"), "C": ("D",), "D": (), "E": ("E", "A")}
    assert circles(graph) == [("D",), ("C",), ("A", "B"), ("E",)]


def test_a_long_chain_is_no_deep_recursion():
    graph = {f"C{i}": (f"C{i + 1}",) for i in range(5000)} | {"C5000": ()}
    found = circles(graph)
    assert found[0] == ("C5000",)
    assert len(found) == 5001


def test_where_there_is_a_choice_names_decide():
    graph = {"Zebra": (), "Apple": ("Zebra",), "Bear": (), "Cat": ("Bear",)}
    units = {name: (name,) for name in graph}
    assert in_order(graph, graph, units) == [("Bear",), ("Cat",), ("Zebra",), ("Apple",)]
    assert in_order(["Cat", "Apple"], graph, units) == [("Apple",), ("Cat",)], "what others need is not here"
