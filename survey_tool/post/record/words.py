"""The record in words."""

from __future__ import annotations

from collections.abc import Mapping

from survey_tool.post.record.line import Line, What
from survey_tool.wording.words import Words

WORDS: Mapping[What, Words] = {
    "arrived": Words("到着", "arrived"),
    "drafted": Words("下書き作成", "drafted"),
    "listed": Words("確認事項の記載", "listed in a letter"),
    "sending": Words("送信開始", "sending begun"),
    "sent": Words("送信", "sent"),
    "refused": Words("送信不可", "refused"),
    "to-resend": Words("再送", "to be sent again"),
    "extended": Words("期限延長", "extended"),
    "confirmed": Words("確認済み", "confirmed"),
    "noted": Words("メモ", "note"),
    "set-aside": Words("対象外とした", "set aside"),
    "taken-back": Words("対象に戻した", "taken back among the returns"),
    "owner": Words("提出元の確認", "owner found out"),
    "copy-allowed": Words("写しの許可", "copy allowed"),
    "merged": Words("統合", "merged"),
    "unlocked": Words("パスワード解除", "unlocked"),
    "generated": Words("調査票作成", "forms written"),
    "previewed": Words("公表物の案の作成", "preview written"),
    "published": Words("公表物作成", "release written"),
    "closed": Words("終了", "closed"),
    "retracted": Words("取消し", "line taken back"),
}
_TAKEN_BACK = Words("{what}（取消済み）", "{what} (taken back)")


def what_in_words(line: Line, *, taken_back: bool = False) -> Words:
    """What a line tells, marked where it no longer holds."""
    said = WORDS[line.what]
    return _TAKEN_BACK.fill(what=said) if taken_back else said
