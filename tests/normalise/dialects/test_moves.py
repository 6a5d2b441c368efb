from __future__ import annotations

from generator.normalise.dialects.moves import Moves, Translations


def test_a_place_inside_of_what_moved_twice_is_found_both_ways():
    moves = Moves()
    moves.add("/a/definitions", "/a/$defs")
    moves.add("/a/$defs/B/items", "/a/$defs/B/prefixItems")
    moves.add("/a/$defs", "/a/anyOf/0/$defs")
    assert moves.after("/a/definitions/C") == "/a/anyOf/0/$defs/C"
    assert moves.before("/a/anyOf/0/$defs/C/x") == "/a/definitions/C/x"
    assert moves.after("/z") == moves.before("/z") == "/z"


def test_what_moves_below_its_own_name_moves_once():
    moves = Moves()
    moves.add("/a/anyOf", "/a/anyOf/0/anyOf")
    assert moves.after("/a/anyOf/1") == "/a/anyOf/0/anyOf/1"
    assert moves.before("/a/anyOf/0/anyOf/1") == "/a/anyOf/1"


def test_the_longest_known_part_of_a_place_tells_where_it_is_in_another_document():
    moves = Translations()
    moves.add("/definitions", "/components/schemas")
    moves.add("/responses/A", "/components/responses/A")
    moves.add("/responses/A/schema", "/components/responses/A/content/j/schema")
    assert moves.after("/definitions/P/properties/q") == "/components/schemas/P/properties/q"
    assert moves.after("/responses/A/schema/items") == "/components/responses/A/content/j/schema/items"
    assert moves.before("/components/responses/A/content/j/schema/items") == "/responses/A/schema/items"
    assert moves.before("/components/responses/A/headers") == "/responses/A/headers"
