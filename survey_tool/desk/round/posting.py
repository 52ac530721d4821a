"""What the desk bears in mind of sending while it is open, and writes down nowhere: the login, and which letters were rehearsed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from survey_tool.post.letters.drafts import Draft
from survey_tool.settings.mail_server import PASSWORD_VARIABLE, USER_VARIABLE


class Posting:
    """Of one desk. What a letter says is part of its id among those that were rehearsed: one that has changed since was not."""

    def __init__(self) -> None:
        self._login: dict[str, str] = {}
        self._rehearsed: dict[str, frozenset[str]] = {}

    @property
    def has_login(self) -> bool:
        """Whether somebody has typed one, or the desk was started with one."""
        return bool(self._login or os.environ.get(USER_VARIABLE))

    def environment(self, user: str, password: str) -> Mapping[str, str]:
        """Where sending finds the login: what was typed now, else what was typed before, else what the desk was started with."""
        if user or password:
            self._login = {USER_VARIABLE: user, PASSWORD_VARIABLE: password}
        return {**os.environ, **self._login}

    def forget_login(self) -> None:
        """It was of no use."""
        self._login = {}

    def rehearsed(self, kind: str, drafts: Iterable[Draft]) -> None:
        """The letters of a kind were shown to the server."""
        self._rehearsed[kind] = frozenset(each.message_id for each in drafts)

    def was_rehearsed(self, kind: str) -> bool:
        """Whether letters of a kind were, since the desk was opened."""
        return kind in self._rehearsed

    def covers(self, kind: str, drafts: Iterable[Draft]) -> bool:
        """Whether all of these were, as they are now."""
        return {each.message_id for each in drafts} <= self._rehearsed.get(kind, frozenset())
