"""The part of this package that is the same for every API: its modules, in the order in which a call comes by them.

A client is made. It reads arguments and environment, and sends nothing.
    client settings schemes exchange login token_endpoint tokens

A method hands over its arguments, and what its operation is: facts, as data.
    resource operation unset options

They become a call. What cannot be sent is refused here; credentials are not in it yet.
    call styles text headers body contents read_only multipart

The call is sent, with credentials, as often as it takes.
    drivers caller auth transport veil leftover clock

Each attempt is followed by a redirect, a renewed credential, a repeat, or nothing more.
    attempts redirects retry

The outcome is an exception, or a response of which the method's result is made.
    errors response decode model server_set depth timestamps

A list is walked from page to page, each of them a call of its own.
    pagination rules links next_page page_body

An answer can be read bit by bit.
    stream openers items events

All of these have some things in common.
    lazy media urls redact

In tests of what uses the package, there are answers and no network.
    testing canned

Importing a package and making a client is quick, since httpx2, pydantic and whatever else takes long to import is imported
inside the functions that need it, by the first call.
"""
