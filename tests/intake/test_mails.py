"""Mails saved whole: what is attached is read wherever it hides, who sent it is kept, and what the mail says is pointed out."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from survey_tool.form.workbook import draw
from survey_tool.intake.cells.grid import CoveringMail, Refused, ReturnedFile
from survey_tool.intake.collect import collect
from survey_tool.intake.formats.mails.charsets import decoded, header_text
from survey_tool.intake.formats.mails.saying import what_it_says, wording
from survey_tool.intake.judging.submission import Collected
from survey_tool.intake.opening.reader import read_files
from survey_tool.intake.opening.returned_files import find_files
from survey_tool.intake.redrawing.corrections import corrections
from survey_tool.intake.report import report
from survey_tool.settings.limits import Limits
from tests.forms import case_of, filled, the_survey
from tests.handmade import xlsx, zipped
from tests.hostile import ONE
from tests.mails import POLITE, SENDER, SENT_AT, compound, eml, locked_xlsx, outlook, winmail

LIMITS = Limits()
FORM_NAME = "回答.xlsx"
NOTE = "別添のとおり回答しますが、事例2の年間運用費は4,500千円に訂正してください。"
Results = dict[str, ReturnedFile | Refused]


@cache
def form(wrong: bool = False) -> bytes:
    """Akita's, filled in without a mistake or with one."""
    paper = filled("05")
    if wrong:
        paper.type("cases", "status", "たぶん", case_of("05", 1))
    return draw(the_survey(), paper.form())


def read(folder: Path, files: Mapping[str, bytes]) -> Results:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return {result.name: result for result in read_files(find_files([folder], LIMITS), LIMITS)}


def judge(folder: Path, files: Mapping[str, bytes]) -> Collected:
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return collect(the_survey(), [folder])


def said(collected: Collected, code: str) -> list[tuple[str, str]]:
    """The files and sentences of a code."""
    return [
        (each.file, found.message("ja"))
        for each in collected.submissions
        for found in each.findings
        if found.code == code
    ]


CONTAINERS: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "eml": ("m.eml", lambda content: eml({FORM_NAME: content}).as_bytes(), f"m.eml/{FORM_NAME}"),
    "msg": ("m.msg", lambda content: compound(outlook({FORM_NAME: content})), f"m.msg/{FORM_NAME}"),
    "winmail.dat": ("winmail.dat", lambda content: winmail({FORM_NAME: content}), f"winmail.dat/{FORM_NAME}"),
    "winmail.dat in a mail": (
        "m.eml", lambda content: eml({"winmail.dat": winmail({FORM_NAME: content})}).as_bytes(), f"m.eml/{FORM_NAME}",
    ),
    "mail in a ZIP": (
        "z.zip", lambda content: zipped({"m.eml": eml({FORM_NAME: content}).as_bytes()}), f"z.zip/m.eml/{FORM_NAME}",
    ),
    "ZIP in a mail": ("m.eml", lambda content: eml({"z.zip": zipped({FORM_NAME: content})}).as_bytes(), f"m.eml/z.zip/{FORM_NAME}"),
    "ZIP in a ZIP": ("z.zip", lambda content: zipped({"y.zip": zipped({FORM_NAME: content})}), f"z.zip/y.zip/{FORM_NAME}"),
    "mail in a mail": (
        "m.eml", lambda content: eml({"": eml({FORM_NAME: content}, subject="元のメール")}).as_bytes(),
        f"m.eml/元のメール.eml/{FORM_NAME}",
    ),
    "two deep": (
        "m.eml",
        lambda content: eml({"": eml({"": eml({FORM_NAME: content}, subject="3")}, subject="2")}).as_bytes(),
        f"m.eml/2.eml/3.eml/{FORM_NAME}",
    ),
    "mail in Outlook's": (
        "m.msg", lambda content: compound(outlook({"元.msg": outlook({FORM_NAME: content}, head=24)})),
        f"m.msg/元.msg/{FORM_NAME}",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("kind", CONTAINERS)
def test_the_form_in_it_is_judged_to_the_cell(tmp_path: Path, kind: str) -> None:
    name, pack, inner = CONTAINERS[kind]
    (each,) = judge(tmp_path, {name: pack(form(wrong=True))}).submissions
    assert (each.file, each.status, each.prefecture_code) == (inner, "needs_correction", "05")
    (error,) = each.errors
    assert (error.code, error.cell, error.value) == (
        "not-in-list",
        filled("05").cell("cases", "status", case_of("05", 1)),
        "たぶん",
    )
    assert error.message("ja").endswith("一覧にない回答です。（記入内容：「たぶん」）")


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", [kind for kind in CONTAINERS if "mail in" in kind or kind in ("eml", "msg", "ZIP in a mail", "two deep")]
)
def test_sender_and_moment_are_kept_with_the_form(tmp_path: Path, kind: str) -> None:
    name, pack, inner = CONTAINERS[kind]
    result: dict[str, Any] = report(judge(tmp_path, {name: pack(form())}), "2026", "ja")
    (submission,) = result["submissions"]
    assert (result["report_version"], submission["file"], submission["status"]) == (2, inner, "accepted")
    kept = submission["from"]
    assert kept["sender"] == SENDER
    assert kept["mail"] == inner.rsplit("/", 2 if "z.zip/回答" in inner and inner.startswith("m.") else 1)[0]
    assert kept["sent_at"] in (SENT_AT, "2026-11-30T08:05:00+00:00")
    assert kept["subject"]


