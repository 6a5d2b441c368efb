from __future__ import annotations

from generator.document.findings import Finding, Place, Severity
from generator.normalise.dialects.moves import Moves, Translations
from generator.normalise.dialects.repairs import Repairs


def test_a_repair_is_named_where_its_author_wrote_it():
    repairs = Repairs()
    repairs.move("/definitions", "/$defs")
    repairs.begin(Moves())
    repairs.move("/$defs/A/items", "/$defs/A/prefixItems")
    repairs.warn("/$defs/A/prefixItems/0", "rule", "is mended")
    repairs.begin(Translations())
    repairs.move("/$defs", "/components/schemas")
    repairs.note("/$defs/B", "rule", "is known by its place before the translation")
    assert [entry.pointer for entry in repairs.entries] == ["/definitions/A/items/0", "/definitions/B"]
    assert repairs.place("/definitions/A/items/0") == "/components/schemas/A/prefixItems/0"
    assert repairs.origin("/components/schemas/A/prefixItems/0") == "/definitions/A/items/0"


def test_the_same_repair_in_many_places_is_one_warning_and_an_entry_for_each():
    repairs = Repairs()
    for i in (1, 2, 2, 3):
        repairs.warn(f"/{i}", "rule", "is mended")
    repairs.note("/4", "rule", "is only explained")
    (finding,) = repairs.findings("a.yaml")
    assert (finding.severity, finding.place) == (Severity.WARNING, Place("a.yaml", pointer="/1"))
    assert finding.message == "is mended (the first of 3 places)"
    assert len(repairs.entries) == 4


def test_findings_about_other_files_keep_their_places():
    repairs = Repairs()
    repairs.move("/a", "/b")
    given = [Finding("r", "m", Place("a.yaml", pointer="/b/c")), Finding("r", "m", Place("z.yaml", pointer="/b/c"))]
    assert [each.place.pointer for each in repairs.at_origin(given, "a.yaml")] == ["/a/c", "/b/c"]
