from __future__ import annotations

import pytest

from generator.extract.sight import kind_by_sight


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("openapi: 3.0.3\n", "openapi 3.0"),
        ("# a remark\n---\ninfo: {}\nopenapi: '3.1.0'\n", "openapi 3.1"),
        ('"swagger" : "2.0"\r\n', "swagger 2.0"),
        ("swagger: 2\n", "swagger 2.0"),
        ('\ufeff{"openapi":"3.2.0"}', "openapi 3.2"),
        ('{\n  "info": {"title": "x"},\n  "openapi": "3.1.1", "pa', "openapi 3.1"),
        ("{openapi: 3.0.0}", "openapi 3.0"),
        ("info:\n description: |\n  ```json\n  {}\n  ```\nopenapi: 3.0.0\n", "openapi 3.0"),
        ("openapi: 30.1\n", "openapi 30.1"),
        ("openapi: latest\n", ""),
        ("# Page\n\n```yaml\nopenapi: 3.0.3\n```\n", ""),
        ('{% openapi %}\n\n```json\n{"openapi": "3.0.3"}\n```\n', ""),
        ('{% openapi %}\n{"openapi": "3.0.3"}\n', ""),
        ("  openapi: 3.0.3\n", ""),
        ("Our openapi: 3.0.3\n", ""),
        ('["openapi"]', ""),
        ("<!doctype html>", ""),
        ("", ""),
    ],
)
def test_the_kind_of_a_text(text: str, kind: str) -> None:
    assert kind_by_sight(text) == kind
