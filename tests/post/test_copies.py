"""A copy of a request for correction goes to an address that the prefecture's own contacts or a person vouch for, and to no other."""

from __future__ import annotations

import pytest

from survey_tool.post.letters.contacts import Contact, Contacts
from survey_tool.post.letters.copies import LeftOutCopy, why_no_copy

CONTACTS = Contacts(
    tuple(
        Contact(code, "情報課", "", address, "to")
        for code, address in (
            ("13", "joho@pref.tokyo.example.jp"),
            ("13", "joho@shared.example.jp"),
            ("13", "tokyo13@gmail.com"),
            ("27", "joho@pref.osaka.example.jp"),
            ("27", "joho@shared.example.jp".replace("joho", "osaka")),
        )
    )
)


@pytest.mark.parametrize(
    ("address", "allowed", "why"),
    [
        ("hanako@pref.tokyo.example.jp", (), None),
        ("Hanako@PREF.Tokyo.example.jp", (), None),
        ("joho@pref.tokyo.example.jp", (), None),
        ("tokyo13@gmail.com", (), None),  # the list of contacts has it
        ("hanako@pref.tokyo.lg.example.jp", (), "unknown domain"),
        ("hanako@pref.tokyo.lg.example.jp", ("pref.tokyo.lg.example.jp",), None),
        ("hanako@sub.pref.tokyo.example.jp", (), "unknown domain"),
        ("hanako@pref.osaka.example.jp", (), "unknown domain"),
        ("joho@pref.osaka.example.jp", (), "of another prefecture"),
        ("JOHO@pref.osaka.example.jp", ("pref.osaka.example.jp",), "of another prefecture"),
        ("hanako@shared.example.jp", (), "unknown domain"),
        ("hanako@shared.example.jp", ("shared.example.jp",), None),
        ("hanako@gmail.com", (), "free mail"),
        ("hanako@yahoo.co.jp", (), "free mail"),
        ("hanako@docomo.ne.jp", (), "free mail"),
        ("hanako@gmail.com", ("gmail.com",), None),
    ],
)
def test_whose_copy_it_may_be(address: str, allowed: tuple[str, ...], why: str | None) -> None:
    found = why_no_copy(Contact("13", "課", "", address, "cc"), CONTACTS, {("13", each) for each in allowed})
    assert (found and found.why) == why
    assert found is None or found == LeftOutCopy("13", address, found.why)


def test_what_is_allowed_for_one_prefecture_is_not_for_another() -> None:
    allowed = {("27", "pref.tokyo.lg.example.jp")}
    assert why_no_copy(Contact("13", "課", "", "a@pref.tokyo.lg.example.jp", "cc"), CONTACTS, allowed)
