"""To whom a request for correction goes in copy: who filled in the form, if nothing speaks against the address.

Anybody can type an address into a form. One whose domain is that of a contact of the same prefecture is taken for the
prefecture's own, others where a person has said so (`survey-tool record allow-copy`).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from survey_tool.post.letters.contacts import Contact, Contacts

Allowed = Collection[tuple[str, str]]
"""Prefecture codes, each with a domain in small letters to which copies may go."""
Reason = Literal["of another prefecture", "free mail", "unknown domain"]

_FREE_MAIL = re.compile(
    r"(gmail|googlemail|yahoo|ymail|outlook|hotmail|live|msn|icloud|me|mac|aol|nifty|au|protonmail|fastmail|zoho)\.com"
    r"|(outlook|live|aol|excite\.co|goo|infoseek|rakuten|i\.softbank)\.jp|(yahoo|hotmail|live)\.co\.jp|gmx\.(com|net|de)"
    r"|(mail\.goo|yahoo|ymail|nifty|biglobe|ocn|so-net|dion|docomo|ezweb|softbank|ymobile)\.ne\.jp|plala\.or\.jp"
    r"|proton\.me|tutanota\.com|mail\.com|yandex\.(com|ru)|(qq|163|126|naver)\.com"
)
"""Where anybody gets an address: that two have one of these says nothing about either."""


@dataclass(frozen=True, slots=True)
class LeftOutCopy:
    """An address that stands in a prefecture's return and gets no copy."""

    prefecture_code: str
    address: str
    why: Reason

    @property
    def domain(self) -> str:
        """What follows the @, in small letters."""
        return domain_of(self.address)


def domain_of(address: str) -> str:
    """What follows the @, in small letters."""
    return address.rpartition("@")[2].casefold()


def why_no_copy(respondent: Contact, contacts: Contacts, allowed: Allowed) -> LeftOutCopy | None:
    """Why a copy must not go to who filled in a form; nothing where it may, or the address gets the letter anyway."""
    code, domain = respondent.prefecture_code, domain_of(respondent.address)
    owners = {
        each.prefecture_code for each in contacts.everyone if each.address.casefold() == respondent.address.casefold()
    }
    if owners == {code}:
        return None
    if owners:
        return LeftOutCopy(code, respondent.address, "of another prefecture")
    if (code, domain) in allowed:
        return None
    if _FREE_MAIL.fullmatch(domain):
        return LeftOutCopy(code, respondent.address, "free mail")
    sharing = {each.prefecture_code for each in contacts.everyone if domain_of(each.address) == domain}
    return None if sharing == {code} else LeftOutCopy(code, respondent.address, "unknown domain")