def test_a_form_that_came_by_itself_came_with_no_mail(tmp_path: Path) -> None:
    result: dict[str, Any] = report(judge(tmp_path, {"a.xlsx": form()}), "2026", "ja")
    assert result["submissions"][0]["from"] is None


def test_a_mail_without_a_form_is_told_with_its_subject(tmp_path: Path) -> None:
    files = {
        "m.eml": eml({"回答.pdf": b"%PDF-1.7"}, subject="回答を送ります").as_bytes(),
        "n.msg": compound(outlook({}, subject="ご質問")),
    }
    collected = judge(tmp_path, files)
    assert [(each.file, each.status) for each in collected.submissions] == [
        ("m.eml", "not_a_submission"),
        ("n.msg", "not_a_submission"),
    ]
    assert said(collected, "file-not-ours") == [
        (
            "m.eml",
            f"m.eml：件名「回答を送ります」のメールに、調査票が添付されていません（差出人：{SENDER}、添付：回答.pdf）。",
        ),
        ("n.msg", f"n.msg：件名「ご質問」のメールに、調査票が添付されていません（差出人：{SENDER}、添付：なし）。"),
    ]


@pytest.mark.slow
def test_what_a_mail_says_is_pointed_out_once_and_never_to_the_prefecture(tmp_path: Path) -> None:
    body = POLITE.replace("標記の件につきまして、別添のとおり回答いたします。", NOTE)
    other = draw(the_survey(), filled("06").form())
    collected = judge(
        tmp_path, {"m.eml": eml({"1.txt": b"x", "a.xlsx": form(wrong=True), "b.xlsx": other}, body).as_bytes()}
    )
    assert said(collected, "mail-says") == [
        (
            "m.eml/a.xlsx",
            f"m.eml/a.xlsx：メールの本文に連絡事項があります：「{NOTE}」（差出人：{SENDER}、件名：【秋田県】共同調達調査の回答）",
        )
    ]
    first = collected.submissions[1]
    assert [(each.code, each.severity) for each in first.findings if each.code == "mail-says"] == [
        ("mail-says", "warning")
    ]
    (copy,) = corrections(the_survey(), collected)
    assert "mail-says" not in {each.code for each in copy.form.findings}


