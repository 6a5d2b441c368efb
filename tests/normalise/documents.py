"""Small documents that hold what real ones get wrong, each as a function so that no test changes another's."""

from typing import Any

TRICKY_NAMES = (
    "GPT4o", "aB", "foo_bar", "Model", "Field", "Annotated", "None_", "None", "a.b", "List", "datetime", "class", "Größe",
    "日本", "1st", "2", "Foo", "foo", "FOO", "BaseModel", "TypeError", "Any", "UUID", "self", "True", "__x__", "$", "-", "Type",
    "io.k8s.api.batch.v1.Job", "HTTPError2", "iOS", "OAuth2", "Exception", "JsonValue", "A1b", "ABCd", "x" * 200,
)  # fmt: skip


def document(**parts: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "info": {"title": "Garden", "version": "1"}, "paths": {}, **parts}


def answer(schema: Any, status: str = "200") -> dict[str, Any]:
    return {"responses": {status: {"description": "", "content": {"application/json": {"schema": schema}}}}}


def getting(schema: Any, **schemas: Any) -> dict[str, Any]:
    """A document of one operation, GET /plants, that answers with `schema`."""
    return document(paths={"/plants": {"get": answer(schema)}}, components={"schemas": schemas})


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def tricky_names() -> dict[str, Any]:
    kinds: list[dict[str, Any]] = [
        {"type": "object", "properties": {"a": {"type": "string", "format": "uuid"}}},
        {"type": "string", "enum": ["a", "b"]},
        {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        {"type": "array", "items": {"type": "string", "format": "date-time"}},
    ]
    schemas = {name: kinds[i % len(kinds)] for i, name in enumerate(TRICKY_NAMES)}
    paths = {f"/things/{i}": {"get": answer(ref(name))} for i, name in enumerate(TRICKY_NAMES)}
    return document(paths=paths, components={"schemas": schemas})


def recursive() -> dict[str, Any]:
    return getting(
        ref("Tree"),
        Tree={
            "type": "object",
            "properties": {"children": {"type": "array", "items": ref("Tree")}, "trunk": ref("Trunk")},
        },
        Trunk={"properties": {"branch": {"allOf": [ref("Trunk"), {"properties": {"angle": {"type": "number"}}}]}}},
        Oak={"allOf": [ref("Tree"), {"properties": {"twin": {"allOf": [ref("Oak"), {"required": ["trunk"]}]}}}]},
        Even={"properties": {"odd": {"allOf": [ref("Odd"), {"properties": {"n": {"type": "integer"}}}]}}},
        Odd={"properties": {"even": {"allOf": [ref("Even"), {"properties": {"n": {"type": "integer"}}}]}}},
        Forest={"type": "array", "items": ref("Forest")},
        Alias=ref("OtherAlias"),
        OtherAlias=ref("Tree"),
    )


def composed() -> dict[str, Any]:
    return getting(
        ref("Rose"),
        Plant={
            "type": "object",
            "title": "Plant",
            "required": ["id"],
            "properties": {"id": {"type": "string"}, "kind": {"type": "string"}},
        },
        Shrub={"allOf": [ref("Plant"), {"properties": {"height": {"type": "integer", "minimum": 1}}}]},
        Rose={
            "description": "A rose.",
            "allOf": [
                ref("Shrub"),
                {
                    "required": ["thorns", "id"],
                    "properties": {"thorns": {"type": "boolean"}, "height": {"type": "number", "minimum": 2}},
                },
                {"properties": {"kind": {"enum": ["rose"]}, "owner": {"properties": {"name": {"type": "string"}}}}},
                {"properties": {"owner": {"properties": {"age": {"type": ["integer", "null"]}}}}},
            ],
        },
        Described={"allOf": [ref("Plant"), {"description": "Only words."}]},
        Wrapped={
            "properties": {
                "one": {"type": "object", "allOf": [ref("Plant")]},
                "two": {**ref("Plant"), "type": "object"},
            }
        },
        Beside={"properties": {"narrow": {**ref("Code"), "maxLength": 3}}},
        Code={"type": "string", "maxLength": 9},
        Contradiction={"allOf": [{"type": "string", "enum": ["a"]}, {"type": "integer", "enum": [1]}]},
        Mixed={"allOf": [ref("Choice"), {"properties": {"extra": {"type": "string"}}}]},
        Choice={"oneOf": [ref("Plant"), {"type": "object", "properties": {"weed": {"const": True}}}]},
        Empty={"allOf": [], "anyOf": []},
        Only={"allOf": [ref("Single"), {"properties": {"more": {"type": "string"}}}]},
        Single={"oneOf": [ref("Plant")], "discriminator": {"propertyName": "kind"}},
        Nothing={"allOf": [True, {}]},
    )


def nullable() -> dict[str, Any]:
    return getting(
        {"anyOf": [ref("MaybePlant"), {"type": "null"}]},
        MaybePlant={"type": ["object", "null"], "properties": {"name": {"type": ["string", "null"]}}},
        Alias=ref("MaybePlant"),
        Uses={
            "type": "object",
            "properties": {
                "ref": {**ref("MaybePlant"), "description": "One."},
                "alias": ref("Alias"),
                "list": {"type": "array", "items": ref("MaybePlant")},
                "either": {"oneOf": [ref("MaybePlant"), {"type": "string"}]},
                "nested": {"anyOf": [{"anyOf": [{"type": "string"}, {"type": "null"}]}, {"type": "null"}]},
                "enum": {"type": ["string", "null"], "enum": ["a", None]},
                "nothing": {"enum": [None]},
                "none": {"const": None},
                "listed": {"type": ["null"]},
                "several": {"type": ["string", "integer", "null"], "minLength": 1, "minimum": 3, "default": None},
                "values": {"type": ["string", "integer"], "enum": ["a", 1, None]},
                "first": {"oneOf": [{"type": "null", "title": "Nothing"}, {"type": "integer", "minimum": 1}]},
                "typed": {"type": ["object", "null"], "anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
                "wrapped": {"oneOf": [ref("Uses"), {"type": "null"}], "description": "Again."},
                "empty": {"anyOf": [{"type": "null"}]},
            },
        },
    )


def old_dialect() -> dict[str, Any]:
    old = getting(
        ref("Plant"),
        Plant={
            "type": "object",
            "nullable": True,
            "properties": {
                "height": {
                    "type": "number",
                    "minimum": 0,
                    "exclusiveMinimum": True,
                    "maximum": 9,
                    "exclusiveMaximum": False,
                },
                "name": {"type": "string", "nullable": True, "example": "Rose"},
                "kind": {"type": "string", "nullable": True, "enum": ["rose", "weed"]},
                "parent": {**ref("Plant"), "nullable": True, "minLength": 3},
                "base": {"allOf": [ref("Base")], "nullable": True, "type": "object"},
            },
        },
        Base={"type": "object", "properties": {"id": {"type": "integer"}}},
    )
    return {**old, "openapi": "3.0.3"}


def discriminated() -> dict[str, Any]:
    animal = {"propertyName": "kind", "mapping": {"k": "cat", "gone": "#/components/schemas/Gone"}}
    inline = {"type": "object", "properties": {"kind": {"const": "fish"}, "fins": {"type": "integer"}}}
    return getting(
        {
            "oneOf": [ref("cat"), ref("Dog"), inline, {"type": "object", "properties": {"x": {}}}],
            "discriminator": animal,
        },
        cat={"type": "object", "properties": {"kind": {"type": "string"}}},
        Dog={"type": "object", "properties": {"kind": ref("DogKind")}},
        DogKind={"type": "string", "enum": ["hound", "terrier"]},
        Base={"type": "object", "properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind"}},
        Child={"allOf": [ref("Base"), {"properties": {"a": {"type": "string"}}}]},
        Parent={"anyOf": [ref("Child")], "discriminator": {"propertyName": "kind"}},
    )


def operations() -> dict[str, Any]:
    def parameter(name: str, place: str, **more: Any) -> dict[str, Any]:
        return {"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}, **more}

    shared = [{"$ref": "#/components/parameters/Limit"}, parameter("id", "path")]
    colliding = ["id", "ID", "i-d", "self", "class", "body", "options", "filter[a]", "filter_a", "日本", "1", ""]
    return document(
        servers=[
            {"url": "/v1"},
            {"url": "garden.example/v2"},
            {"url": "https://{zone}.example"},
            {"url": "//x.example"},
        ],
        security=[{"known": []}, {"unknown": []}],
        tags=[{"name": "Plants", "description": "All of them."}, {"name": "unused"}],
        paths={
            "x-note": {"get": 3},
            "/plants/{id}": {
                "summary": "One plant",
                "parameters": shared,
                "servers": [{"url": "../other"}],
                "get": {**answer(ref("Plant")), "operationId": "same", "tags": ["Plants", "Other"]},
                "put": {"operationId": "same", "parameters": [parameter(name, "query") for name in colliding]},
                "delete": {
                    "responses": {"default": {"$ref": "#/components/responses/Wrong"}, "x-more": 1},
                    "security": [],
                },
            },
            "/PLANTS/{other}": {"get": answer({"enum": [1, 2]})},
            "/v1/plants/{id}/Leaves": {"get": answer(ref("Plant")), "query": answer({"type": "object"})},
            "/class/{id}": {"get": {"tags": ["import"], "operationId": "import_class", "x-specloom-join": "a b"}},
            "/": {"get": answer({"type": "object", "properties": {"links": {"type": "object"}}})},
            "/alias": {"$ref": "#/paths/~1"},
        },
        webhooks={"grown": {"post": {"requestBody": {"content": {"application/json": {"schema": ref("Plant")}}}}}},
        components={
            "schemas": {"Plant": {"type": "object", "properties": {"name": {"type": "string"}}}},
            "parameters": {"Limit": parameter("limit", "query", schema={"type": "string", "enum": ["few", "many"]})},
            "responses": {
                "Wrong": {"content": {"text/plain": {}}, "headers": {"X-Id": {"schema": {"type": "string"}}}}
            },
            "securitySchemes": {"known": {"type": "http", "scheme": "bearer"}},
        },
    )


def reference_targets() -> dict[str, Any]:
    inside = "#/paths/~1plants~1%7Bid%7D/get/responses/200/content/application~1json/schema/properties/owner"
    owner = {
        "type": "object",
        "properties": {"name": {"type": "string"}, "pet": {"type": "object", "properties": {"a": {}}}},
    }
    return document(
        paths={
            "/plants/{id}": {
                "get": answer({"type": "object", "properties": {"owner": owner, "self": {"$ref": inside}}})
            },
            "/owners": {"get": answer({"type": "array", "items": {"$ref": inside}})},
            "/pets": {"get": answer({"$ref": f"{inside}/properties/pet"})},
            "/deep": {"get": answer({"$ref": "#/components/schemas/Garden/properties/bed/items"})},
            "/again": {"get": answer({"$ref": "#/paths/~1deep/get/responses/200/content/application~1json/schema"})},
            "/foreign": {"get": answer({"$ref": "#/definitions/Foreign"})},
        },
        components={
            "schemas": {
                "Garden": {
                    "properties": {"bed": {"type": "array", "items": {"properties": {"n": {"type": "integer"}}}}}
                },
                "Local": {
                    "$defs": {"inner": {"enum": ["a"]}},
                    "properties": {"x": {"$ref": "#/components/schemas/Local/$defs/inner"}},
                },
            }
        },
        definitions={"Foreign": {"type": "object", "properties": {"a": {"type": "string"}}}},
    )


def callbacks() -> dict[str, Any]:
    event = {"type": "object", "properties": {"name": {"type": "string", "enum": ["grown", "cut"]}}}
    callback = {"{$request.body#/url}": {"post": {"requestBody": {"content": {"application/json": {"schema": event}}}}}}
    return document(
        paths={
            "/watch": {
                "post": {
                    **answer({"type": "string"}),
                    "callbacks": {"onGrowth": {"$ref": "#/components/callbacks/Growth"}},
                }
            }
        },
        components={"callbacks": {"Growth": callback}},
    )


def inline_everywhere() -> dict[str, Any]:
    leaf = {"type": "object", "properties": {"a": {"type": "string", "enum": ["x", "y"]}}}
    return getting(
        {
            "type": "object",
            "properties": {
                "list": {"type": "array", "items": {"type": "array", "items": leaf}},
                "map": {"type": "object", "additionalProperties": leaf},
                "pattern": {"type": "object", "patternProperties": {"^a": leaf}},
                "tuple": {"type": "array", "prefixItems": [leaf, {"type": "string"}]},
                "not": {"not": leaf},
                "default": {"anyOf": [leaf, {"type": "string", "title": "Named so"}], "default": "x"},
                "const": {"const": {"title": "data", "$ref": "#/nowhere"}},
                "example": {"type": "object", "examples": [{"$ref": "#/nowhere"}]},
                "$ref": {"type": "string"},
                "free": {},
                "anything": True,
            },
        }
    )


ALL = (
    document,
    tricky_names,
    recursive,
    composed,
    nullable,
    old_dialect,
    discriminated,
    operations,
    reference_targets,
    callbacks,
    inline_everywhere,
)
