import pytest

from generator.document.findings import SpecloomError
from generator.exchange.messages import Interaction, Request, Response
from generator.exchange.recorded import interactions, read

TEXT = """
interactions:
  - request:
      method: POST
      uri: https://example.com/a
      headers: {Accept: [application/json, text/plain]}
      body: !!binary /+8=
    response:
      status: {code: 200, message: OK}
      headers: {}
      body: {string: done}
"""


def test_exchanges_are_read_with_bodies_as_they_were_sent() -> None:
    assert interactions(*read(TEXT, "a.yaml")) == (
        Interaction(
            Request(
                "POST",
                "https://example.com/a",
                (("Accept", "application/json"), ("Accept", "text/plain")),
                b"\xff\xef",
            ),
            Response(200, (), b"done"),
        ),
    )


def test_a_binary_body_that_is_no_base64_is_an_error_with_its_line() -> None:
    with pytest.raises(SpecloomError, match=r"a\.yaml:7 .*no base64"):
        read(TEXT.replace("/+8=", "/+8"), "a.yaml")