@pytest.mark.parametrize("other", ["a.xlsx", "z.xlsx", "a.eml", "z.eml"])
def test_what_a_mail_says_is_told_whatever_becomes_of_its_form(tmp_path: Path, other: str) -> None:
    """The same form had come without a word as well, before or after: the words were gone with the copy that does not count."""
    again = form() if other.endswith(".xlsx") else eml({"b.xlsx": form()}, POLITE).as_bytes()
    collected = judge(tmp_path, {"m.eml": eml({"b.xlsx": form()}, NOTE).as_bytes(), other: again})
    assert sorted(each.status for each in collected.submissions) == ["accepted", "superseded"]
    ((file, message),) = said(collected, "mail-says")
    assert file == "m.eml/b.xlsx"
    assert f"「{NOTE}」" in message


def test_a_mail_without_a_form_says_what_it_says(tmp_path: Path) -> None:
    collected = judge(tmp_path, {"秋田県.eml": eml({}, body="秋田県は、該当する事例はありません。").as_bytes()})
    ((file, message),) = said(collected, "mail-says")
    assert file == "秋田県.eml"
    assert "「秋田県は、該当する事例はありません。」" in message


def test_what_tells_two_mails_apart_is_their_own_text_not_how_it_is_saved() -> None:
    text = f"{NOTE}\n事例2は公表しないでください。"
    quoted = "\n".join(
        [*text.split("\n"), "", "> 費用はいくらですか。", "-----Original Message-----", "回答してください。"]
    )
    assert wording(text) == wording(f"{text}  \r\n\r\n".replace("\n", " \n")) == wording(quoted)
    assert wording(text) != wording(NOTE)
    assert wording(NOTE + "\n。" * 400) != wording(NOTE + "\n。" * 400 + "事例2は公表しないでください。")


@pytest.mark.parametrize(
    "body",
    [
        POLITE,
        "ご担当者様\n\n平素より大変お世話になっております。\n表題の件、調査票を送付いたします。\n何卒よろしくお願いいたします。",
        "お世話になっております。\n佐賀県の鈴木です。\n先日ご依頼のありました「システムの共同調達に関する調査」について、\n調査票を添付します。"
        "\n提出が遅くなり申し訳ございませんでした。\n以上、よろしくお願い申し上げます。",
        "お疲れ様です。\n別添のとおり提出いたしますのでよろしくお願いします。\n（山形県みらい企画創造部 DX推進課）",
        "青森県の回答を提出します。\n添付ファイルのパスワードは別途お送りします。\nパスワード：Abc12345",
        "回答します。\n\n> 事例2の費用はいくらですか。\n\n2026年11月1日(日) 10:00 事務局 <x@example.jp>:\n費用を教えてください。",
        "回答します。\n\n-----Original Message-----\nFrom: 事務局 <x@example.jp>\n費用を教えてください。",
        "Dear secretariat,\nPlease find attached our reply.\nBest regards,\nYamada",
        "",
    ],
)  # fmt: skip
def test_of_greetings_and_signatures_nothing_is_said(body: str) -> None:
    assert what_it_says(body) == ""


@pytest.mark.parametrize(
    ("body", "says"),  # what is too long to show is cut
    [
        (f"お世話になっております。\n{NOTE}\nよろしくお願いいたします。", NOTE),
        ("該当する事例はありません。", "該当する事例はありません。"),
        ("いつもお世話になっております。\n岐阜県は今回、該当なしでお願いします。", "岐阜県は今回、該当なしでお願いします。"),
        ("提出します。事例1の費用は未定です。", "事例1の費用は未定です。"),
        ("回答期限を12月10日まで延長いただけますでしょうか。", "回答期限を12月10日まで延長いただけますでしょうか。"),
        (
            "参加状況の基準日は、契約日と考えてよろしいでしょうか。",
            "参加状況の基準日は、契約日と考えてよろしいでしょうか。",
        ),
        ("単独の更新も対象か。", "単独の更新も対象か。"),
        ("Please note that the cost of case 2 is not fixed.", "Please note that the cost of case 2 is not fixed."),
        ("参加団体は、確認中のため、" + "後日改めて" * 20 + "提出します。", "参加団体は、確認中のため、" + "後日改めて" * 9 + "後…"),
    ],
)  # fmt: skip
def test_what_is_more_than_that_is_said(body: str, says: str) -> None:
    assert what_it_says(body) == says


