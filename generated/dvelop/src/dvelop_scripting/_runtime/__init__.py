"""The part of this package that is the same for every API: how a call travels from a method to its result.

A resource's method hands its `Operation` (data) and its arguments to `resource`. `call` turns them into a request:
`styles` and `text` write the parameters, `body` the body. `caller` adds the credentials of `auth`, sends through
`transport`, and repeats what `retry` finds safe to repeat. `response` holds the answer, `decode` makes the result of
it, `errors` names what can go wrong; `pagination` walks lists by the `rules` of their API.
"""
