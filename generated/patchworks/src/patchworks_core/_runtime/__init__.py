"""The part of this package that is the same for every API: its modules, in the order in which a call comes by them.

A client is made. It reads arguments and environment, and sends nothing.
    client: The base classes of generated clients.
    settings: What a generated client knows about its API as a whole, and where its servers are.
    schemes: Security schemes: where the secret of each comes from, and where in the request it goes.
    exchange: How a generated client comes by a token source of `login`: from its arguments, else from the environment.
    login: Token sources that exchange a name and a secret for a token.
    token_endpoint: Where a secret is exchanged for a token: one POST over https whose answer is a small JSON object.
    tokens: A token that is fetched when it is needed and renewed before it expires: by one caller, for all that share
        it.

A method hands over its arguments, and what its operation is: facts, as data.
    resource: The base classes of generated resources, and how their twins give whole responses.
    operation: What a generated method knows about its HTTP operation, as plain data.
    unset: The one sentinel: an argument that was not given, which is something else than null.
    options: What one call may override.

They become a call. What cannot be sent is refused here; credentials are not in it yet.
    call: One call, ready to be sent: the arguments of a generated method turned into a request.
    styles: Parameters in the styles of the specification (OpenAPI 3.1, Style Values; RFC 6570 behind them).
    text: Values without their models, and single ones as the text that stands for them in a URL, a header or a form.
    headers: Header names and values that cannot break out of their line (RFC 9110 section 5.5).
    body: Request bodies: what the caller gave, as bytes and their media type.

The call is sent, with credentials, as often as it takes.
    drivers: The two kinds of caller: the same few steps from a call to its answer, one waiting and one awaiting.
    caller: What both kinds of caller share: the way from a call to a request of httpx2, and from its answer to an
        outcome.
    auth: Credentials: which of them a call takes, what their sources give, and how they get into the request.
    transport: The HTTP client underneath: made when first needed, closed if it is ours.
    veil: A URL that does not tell what its query holds: httpx2 writes each request's URL to its own log.
    leftover: Whether the body of an answer is all of it: what came behind its end, and the missing end of what was
        packed.
    clock: Time, in one place, so that a test can stand in for it.

Each attempt is followed by a redirect, a renewed credential, a repeat, or nothing more.
    attempts: What follows an attempt of a call: the next request and the wait before it, or that the outcome stands.
    redirects: Which redirects are followed, and with what (RFC 9110 section 15.4).
    retry: When a failed call is sent again, and after how long.

The outcome is an exception, or a response of which the method's result is made.
    errors: Everything that a call can raise, under one root.
    response: An answer of the server, read to its end.
    decode: From the bytes of an answer to Python values.
    model: The base of every generated model.
    depth: Room for building models that hold each other in long chains.
    timestamps: Dates with times, in models: always with their zone.

A list is walked from page to page, each of them a call of its own.
    pagination: Lists that span pages: lazily walked, one rule for both kinds of client.
    rules: How a list names its next page: pure rules, one class for each way that APIs have.
    links: The Link header (RFC 8288).
    next_page: From what a page says of the next one to the call for it, and to a token that stands for it.

All of these have some things in common.
    lazy: Modules that are imported when their first name is used, so that importing a package costs next to nothing.
    media: Media types, as far as bodies need them (RFC 9110 section 8.3).
    urls: URLs as text: their query and their origin.
    redact: What may be shown of a request or an answer in messages and logs.

In tests of what uses the package, there are answers and no network.
    testing: Canned answers for tests: a real client over a transport that has no network behind it.
    canned: One canned answer after the other: what a test gives a method to return, as a server would have sent it.

Importing a package and making a client is quick, since httpx2, pydantic and whatever else takes long to import is imported
inside the functions that need it, by the first call.
"""
