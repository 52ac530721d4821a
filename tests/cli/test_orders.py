"""What files hold gives no orders to a terminal, a program, a table or a mail server: control characters and signs that turn text round."""

from __future__ import annotations

import io
import json
from email import message_from_bytes, policy

import pytest

from survey_tool.cli.console.output import Console
from survey_tool.post.letters.contacts import Contact
from survey_tool.post.letters.drafts import AttachedFile, Sender, draft
from survey_tool.post.letters.templates import Template
from survey_tool.release.tables.csvfile import as_text
from survey_tool.wording.invisible import shown
from survey_tool.wording.words import Words
from tests.postbag import invite

ORDERS = ["\x1b[31m", "\x9b31m", "\u202e", "\u2066", "\x07", "\x08", "\r", "\x00", "\x85"]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_no_order_reaches_a_terminal(order: str, stream: type[io.StringIO]) -> None:
    out, err = stream(), stream()
    console = Console("ja", out, err)
    console.say(f"東京都{order}の回答")
    console.note(Words(f"東京都{order}の注意", ""))
    console.table([Words("名", "name"), Words("備考", "note")], [[f"甲{order}乙", (f"丙{order}丁", "bold")]])
    said, noted = out.getvalue(), err.getvalue()
    assert order not in said + noted
    assert order[0] not in noted
    assert "東京都\ufffd" in said
    assert "東京都\ufffd" in noted
    assert "甲\ufffd" in said
    assert "丙\ufffd" in said


@pytest.mark.parametrize("order", ORDERS)
def test_json_on_the_console_means_the_same_and_holds_no_order(order: str) -> None:
    out = io.StringIO()
    told = {"answer": f"甲{order}乙\n丙\t丁"}
    Console("ja", out, io.StringIO()).data(json.dumps(told, ensure_ascii=False))
    assert order[0] not in out.getvalue()
    assert json.loads(out.getvalue()) == told


def test_what_is_no_order_is_shown_as_it_is() -> None:
    for text in ("髙橋 葛󠄀城市\t〇\n1行", "ハ\u3099ス", "👩\u200d💻"):
        assert shown(text) == text


@pytest.mark.parametrize("order", ORDERS)
def test_published_tables_hold_no_order(order: str) -> None:
    assert as_text(f"甲{order}乙") in (f"甲\ufffd{order[1:]}乙", "甲\n乙")


@pytest.mark.parametrize("order", ORDERS)
def test_headers_of_a_letter_hold_no_order(order: str) -> None:
    sender = Sender(Words(f"事務局{order}課", "desk"), "desk@example.go.jp")
    contact = Contact("13", f"情報{order}課", "", "joho@pref13.example.lg.jp", "to")
    made = draft(
        invite(),
        (contact,),
        AttachedFile(f"a{order}b.xlsx", b""),
        sender,
        Template("t", "ja", (f"件{order}名", "", "本文")),
    )
    message = message_from_bytes(made.content, policy=policy.default)
    headers = "".join(str(message[name]) for name in ("From", "To", "Subject"))
    (attached,) = message.iter_attachments()
    assert order[0] not in headers + str(attached.get_filename())