@pytest.mark.parametrize(
    "sentence",
    [
        "事例3は削除してください。",
        "事例2は非公表でお願いします。",
        "事例2は公表不可でお願いします。",
        "事例2は取り下げます。",
        "事例1は取消でお願いします。",
        "先日の回答は破棄してください。",
        "前回の回答は無効としてください。",
        "金額の単位は円です。",
        "単位は百万円です。",
        "参加団体に△△市を追加願います。",
        "費用は税抜です。",
        "事例1は終了しました。",
        "回答は保留です。",
        "内容は未確定です。",
        "仮の回答です。",
        "この回答は暫定です。",
        "この回答は暫定版です。",
        "Please do not publish case 2.",
        "Case 2: do not publish",
        "Please don’t publish case 2.",
        "Please correct case 1: initial cost 13,500 thousand yen, the form attached is wrong.",
        "Please delete case 3.",
        "Please withdraw our reply.",
        "Please hold our reply for now.",
        "The attached form is provisional.",
        "The attached reply is a draft.",
        "Our contact person has changed.",
        "本件の担当は佐藤から鈴木に変更となりました。",
        "添付ファイルの事例1の初期費用を13,500千円に訂正してください。",
        "訂正をお願いします。",
        "下記のとおり訂正をお願いいたします。",
        "初期費用 9,000千円→13,500千円",
        "以下のとおり修正願います。",
        "事例1は公表を控えてください",
        "公表しないでください。",
        "差し替えをお願いします。",
        "先に送付した調査票は破棄をお願いします。",
        "担当が変わりました。",
        "担当者が変わりましたので、御連絡いたします。",
        "担当を変更しました。",
        "No.1 金額：13500",
        "・事例1　初期費用：13,500千円",
        "※事例3は削除願います",
        "事例2は除いてください。",
        "修正したいのでお待ちください。",
        "修正依頼をいたします。",
        "修正の依頼です。",
        "お電話でお伝えしたとおり、事例3は削除してください。",
        "メールアドレスが変わりました。",
        "訂正いたしたく、よろしくお願いします。",
        "回答は見送ります。",
        "取り急ぎ仮提出いたします。",
        "提出は差し控えます。",
        "回答を撤回します。",
        "未定です。",
        "事例3 削除",
        "事例2：非公表",
        "費用は概算です。",
        "集計に含めないでください。",
        "先ほどの調査票は誤りです。",
        "先の調査票は使用しないでください。",
        "事例3 取消し",
        "調査票の差替えをお願いします。",
        "記入を間違えました。",
    ],
)  # fmt: skip
def test_a_word_that_asks_for_something_is_enough(sentence: str) -> None:
    body = POLITE.replace("標記の件につきまして、別添のとおり回答いたします。", sentence)
    assert what_it_says(body) == (sentence if len(sentence) <= 60 else sentence[:59] + "…")


