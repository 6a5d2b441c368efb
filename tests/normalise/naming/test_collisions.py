from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.document.names import operation_prefix
from generator.normalise.naming.collisions import Candidate, identifier, settle


def test_ids_are_made_of_resource_and_method():
    assert identifier("plants.leaves", "list") == "plants_leaves_list"
    assert operation_prefix("class_.beds") == "class_beds_"


def test_the_path_that_says_the_name_keeps_it():
    plain, versioned = Candidate("GET /pets", "pets", "list"), Candidate("GET /v2/pets", "pets", "list", "list_v2", 1)
    other = Candidate("GET /Pets", "pets", "list", losses=1)
    got = settle([versioned, other, plain])
    assert (got[plain.key], got[versioned.key]) == ("list", "list_v2")
    assert got[other.key].startswith("list_")
    assert settle([plain, other])[other.key] == got[other.key], "a third operation makes no difference"


def test_a_name_that_is_given_is_kept():
    given_, made = Candidate("GET /x", "pets", "list", losses=9, is_given=True), Candidate("GET /pets", "pets", "list")
    assert settle([made, given_])[given_.key] == "list"


CANDIDATES = st.builds(
    Candidate,
    key=st.builds("{} /{}".format, st.sampled_from(["GET", "POST"]), st.text(max_size=5)),
    resource=st.sampled_from(["a", "a.b", "a_b", "b"]),
    method=st.sampled_from(["c", "b_c", "list", "list_v1"]),
    second=st.sampled_from(["", "list_v1", "c_json"]),
    losses=st.integers(0, 3),
)


@given(st.lists(CANDIDATES, unique_by=lambda each: each.key, max_size=12), st.randoms())
def test_all_ids_differ_and_the_order_makes_no_difference(candidates: list[Candidate], random: st.random_module):
    got = settle(candidates)
    assert len({identifier(each.resource, got[each.key]) for each in candidates}) == len(candidates)
    shuffled = list(candidates)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert settle(shuffled) == got
