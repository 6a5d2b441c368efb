import pytest

from generator.document.reasons import reason_phrase


@pytest.mark.parametrize(
    ("status", "phrase"),
    [
        ("200", "OK"),
        ("204", "No Content"),
        ("413", "Content Too Large"),
        ("422", "Unprocessable Content"),
        ("429", "Too Many Requests"),
    ],
)
def test_a_registered_status_has_its_phrase(status: str, phrase: str) -> None:
    assert reason_phrase(status) == phrase


@pytest.mark.parametrize(
    ("status", "phrase"),
    [("2XX", "Successful"), ("4xx", "Client Error"), ("520", "Server Error"), ("299", "Successful")],
)
def test_a_range_or_an_unregistered_status_has_the_name_of_its_class(status: str, phrase: str) -> None:
    assert reason_phrase(status) == phrase


@pytest.mark.parametrize("status", ["default", "", "2", "20", "2000", "XXX", "abc", "²00", "600"])
def test_anything_else_is_a_response(status: str) -> None:
    assert reason_phrase(status) == "Response"