@pytest.mark.parametrize(
    "sentence",
    [
        "調査票を提出します。よろしくお願いいたします。",
        "ご査収のほどよろしくお願い申し上げます。",
        "御担当者様",
        "御担当者様、お世話になっております。",
        "ご担当者さま",
        "修正しました。再提出いたします。",
        "調査票を修正しましたので、再提出いたします。",
        "ご指摘の点を修正しましたので、再提出いたします。",
        "ご指摘いただいた箇所を修正いたしました。",
        "修正した調査票を送付いたします。",
        "修正版を送付します。",
        "修正の上、再提出いたします。",
        "修正のご依頼をいただいた件について、調査票を再提出します。",
        "修正依頼のありました調査票を再提出いたします。",
        "訂正後の調査票を送付します。",
        "訂正版を添付します。",
        "不備等がございましたら、ご連絡ください。",
        "修正等がございましたら、ご連絡願います。",
        "修正が必要な場合は、ご連絡ください。",
        "ご不明な点がございましたら、ご連絡ください。",
        "お手数をおかけしますが、よろしくお願いいたします。",
        "お手数ですが、よろしくお願いいたします。",
        "内容をご確認くださいますようお願いいたします。",
        "提出が遅れて申し訳ございません。",
        "本メールを誤って受信された場合は、削除していただきますようお願いいたします。",
        "このメールにお心当たりのない場合は、お手数ですが破棄をお願いいたします。",
        "仮想化推進室",
        "秋田県 デジタル政策課 変更管理担当",
        "よろしくお願いします。",
        "ご確認のほどよろしくお願いします。",
        "引き続きよろしくお願いいたします。",
        "今後ともよろしくお願いいたします。",
        "ご多忙のところ恐れ入りますが、よろしくお願いいたします。",
        "表記の件、別添のとおり提出します。",
        "このことについて、別添のとおり回答します。",
        "標記の件について、下記のとおり提出します。",
        "添付ファイルをご確認ください。",
        "再提出します。",
        "再度提出します。",
        "お世話になっております。秋田県の佐藤です。",
        "調査票（秋田県）を送付いたしますので、御査収ください。",
        "御査収くださいますようお願い申し上げます。",
        "Please find attached our corrected reply.",
        "The corrected form is attached.",
        "Attached is the revised form, as requested.",
        "We have corrected the form and send it again.",
        "We have corrected the form. Please find it attached.",
        "Dear secretariat,",
        "If you have received this message in error, please delete it.",
        "Please let us know if anything is to be corrected.",
        "Please do not hesitate to contact us.",
        "Thank you for your reply.",
        "Best regards,",
    ],
)  # fmt: skip
def test_a_covering_note_says_nothing(sentence: str) -> None:
    assert what_it_says(POLITE.replace("標記の件につきまして、別添のとおり回答いたします。", sentence)) == ""


def raw_mail(subject: bytes, name: bytes, body: bytes, charset: str) -> bytes:
    """A mail byte by byte, as programs of many years write them."""
    return b"\r\n".join(
        (
            b"From: " + word("秋田県", "iso-2022-jp") + b" <digital@pref.example.lg.jp>",
            b"Date: Mon, 30 Nov 2026 17:05:00 +0900",
            b"Subject: " + subject,
            b"MIME-Version: 1.0",
            b'Content-Type: multipart/mixed; boundary="=_b"',
            b"",
            b"--=_b",
            f"Content-Type: text/plain; charset={charset}".encode(),
            b"",
            body,
            b"--=_b",
            b"Content-Type: application/octet-stream;",
            b" name=" + name,
            b"Content-Transfer-Encoding: base64",
            b"Content-Disposition: attachment;",
            b" filename" + (name if name.startswith(b"*") else b"=" + name),
            b"",
            base64.b64encode(xlsx(ONE)),
            b"--=_b--",
        )
    )


def word(text: str, charset: str) -> bytes:
    return b"=?" + charset.encode() + b"?B?" + base64.b64encode(text.encode(charset)) + b"?="


SAYS = "事例①の費用は未定です。"
IN_JIS = "事例".encode("iso-2022-jp")[:-3] + b"-!" + b"\x1b(B" + "の費用は未定です。".encode("iso-2022-jp")


@pytest.mark.parametrize(
    ("name", "body", "charset"),
    [
        (b'"' + word("回答.xlsx", "utf-8") + b'"', SAYS.encode(), "utf-8"),
        (b'"' + word("回答.xlsx", "iso-2022-jp") + b'"', IN_JIS, "iso-2022-jp"),
        (word("回答.xlsx", "iso-2022-jp"), IN_JIS, "us-ascii"),
        (b"*=utf-8''%E5%9B%9E%E7%AD%94.xlsx", SAYS.encode("cp932"), "shift_jis"),
        (b"*0*=cp932''%89%F1;\r\n filename*1*=%93%9A;\r\n filename*2=.xlsx", SAYS.encode("cp932"), "iso-8859-1"),
        ('"回答.xlsx"'.encode("cp932"), SAYS.encode("cp932"), "utf-8"),
        ('"回答.xlsx"'.encode(), SAYS.encode(), "x-nobody-knows"),
        ('"回答.xlsx"'.encode("iso-2022-jp"), SAYS.encode("cp932"), "us-ascii"),
    ],
    ids=["utf-8", "jis", "jis undeclared", "RFC 2231", "RFC 2231 in pieces", "raw cp932", "unknown charset", "raw jis"],
)
def test_names_and_texts_are_read_whatever_their_charset(
    tmp_path: Path, name: bytes, body: bytes, charset: str
) -> None:
    plain = name.startswith(b"*")
    data = raw_mail(word("回答", "utf-8"), name, body, charset)
    if plain:
        data = data.replace(b" name=" + name + b"\r\n", b" x=y\r\n")
    ((shown, result),) = read(tmp_path, {"m.eml": data}).items()
    assert shown == "m.eml/回答.xlsx"
    mail = CoveringMail("m.eml", "秋田県 <digital@pref.example.lg.jp>", SENT_AT, "回答", SAYS, wording(SAYS))
    assert result.mail == mail


