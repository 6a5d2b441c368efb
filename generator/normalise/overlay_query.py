"""JSONPath queries (RFC 9535) of overlays, evaluated under a bound on the work they cause.

jsonpath-rfc9535 parses and selects. Added here: every visited node is charged to a budget, since a query such as
`$..*..*..*` visits more nodes than any machine has time for; the descent does not recurse; regular expressions go to an
engine that is linear in the text; `?@` is true of every value; comparisons are those of RFC 9535 at every level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from jsonpath_rfc9535 import NOTHING, JSONPathEnvironment, JSONPathError, JSONPathNodeList, JSONPathQuery, Parser
from jsonpath_rfc9535.filter_expressions import ComparisonExpression, RelativeFilterQuery, RootFilterQuery
from jsonpath_rfc9535.segments import JSONPathChildSegment, JSONPathRecursiveDescentSegment
from jsonpath_rfc9535.selectors import NameSelector

from generator.normalise.overlay_compare import equal, less
from generator.normalise.overlay_kinds import is_array, is_object, is_primitive
from generator.normalise.overlay_pattern import Pattern
from generator.workspace.suggest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonpath_rfc9535 import JSONPathNode
    from jsonpath_rfc9535.filter_expressions import Expression, FilterContext
    from jsonpath_rfc9535.segments import JSONPathSegment
    from jsonpath_rfc9535.tokens import TokenStream

MAX_LENGTH = 4_000
"""Characters of a query."""
MAX_STEPS = 5_000_000
"""Nodes that one evaluation may visit; takes some seconds. A document of ten thousand operations needs a fifth."""

_NODE_STEPS = 10  # what is kept costs more than what is passed by
_MALFORMED = (JSONPathError, ValueError, OverflowError, IndexError, KeyError, RecursionError)

Location = tuple[str | int, ...]


class QueryError(Exception):
    """The query is not RFC 9535, or asks for more work than is allowed."""


class Match(NamedTuple):
    """A selected node: its location from the root, keys and indexes, and its value."""

    location: Location
    value: Any


class Query:
    """One query, ready to be applied any number of times.

    Raises:
        QueryError: `text` is not a query of RFC 9535.
    """

    def __init__(self, text: str) -> None:
        if len(text) > MAX_LENGTH:
            msg = f"has {len(text):,} characters; the limit is {MAX_LENGTH:,}"
            raise QueryError(msg)
        self._environment = _Environment()
        try:
            self._query = self._environment.compile(text)
        except _MALFORMED as error:
            msg = f"is not a JSONPath query: {error}"
            raise QueryError(msg) from error

    def select(self, document: Any) -> list[Match]:
        """Return the selected nodes of `document` in order, each once even where the query selects it repeatedly.

        Raises:
            QueryError: more than `MAX_STEPS` nodes would be visited.
        """
        self._environment.steps = 0
        return self._evaluate(self._query.segments, document)

    def where_it_ends(self, document: Any) -> str:
        """Return, for a query that selects nothing in `document`, which segment is the first to match nothing."""
        self._environment.steps = 0
        segments = self._query.segments
        before = [Match((), document)]
        for count, segment in enumerate(segments):
            try:
                found = self._evaluate(segments[: count + 1], document)
            except QueryError:
                return ""
            if not found:
                prefix = f"${''.join(str(passed) for passed in segments[:count])}"
                return f"{prefix} exists, but {segment} matches nothing in it.{_hint(segment, before)}"
            before = found
        return ""

    def _evaluate(self, segments: tuple[JSONPathSegment, ...], document: Any) -> list[Match]:
        try:
            nodes = self._environment.collect(JSONPathQuery(env=self._environment, segments=segments), document)
        except RecursionError as error:
            msg = "is nested too deeply"
            raise QueryError(msg) from error
        return list({node.location: Match(node.location, node.value) for node in nodes}.values())


def normalized_path(location: Location) -> str:
    """Return `location` as a normalized path (RFC 9535 section 2.7)."""
    return "$" + "".join(f"[{token}]" if isinstance(token, int) else f"[{_quoted(token)}]" for token in location)


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace("'", "\\'")
    return "'" + "".join(c if c >= " " else f"\\u{ord(c):04x}" for c in escaped) + "'"


def _hint(segment: JSONPathSegment, before: list[Match]) -> str:
    selector = segment.selectors[0]
    parent = before[0].value
    if not isinstance(selector, NameSelector) or not is_object(parent):
        return ""
    near = nearest(selector.name, parent)
    return "" if near is None else f" Did you mean {near!r}?"


class _Environment(JSONPathEnvironment):
    """Counts the steps of an evaluation; one for each `Query`."""

    def __init__(self) -> None:
        self.parser_class = _Parser
        super().__init__()
        self.steps = 0
        self.function_extensions["match"] = Pattern(whole=True, spend=self.spend)
        self.function_extensions["search"] = Pattern(whole=False, spend=self.spend)

    def spend(self, steps: int) -> None:
        self.steps += steps
        if self.steps > MAX_STEPS:
            msg = f"visits more than {MAX_STEPS:,} nodes of the document"
            raise QueryError(msg)

    def collect(self, query: JSONPathQuery, value: Any) -> JSONPathNodeList:
        nodes = JSONPathNodeList()
        for node in query.finditer(value):
            self.spend(_NODE_STEPS)
            nodes.append(node)
        return nodes


class _Parser(Parser):
    """Builds the counted kinds of segment, query and comparison in place of the library's."""

    env: _Environment

    def parse_query(self, stream: TokenStream, *, in_filter: bool = False) -> Iterator[JSONPathSegment]:
        for segment in super().parse_query(stream, in_filter=in_filter):
            kind = _Descendant if isinstance(segment, JSONPathRecursiveDescentSegment) else _Child
            yield kind(env=segment.env, token=segment.token, selectors=segment.selectors)

    def parse_relative_query(self, stream: TokenStream) -> Expression:
        expression = super().parse_relative_query(stream)
        assert isinstance(expression, RelativeFilterQuery)
        return _Relative(expression.token, expression.query)

    def parse_root_query(self, stream: TokenStream) -> Expression:
        expression = super().parse_root_query(stream)
        assert isinstance(expression, RootFilterQuery)
        return _Root(expression.token, expression.query)

    def parse_infix_expression(self, stream: TokenStream, left: Expression) -> Expression:
        expression = super().parse_infix_expression(stream, left)
        if isinstance(expression, ComparisonExpression):
            return _Comparison(expression.token, expression.left, expression.operator, expression.right)
        return expression


