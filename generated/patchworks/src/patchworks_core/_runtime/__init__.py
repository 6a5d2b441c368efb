"""The part of this package that is the same for every API: how a call travels from a method to its result.

1. A method of a resource hands its `Operation` (facts, as data) and its arguments to `resource`.
2. `call.prepare` makes a `Call` of them: `styles` and `text` write the parameters, `body` the body. What cannot be sent
   is refused here; credentials are not in it yet.
3. `drivers` is the loop around a call, once waiting and once awaiting; what both share is in `caller`. Each attempt takes
   the credentials that `auth` chooses and `schemes` places, and goes through the HTTP client of `transport`.
4. `attempts` says what follows: a redirect (`redirects`), a renewed credential after a 401 (`tokens`), a repeat where it is
   safe (`retry`), or that the outcome stands.
5. The outcome is an exception of `errors`, or a `response`, of which `decode` makes what the method returns.

A list is walked by `pagination`: `rules` read from a page what leads to the next, `next_page` makes the call for it.
`client` and `settings` set all of this up. `testing` stands in for the network in the tests of a package's users, with the
answers that `canned` holds.

Importing a package and making a client is quick, since httpx2, pydantic and whatever else takes long to import is imported
inside the functions that need it, by the first call.
"""