def test_a_character_that_two_words_share_is_one() -> None:
    content = base64.b64encode("提出の件".encode()).decode()
    assert header_text(f"=?utf-8?B?{content[:8]}?=\r\n =?utf-8?B?{content[8:]}?=") == "提出の件"
    assert header_text("=?utf-8?B?broken") == "=?utf-8?B?broken"
    assert decoded("ｶﾅ①".encode("cp932"), "us-ascii") == "ｶﾅ①"


def test_a_page_says_what_it_shows(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = SENDER, "x"
    mail.set_content(
        "<html><head><title>費用は未定です</title><style>p {}</style></head><p>お世話になります。</p><p>費用は<b>未定</b>です。",
        "html",
    )
    mail.add_attachment(xlsx(ONE), "application", "x", filename="a.xlsx")
    (result,) = read(tmp_path, {"m.eml": mail.as_bytes()}).values()
    assert result.mail
    assert result.mail.says == "費用は未定です。"


def test_what_stands_in_a_text_is_no_attachment(tmp_path: Path) -> None:
    mail = eml({"a.xlsx": xlsx(ONE), "a.xlsx ": xlsx(ONE), "../b.xlsx": xlsx(ONE), "~$a.xlsx": b"x"})
    mail.add_attachment(b"\x89PNG", "image", "png", filename="logo.png", cid="<logo>")
    mail.add_attachment(b"x", "application", "pkcs7-signature", filename="smime.p7s")
    assert list(read(tmp_path, {"m.eml": mail.as_bytes()})) == ["m.eml/a.xlsx", "m.eml/a(2).xlsx", "m.eml/b.xlsx"]


@pytest.mark.parametrize("name", ["notes.txt", "memo.eml"])
def test_a_text_is_no_mail_by_its_name(tmp_path: Path, name: str) -> None:
    (result,) = read(tmp_path, {name: "件名: 費用\nメモ: これは覚書です。\n".encode()}).values()
    assert isinstance(result, Refused)
    assert (result.code, result.reason["ja"]) == ("file-not-ours", "テキストファイル")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("magic", "kind"), [(b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!\x1a\x07\x00", "RAR"), (b"\x20\x80-lh5-", "LZH")]
)
@pytest.mark.parametrize("place", ["alone", "in a ZIP", "in a mail"])
def test_other_archives_are_named(tmp_path: Path, magic: bytes, kind: str, place: str) -> None:
    content = magic + bytes(200)
    files = {
        "alone": {"秋田県.bin": content},
        "in a ZIP": {"秋田県.zip": zipped({"a": content})},
        "in a mail": {"秋田県.eml": eml({"a": content}).as_bytes()},
    }
    (each,) = judge(tmp_path, files[place]).submissions
    (found,) = each.findings
    assert (each.status, each.prefecture_code, found.code, found.severity) == (
        "unreadable",
        "05",
        "file-packed",
        "error",
    )
    assert found.sentence["ja"] == f"{kind}形式の圧縮ファイルのため、中を読み取ることができません。"


@pytest.mark.parametrize("attached", [{}, {"~$a.xlsx": b"x"}])
def test_a_winmail_dat_that_holds_nothing_is_told_of(tmp_path: Path, attached: dict[str, bytes]) -> None:
    (each,) = judge(tmp_path, {"秋田県_winmail.dat": winmail(attached)}).submissions
    (found,) = each.findings
    assert (each.status, found.code, found.severity, found.cell) == ("not_a_submission", "file-not-ours", "info", None)
    assert found.message("ja") == "秋田県_winmail.dat：本調査の調査票であることを確認できません。"


def nested_mails(depth: int) -> bytes:
    mail = eml({"a.xlsx": xlsx(ONE)}, subject=str(depth))
    for number in range(depth - 1, 0, -1):
        mail = eml({"": mail}, subject=str(number))
    return mail.as_bytes()


def nested_archives(depth: int) -> bytes:
    content = xlsx(ONE)
    for number in range(depth):
        content = zipped({f"{number}.zip" if number else "a.xlsx": content})
    return content


def many_tnef() -> bytes:
    return winmail({f"{number}.xlsx": b"x" for number in range(1000)})


HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "1,000 attachments.eml": (
        lambda: eml({f"{number}.txt": b"x" for number in range(1000)}).as_bytes(), "file-hostile", "上限の300個を超える添付ファイル",
    ),
    "1,000 in Outlook's.msg": (
        lambda: compound(outlook({f"{number}.txt": b"x" for number in range(301)})), "file-hostile", "上限の300個を超える添付ファイル",
    ),
    "1,000 wrapped.dat": (many_tnef, "file-hostile", "上限の300個を超える添付ファイル"),
    "a hundred thousand parts.eml": (
        lambda: raw_mail(b"x", b"a.xlsx", b"--=_b\r\n\r\n" * 100_000, "utf-8"), "file-hostile", "上限の300個を超える添付ファイル",
    ),
    "boundaries.eml": (
        lambda: b"From: a\nSubject: b\n" + b"".join(
            b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (number, number) for number in range(5000)),
        "file-hostile", "何重にも入れ子になったメール",
    ),
    "nested.eml": (lambda: nested_mails(6), "file-unreadable", "何重にも入れ子になった圧縮ファイル又はメール"),
    "bomb.eml": (
        lambda: eml({"a.zip": zipped({"a.xlsx": bytes(70_000_000)})}).as_bytes(), "file-hostile", "「a.xlsx」の極端な圧縮",
    ),
    "scrambled.msg": (
        lambda: compound(outlook({"a.xlsx": xlsx(ONE)}))[:9000], "file-unreadable", "ファイルの破損",
    ),
    "deep.zip": (lambda: nested_archives(6), "file-unreadable", "何重にも入れ子になった圧縮ファイル又はメール"),
    "turns.xlsx": (
        lambda: locked_xlsx(xlsx(ONE), "x").replace(b'spinCount="100000"', b'spinCount="9900000"'), "file-encrypted", "ブックのパスワード",
    ),
    "cut.dat": (lambda: winmail({"a.xlsx": xlsx(ONE)})[:-500], "file-unreadable", "ファイルの破損"),
}  # fmt: skip


@pytest.mark.slow
def test_hostile_mails_beside_good_ones_cost_no_more_than_themselves(tmp_path: Path) -> None:
    good = {f"good{number:02}.eml": eml({"a.xlsx": xlsx(ONE)}).as_bytes() for number in range(46)}
    hostile = {name: build() for name, (build, _, _) in HOSTILE.items()}
    begun = time.monotonic()
    results = read(tmp_path, good | hostile)
    took = time.monotonic() - begun
    for name, (_, code, reason) in HOSTILE.items():
        ((_, result),) = [(shown, each) for shown, each in results.items() if shown.split("/")[0] == name]
        assert isinstance(result, Refused), name
        assert (result.code, result.reason["ja"]) == (code, reason), name
    assert sum(isinstance(each, ReturnedFile) for each in results.values()) == len(good)
    assert took < 30  # a slow machine; what is measured stands in the documentation