class _Child(JSONPathChildSegment):
    env: _Environment

    def resolve(self, nodes: Iterable[JSONPathNode]) -> Iterator[JSONPathNode]:
        for node in nodes:
            self.env.spend(_size(node) * len(self.selectors))
            yield from super().resolve((node,))


class _Descendant(JSONPathRecursiveDescentSegment):
    env: _Environment

    def _visit(self, node: JSONPathNode, depth: int = 1) -> Iterator[JSONPathNode]:
        stack = [node]
        while stack:
            here = stack.pop()
            self.env.spend(_size(here) * len(self.selectors))
            yield here
            stack.extend(reversed([here.new_child(child, key, here) for key, child in _members(here.value)]))


class _Relative(RelativeFilterQuery):
    def evaluate(self, context: FilterContext) -> JSONPathNodeList:
        return _environment(context).collect(self.query, context.current)


class _Root(RootFilterQuery):
    def evaluate(self, context: FilterContext) -> JSONPathNodeList:
        return _environment(context).collect(self.query, context.root)


class _Comparison(ComparisonExpression):
    def evaluate(self, context: FilterContext) -> bool:
        left, right = _operand(self.left.evaluate(context)), _operand(self.right.evaluate(context))
        spend = _environment(context).spend
        if self.operator in {"==", "!="}:
            return equal(left, right, spend) == (self.operator == "==")
        if self.operator in {">", ">="}:
            left, right = right, left
        return less(left, right) or (self.operator in {"<=", ">="} and equal(left, right, spend))


def _environment(context: FilterContext) -> _Environment:
    assert isinstance(context.env, _Environment)
    return context.env


def _size(node: JSONPathNode) -> int:
    value: Any = node.value
    return 1 if is_primitive(value) else 1 + len(value)


def _members(value: Any) -> Iterator[tuple[str | int, Any]]:
    """Yield the objects and arrays directly in `value`, each with its key or index."""
    items: Iterable[tuple[str | int, Any]] = ()
    if is_object(value):
        items = value.items()
    elif is_array(value):
        items = enumerate(value)
    return ((key, child) for key, child in items if not is_primitive(child))


def _operand(value: object) -> object:
    if isinstance(value, JSONPathNodeList):
        return value[0].value if value else NOTHING
    return value
