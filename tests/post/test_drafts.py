"""Letters and drafts say what they should when read back by a mail parser that shares nothing with the writer (a Rust one)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import fast_mail_parser
import pytest
from fast_mail_parser import PyMail
from hypothesis import given, settings
from hypothesis import strategies as st

from survey_tool.post.kinds import KINDS
from survey_tool.post.kinds.correct import Correct
from survey_tool.post.kinds.remind import Remind
from survey_tool.post.letters.contacts import Contact
from survey_tool.post.letters.drafts import AttachedFile, Draft, Sender, draft, write_drafts
from survey_tool.post.letters.letter import Letter, Mend, signature
from survey_tool.post.letters.templates import Template
from survey_tool.settings.secretariat import Secretariat
from survey_tool.settings.tables import Bilingual
from survey_tool.wording.days import day_in_words
from survey_tool.wording.words import LANGUAGES, NOTHING, Language, Words
from tests.postbag import SENDER, TOKYO, WORKBOOK, common, contacts_of, drafted, every_letter, invite, mends

LINE_LIMIT = 998  # RFC 5322
ENCODED_WORD_LINE_LIMIT = 76  # RFC 2047
FORTY_SEVEN = [f"{number:02}" for number in range(1, 48)]

japanese = st.text(
    st.sampled_from("【回答依頼】都道府県（）、。2026 Ab,;:\"'\\<>@()=?_-　\u3000髙﨑𠮷①"), min_size=1, max_size=120
)


def parsed(content: bytes) -> PyMail:
    mail = fast_mail_parser.parse_email(content)
    assert mail.warnings == []
    return mail


def body(mail: PyMail) -> str:
    (text,) = mail.text_plain
    return text.replace("\r\n", "\n")


def people(addresses: Sequence[fast_mail_parser.PyAddress]) -> list[tuple[str | None, str]]:
    return [(each.display_name, each.address) for each in addresses]


def template(text: str, language: Language = "ja") -> Template:
    return Template(f"invite_{language}.txt", language, tuple(text.split("\n")))


# What a reader sees


def test_an_invitation_as_a_mail_program_reads_it() -> None:
    mail = parsed(drafted(invite()).content)

    assert mail.subject == "【回答依頼】自治体情報システムの共同調達に関する調査（2026年度、東京都）"
    assert people([mail.from_] if mail.from_ else []) == [("共同調達調査 事務局", "jimu@example.go.jp")]
    assert people(mail.to) == [
        ("総務部 情報政策課", "joho@pref13.example.lg.jp"),
        ("山田 花子", "yamada@pref13.example.lg.jp"),
    ]
    assert people(mail.cc) == [('Digital, "Agency"', "copy@pref13.example.lg.jp")]
    assert mail.headers["X-Unsent"] == ["1"]
    assert "Date" not in mail.headers
    assert body(mail) == (
        "東京都 総務部 情報政策課 御中、山田 花子 様\n\n"
        "平素よりお世話になっております。○○事務局です。\n\n"
        "標記調査について、調査票を送付しますので、次のとおり回答をお願いいたします。\n\n"
        "1 回答期限　2026年12月11日（金）\n"
        "2 提出方法　添付の調査票に記入の上、本メールに返信する形で提出してください。\n"
        "3 留意事項\n"
        "・記入方法は、調査票の「はじめに」及び「記入例」を御覧ください。\n"
        "・前回回答いただいた事例（3件）は転記済みです。変更がある項目のみ修正してください。\n"
        "・該当する事例がない場合も、「回答者」シートの「該当事例なし」に○を選択して提出してください。\n"
        "・市区町村への照会が必要な場合は、貴都道府県において取りまとめをお願いいたします。\n"
        "・提出された調査票のファイルは、公表及び次回の調査票の作成の後に削除します。\n\n"
        "御多用のところ恐縮ですが、よろしくお願いいたします。\n\n"
        "○○事務局\n担当：調査 太郎\n"
    )
    (workbook,) = mail.attachments
    assert workbook.filename == "joint-procurement_2026_13_tokyo.xlsx"
    assert workbook.mimetype == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert workbook.content == WORKBOOK


def test_who_returned_something_is_not_told_that_nothing_came() -> None:
    letter = Remind(**common(), today=date(2026, 12, 4), sent_on=date(2026, 11, 27), unreadable=True)
    day = day_in_words(date(2026, 12, 4))["en"]
    said = {
        "ja": "提出いただいたファイルを読み取ることができず、2026年12月4日（金）現在、読み取ることができる調査票の提出を確認できておりません。",
        "en": f"The file that you returned in reply to the survey could not be read, and as of {day} we have",
    }
    for language in LANGUAGES:
        text = body(parsed(drafted(letter, language).content))
        assert said[language] in text
        assert day_in_words(date(2026, 11, 27))[language] not in text, "the request was answered"


def test_of_every_kind_there_is_a_letter_to_be_looked_at() -> None:
    assert {letter.kind for letter in every_letter()} == set(KINDS), "add one to tests/postbag.py"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", every_letter(), ids=lambda letter: letter.kind)
def test_every_letter_is_whole(letter: Letter, language: Language) -> None:
    made = drafted(letter, language)
    mail = parsed(made.content)

    assert mail.subject == made.subject
    assert "2026" in mail.subject
    assert TOKYO[language] in mail.subject
    assert day_in_words(date(2026, 12, 11))[language] in body(mail)
    assert letter.signature[language] in body(mail)
    assert not re.search(r"[〔〕]|【.*場合のみ】|【Only|None|True|False|\n\n\n", body(mail))
    assert [workbook.content for workbook in mail.attachments] == [WORKBOOK]


@pytest.mark.parametrize("letter", every_letter(), ids=lambda letter: letter.kind)
def test_every_line_is_one_that_a_server_may_carry(letter: Letter) -> None:
    for line in drafted(letter).content.split(b"\r\n"):
        assert line.isascii()
        assert b"\n" not in line
        assert b"\r" not in line
        assert len(line) <= (ENCODED_WORD_LINE_LIMIT if b"=?" in line else LINE_LIMIT)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(subject=japanese, person=japanese, line=japanese)
def test_any_japanese_subject_name_and_line_arrives_as_it_was_written(subject: str, person: str, line: str) -> None:
    prefecture = Words.same(" ".join(subject.split(" ")).strip() or "県")
    name = person.strip() or "名"
    whom = (Contact("13", "", name, "a@example.lg.jp", "to"),)
    letter = replace(invite(), prefecture=prefecture, signature=Words.same(line))
    text = template("件名〔都道府県名〕\n\n始〔署名〕終")

    mail = parsed(draft(letter, whom, AttachedFile("a.xlsx", b""), SENDER, text).content)

    assert mail.subject == f"件名{prefecture.ja}"
    assert people(mail.to) == [(name, "a@example.lg.jp")]
    assert body(mail) == f"始{line}終\n"


@settings(max_examples=300, deadline=None)
@given(stem=st.text(st.sampled_from("修正用調査票_-（）  ab12'\"%;*=𠮷"), min_size=1, max_size=150))
def test_any_name_of_an_attachment_arrives(stem: str) -> None:
    name = f"x{stem}.xlsx"
    mail = parsed(
        draft(invite(), contacts_of("13"), AttachedFile(name, b"PK"), SENDER, template("件名\n\n本文")).content
    )

    assert [(each.filename, each.content) for each in mail.attachments] == [(name, b"PK")]


def test_older_outlook_finds_the_name_of_the_attachment_in_the_content_type() -> None:
    made = draft(invite(), contacts_of("13"), AttachedFile("修正用.xlsx", b"PK"), SENDER, template("件名\n\n本文"))

    unfolded = made.content.replace(b"\r\n ", b" ")
    assert b'name="=?utf-8?b?5L+u5q2j55SoLnhsc3g=?="' in unfolded
    assert b"filename*=utf-8''%E4%BF%AE%E6%AD%A3%E7%94%A8.xlsx" in unfolded


def test_an_answer_goes_to_the_address_for_returns_of_the_settings() -> None:
    desk = Secretariat(
        name=Bilingual(ja="事務局", en="Desk"), email="a@example.go.jp", return_address="b@example.go.jp"
    )
    text = template("件名\n\n〔署名〕")
    letter = replace(invite(), signature=signature(desk))

    mail = parsed(draft(letter, contacts_of("13"), AttachedFile("a.xlsx", b""), Sender.of(desk), text).content)

    assert people(mail.reply_to) == [(None, "b@example.go.jp")]
    assert body(mail) == "事務局\n担当：調査担当\n電話：03-0000-0000\n電子メール：a@example.go.jp\n"
    assert mail.from_ is not None
    assert mail.from_.address == "a@example.go.jp"
    assert "Reply-To" not in parsed(drafted(invite()).content).headers


# Who gets what


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_draft_holds_an_address_of_another_prefecture(language: Language) -> None:
    for code in FORTY_SEVEN:
        made = drafted(invite(code, Words(f"第{code}県", f"Ken {code}")), language)
        mail = parsed(made.content)
        seen = made.content.decode("ascii") + body(mail) + str(mail.headers) + str(made.recipients)
        assert set(re.findall(r"pref\d\d", seen)) == {f"pref{code}"}
        assert made.recipients == tuple(contact.address for contact in contacts_of(code))


def test_a_contact_of_another_prefecture_is_never_taken() -> None:
    with pytest.raises(ValueError, match="another prefecture for 2026-invite-13-1"):
        drafted(invite(), contacts=(*contacts_of("13"), *contacts_of("14")))


def test_a_letter_to_nobody_is_never_made() -> None:
    with pytest.raises(ValueError, match="nobody to write to"):
        drafted(invite(), contacts=contacts_of("13")[2:])


# The same, and not the same


def test_same_input_same_bytes() -> None:
    assert [drafted(letter) for letter in every_letter()] == [drafted(letter) for letter in every_letter()]


def test_the_message_id_changes_with_whatever_the_reader_would_see() -> None:
    letter, whom, book, text = (
        invite(),
        contacts_of("13"),
        AttachedFile("a.xlsx", b"PK"),
        template("件名\n\n本文〔回答期限〕"),
    )
    made = [
        draft(letter, whom, book, SENDER, text),
        draft(replace(letter, deadline=date(2026, 12, 12)), whom, book, SENDER, text),
        draft(letter, whom[:2], book, SENDER, text),
        draft(letter, (*whom[1:], whom[0]), book, SENDER, text),
        draft(letter, whom, AttachedFile("b.xlsx", b"PK"), SENDER, text),
        draft(letter, whom, AttachedFile("a.xlsx", b"PL"), SENDER, text),
        draft(letter, whom, book, Sender(Words.same("別"), SENDER.address), text),
        draft(letter, whom, book, SENDER, template("件名\n\n本文 〔回答期限〕")),
        draft(letter, whom, book, SENDER, template("件名2\n\n本文〔回答期限〕")),
    ]

    assert len({each.message_id for each in made}) == len(made)
    assert {each.letter.id for each in made} == {"2026-invite-13-1"}
    assert re.fullmatch(r"<2026-invite-13-1\.[0-9a-f]{24}@example\.go\.jp>", made[0].message_id)
    assert parsed(made[0].content).headers["Message-ID"] == [made[0].message_id]


def test_a_letter_keeps_its_id_and_another_one_has_its_own() -> None:
    correct = Correct(**common(), file="a.xlsx", answer="0123456789ab", mends=mends(1))
    remind = Remind(**common(), today=date(2026, 12, 4))

    assert remind.id == replace(remind, today=date(2026, 12, 5)).id == "2026-remind-13-1"
    assert replace(remind, number=2).id == "2026-remind-13-2"
    assert correct.id == "2026-correct-13-1-0123456789ab"


def test_what_is_sent_has_a_date_and_is_no_draft_any_more() -> None:
    made = drafted(invite())
    mail = parsed(made.as_sent(datetime(2026, 11, 27, 1, 2, 3, tzinfo=UTC)))

    assert mail.headers["Date"] == ["Fri, 27 Nov 2026 01:02:03 +0000"]
    assert "X-Unsent" not in mail.headers
    assert mail.subject == made.subject
    assert mail.attachments[0].content == WORKBOOK


# What is put in


def test_what_a_prefecture_typed_is_text_and_nothing_else() -> None:
    nasty = Mend(
        NOTHING, Words.same("〔回答期限〕\n【ファイルを読み取れない場合のみ】\r\n.\u202e"), Words.same("〔〔0")
    )
    letter = Correct(**common(), file="a\r\nBcc: x@example.jp.xlsx", answer="0123456789ab", mends=(nasty,))
    mail = parsed(drafted(letter).content)

    assert "1　〔回答期限〕 【ファイルを読み取れない場合のみ】 .〔〔0\n" in body(mail)
    assert "（a Bcc: x@example.jp.xlsx）" in body(mail)
    assert "Bcc" not in mail.headers


def test_ten_findings_are_listed_and_the_others_counted() -> None:
    letter = Correct(**common(), file="a.xlsx", answer="0123456789ab", mends=mends(12), doubts=mends(11))

    japanese_text, english = (body(parsed(drafted(letter, language).content)) for language in LANGUAGES)
    assert "次の12件について" in japanese_text
    assert (
        "10　「事例」シート F15「調達名称」：必須項目です。調達名称を入力してください。\n（他2件は、" in japanese_text
    )
    assert "\nまた、次の項目について、確認をお願いいたします。" in japanese_text, "how many, the copy counts otherwise"
    assert "\n（他1件は、" in japanese_text
    assert '10. Sheet "Cases", F15 "Procurement name": This is required. Enter Procurement name.\n(2 more' in english


@pytest.mark.parametrize(
    ("day", "ja", "en"),
    [
        (date(2026, 12, 11), "2026年12月11日（金）", "Friday, 11 December 2026"),
        (date(2027, 1, 3), "2027年1月3日（日）", "Sunday, 3 January 2027"),
    ],
)
def test_dates_in_words(day: date, ja: str, en: str) -> None:
    assert day_in_words(day) == Words(ja, en)


# Files


def three(text: str = "本文") -> list[Draft]:
    places = {"01": Words("北海道", "Hokkaido"), "13": TOKYO, "46": Words("鹿児島県", "Kagoshima")}
    book = AttachedFile("a.xlsx", b"PK")
    return [
        draft(invite(code, name), contacts_of(code), book, SENDER, template(f"件名\n\n{text}"))
        for code, name in places.items()
    ]


def test_drafts_lie_in_the_folder_of_their_round_and_kind(tmp_path: Path) -> None:
    done = write_drafts(three(), tmp_path / "mail" / "2026" / "invite")

    assert [path.relative_to(tmp_path).as_posix() for path in done.written] == [
        "mail/2026/invite/01_hokkaido.eml",
        "mail/2026/invite/13_tokyo.eml",
        "mail/2026/invite/46_kagoshima.eml",
    ]
    assert [path.read_bytes() for path in done.written] == [each.content for each in three()]


def test_two_letters_of_a_kind_to_one_prefecture_have_names_of_their_own() -> None:
    correct = Correct(**common(), file="a.xlsx", answer="0123456789ab", mends=mends(1))
    letters = [correct, replace(correct, number=2), replace(correct, answer="ba9876543210")]

    assert [drafted(letter).file_name for letter in letters] == [
        "13_tokyo_0123456789ab.eml",
        "13_tokyo_0123456789ab_2.eml",
        "13_tokyo_ba9876543210.eml",
    ]


def test_drafts_no_longer_due_are_set_beside_and_foreign_files_stay(tmp_path: Path) -> None:
    folder = tmp_path / "remind"
    first = write_drafts(three(), folder)
    foreign = folder / "46_edited.eml"
    foreign.write_bytes(b"Subject: saved by someone\r\n\r\n")
    edited = folder / "46_kagoshima.eml"
    edited.write_bytes(edited.read_bytes().replace(b"To: ", b"To: someone@example.jp, "))
    changed = edited.read_bytes()

    done = write_drafts(three()[:1], folder)

    aside = tmp_path / "not-due"
    assert done.not_due == (aside / "13_tokyo.eml", aside / "46_kagoshima.eml")
    assert [path.read_bytes() for path in done.not_due] == [three()[1].content, changed]
    assert sorted(path.name for path in folder.iterdir()) == ["01_hokkaido.eml", "46_edited.eml"]
    assert write_drafts([], folder).not_due == (aside / first.written[0].name,), "everybody has answered"


def test_what_lies_among_the_drafts_no_longer_due_is_not_replaced(tmp_path: Path) -> None:
    aside = tmp_path / "not-due"
    for text in ("本文", "本文", "別の本文"):
        write_drafts(three(text), tmp_path / "remind")
        write_drafts([], tmp_path / "remind")

    assert sorted(path.name for path in aside.glob("13*")) == ["13_tokyo-2.eml", "13_tokyo.eml"]
    assert (aside / "13_tokyo.eml").read_bytes() == three()[1].content


@pytest.mark.parametrize(
    "edit",
    [
        lambda content: content.replace(b"X-Unsent: 1\r\n", b""),
        lambda content: content + b"\r\n",
        lambda _: b"a memo that somebody has saved under this name",
    ],
    ids=["sent and saved by Outlook", "saved", "another file"],
)
def test_an_edited_draft_is_never_written_over(tmp_path: Path, edit: Callable[[bytes], bytes]) -> None:
    first = write_drafts(three(), tmp_path)
    edited = first.written[1]
    edited.write_bytes(edit(edited.read_bytes()))
    before = edited.read_bytes()

    done = write_drafts(three("別の本文"), tmp_path)

    assert done.edited == (edited,)
    assert edited.read_bytes() == before
    assert done.new == (first.written[0], first.written[2]), "drafts as they were written are replaced"


def test_a_draft_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = write_drafts(three(), tmp_path)

    def locked(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(PermissionError):
        write_drafts(three("別の本文"), tmp_path)

    assert [path.read_bytes() for path in before.written] == [each.content for each in three()]
    assert sorted(path.name for path in before.written[0].parent.iterdir()) == [path.name for path in before.written]
