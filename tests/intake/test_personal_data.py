"""What tells of a person in an answer that is published is asked about at its cell, and nothing that offices write is."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

from survey_tool.demo.cases import DATA, read_replies
from survey_tool.intake.judging.submission import Collected
from survey_tool.intake.noticing.personal.numbers import is_individual_number
from survey_tool.intake.noticing.personal_data import DEPARTMENTS, NamesOfPlaces, personal_pieces
from survey_tool.intake.redrawing.corrections import corrections
from survey_tool.questionnaire.findings.finding import Finding
from survey_tool.questionnaire.vocabulary.questions import WHEN_WITHDRAWN
from tests.forms import CARRIED, TOKYO, Paper, case_of, filled, questions_of, the_survey

FIRST, SECOND = case_of(TOKYO, 1), case_of(TOKYO, 2)
PLACES = NamesOfPlaces.of(the_survey().places)
NAME, MOBILE, MAIL = "personal-data", "mobile-number", "personal-mail"
NUMBER, HOME, LINK = "individual-number", "home-address", "link-in-text"

PLANTED = {
    NAME: (
        # beside a label, a title, a form of address, an extension
        ("担当：山田", "山田"),
        ("担当:木村", "木村"),
        ("担当 佐藤", "佐藤"),
        ("担当者：山田太郎", "山田太郎"),
        ("担当は中村です。", "中村"),
        ("担当：福島", "福島"),
        ("氏名：鈴木 一郎", "鈴木 一郎"),
        ("連絡先　吉田", "吉田"),
        ("問合せ：岡田まで", "岡田"),
        ("窓口：清水（083-000-0000）", "清水"),
        ("山田（内線123）", "山田"),
        ("石川（内線 2345）", "石川"),
        ("鴨志田（内線 12）", "鴨志田"),
        ("電話は森（内線456）まで", "森"),
        ("加藤さくら（直通）", "加藤さくら"),
        ("山田課長補佐に確認", "山田"),
        ("髙橋主査", "髙橋"),
        ("渡邉係長まで", "渡邉"),
        ("山口主任", "山口"),
        ("井上リーダー", "井上"),
        ("システム係長 林", "林"),
        ("主事 田中花子", "田中花子"),
        ("課長補佐の小林が担当する。", "小林"),
        ("総務課 主査 高橋誠", "高橋誠"),
        ("デジタル推進室 室長 松本 清", "松本 清"),
        ("情報政策課長　山田太郎", "山田太郎"),
        ("齋藤様", "齋藤"),
        ("長谷川さんが作成した。", "長谷川"),
        ("五十嵐氏によれば", "五十嵐"),
        ("構築にあたっては近藤先生の助言を得た。", "近藤"),
        # behind a department
        ("情報政策課 山田", "山田"),
        ("情報政策課　山田・佐藤", "山田"),
        ("情報政策課（山田）", "山田"),
        ("情報政策課山田", "山田"),
        ("DX推進グループ 前田", "前田"),
        # whole names
        ("山田太郎", "山田太郎"),
        ("山田 太郎", "山田 太郎"),
        ("伊藤　美咲", "伊藤　美咲"),
        ("佐々木健太が対応した。", "佐々木健太"),
        ("田中ひろし", "田中ひろし"),
        ("本事業は高橋あすかが担当した。", "高橋あすか"),
        ("ヤマダ タロウ", "ヤマダ タロウ"),
        ("やまだ さくら", "やまだ さくら"),
        ("やまださんに連絡", "やまだ"),
        # in letters
        ("Taro Yamada", "Taro Yamada"),
        ("YAMADA Taro", "YAMADA Taro"),
        ("Hanako Tanaka, IT Division", "Hanako Tanaka"),
        ("Contact: Yamada", "Yamada"),
        ("Sato (ext. 123)", "Sato"),
        ("Mr. Suzuki", "Mr. Suzuki"),
    ),
    MOBILE: (
        ("090-1234-5678", "090-1234-5678"),
        ("09012345678", "09012345678"),
        ("０９０－１２３４－５６７８", "０９０－１２３４－５６７８"),
        ("080(1234)5678", "080(1234)5678"),
        ("（090）1234-5678", "（090）1234-5678"),
        ("（090-1234-5678", "090-1234-5678"),
        ("担当（090-1234-5678）", "090-1234-5678"),
        ("（090-1234）5678", "（090-1234）5678"),
        ("080（1234-5678）", "080（1234-5678）"),
        ("070 1234 5678", "070 1234 5678"),
        ("090.1234.5678", "090.1234.5678"),
        ("090・1234・5678", "090・1234・5678"),
        ("080−1234−5678", "080−1234−5678"),
        ("090-12345678", "090-12345678"),
        ("携帯０８０ー１２３４ー５６７８まで", "０８０ー１２３４ー５６７８"),
        ("+81 90 1234 5678", "+81 90 1234 5678"),
        ("+81-(0)80-1234-5678", "+81-(0)80-1234-5678"),
    ),
    MAIL: (
        ("a@gmail.com", "a@gmail.com"),
        ("x.y@yahoo.co.jp", "x.y@yahoo.co.jp"),
        ("hana@docomo.ne.jp", "hana@docomo.ne.jp"),
        ("k@i.softbank.jp", "k@i.softbank.jp"),
        ("foo@xxx.ocn.ne.jp", "foo@xxx.ocn.ne.jp"),
        ("taro.yamada@pref.example.lg.jp", "taro.yamada@pref.example.lg.jp"),
        ("suzuki.hanako@example.jp", "suzuki.hanako@example.jp"),
        ("taro.yamaguchi@pref.example.lg.jp", "taro.yamaguchi@pref.example.lg.jp"),
        ("mituru.ito@pref.example.lg.jp", "mituru.ito@pref.example.lg.jp"),
        ("yamada-t@pref.example.lg.jp", "yamada-t@pref.example.lg.jp"),
        ("t-sato2@pref.example.jp", "t-sato2@pref.example.jp"),
        ("連絡は sato_i@town.example.lg.jp まで", "sato_i@town.example.lg.jp"),
        ("yamada@city.example.lg.jp", "yamada@city.example.lg.jp"),
        ("sato@pref.example.lg.jp", "sato@pref.example.lg.jp"),
        ("yamadataro@pref.example.lg.jp", "yamadataro@pref.example.lg.jp"),
        ("tyamada@pref.example.lg.jp", "tyamada@pref.example.lg.jp"),
    ),
    NUMBER: (
        ("1234 5678 9018", "1234 5678 9018"),
        ("番号は123456789018です。", "123456789018"),
        ("１２３４－５６７８－９０１８", "１２３４－５６７８－９０１８"),
    ),
    HOME: (
        ("東京都新宿区西新宿2丁目8番1号", "東京都新宿区西新宿2丁目8番1号"),
        ("西新宿二丁目八番一号", "西新宿二丁目八番一号"),
        ("３丁目２番１号", "３丁目２番１号"),
        ("〒100-0001 東京都千代田区千代田1-1", "〒100-0001"),
        ("千代田区千代田1-1-1", "千代田区千代田1-1-1"),
        ("自宅は千代田区霞が関1-2-3です。", "自宅は千代田区霞が関1-2-3"),
        ("目黒区自由が丘1-2-3", "目黒区自由が丘1-2-3"),
        ("長野市南長野692番地2", "長野市南長野692番地2"),
        ("八代市松江城町1-25", "八代市松江城町1-25"),
        ("箕輪町大字中箕輪10298", "箕輪町大字中箕輪10298"),
        ("コーポ青山203号室", "コーポ青山203号室"),
        ("青葉マンション101", "青葉マンション101"),
    ),
    LINK: (
        ("https://example.jp/a?b=1", "https://example.jp/a?b=1"),
        ("詳細は www.example.jp を参照", "www.example.jp"),
        ("詳細は example.co.jp/info を参照", "example.co.jp/info"),
        ("ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ", "ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ"),
    ),
}  # fmt: skip

OF_OFFICES = (
    "総務部情報政策課", "総務部 情報政策課 共同利用担当", "情報政策課（内線123）", "代表（内線123）", "情報政策課長が座長を務める。",
    "農林課長", "新課長の下で", "担当：山口県", "担当課：情報政策課", "担当者が異動しても", "総務課、企画課", "部長会議", "名護市長", "宮崎県知事",
    "氏名、住所等のデータ連携", "氏名の変更", "様式を統一した", "連絡先を共有した", "課題の共有、検討", "会議室の予約",
    "大塚商会", "富士通、NTT東日本", "千葉情報センター", "東日本大震災", "森林簿システム", "LoGoチャット", "OKI AI-OCR", "Node.js と ASP.NET",
    "石川県・福井県・富山県", "山口・島根・鳥取の3県", "長野市、上田市", "城陽市", "事務局は福井が務める",
    "03-1234-5678", "099-123-4567", "0120-090-123", "1234 5678 9012", "契約番号 202604010001",
    "3丁目の防災情報", "町丁目別に集計", "2024-03-01から", "島本町2020-04-21", "県内市町村数3-5", "令和6-7-1",
    "joho@pref.example.lg.jp", "somu-joho@city.example.lg.jp", "kikaku@pref.nagano.lg.jp", "nagano@pref.example.lg.jp",
    "yamaguchi-ken@pref.example.lg.jp", "digital@pref.example.lg.jp", "gyosei.joho@pref.example.lg.jp", "dx-suishin@pref.example.lg.jp",
    "kouhou@pref.example.jp", "jinji@pref.example.jp", "zaisei@pref.example.jp", "shichoson@pref.example.jp", "info@example.jp",
)  # fmt: skip


def pieces(text: str, *, is_department: bool = False) -> dict[str, tuple[str, ...]]:
    return dict(personal_pieces(text, PLACES, is_department=is_department))


@pytest.mark.parametrize(
    ("kind", "text", "piece"), [(kind, *planted) for kind, several in PLANTED.items() for planted in several]
)
def test_what_tells_of_a_person_is_found_as_it_stands(kind: str, text: str, piece: str) -> None:
    assert pieces(text)[kind][0] == piece


@pytest.mark.parametrize("text", OF_OFFICES)
@pytest.mark.parametrize("is_department", [False, True])
def test_what_offices_write_is_nobodys(text: str, is_department: bool) -> None:
    assert pieces(text, is_department=is_department) == {}


@pytest.mark.parametrize("text", ["山田", "情報政策課、鴨志田", "情報政策課、山田", "デジタル戦略課　鴨志田"])
def test_a_surname_in_place_of_a_department_is_somebodys(text: str) -> None:
    assert list(pieces(text, is_department=True)) == [NAME]
    assert pieces(text) == {}


def test_no_name_of_a_place_is_taken_for_a_person() -> None:
    places = the_survey().places
    known = [each.name for each in places.municipalities.values()] + [each.name for each in places.prefectures.values()]
    for name in known:
        for text in (name.ja, name.en, f"{name.ja}が参加した。", f"{name.ja}総務課"):
            assert pieces(text) == {}, text


def test_the_real_cases_give_no_false_alarm() -> None:
    """41 cases from public sources, none of which names anybody: at most one a case would do."""
    public = [key for key, question in questions_of("cases").items() if question.is_published]
    told = {
        (case.source_id, key): found
        for reply in read_replies(the_survey().round.name)
        for case in reply.cases
        for key in public
        if (found := pieces(case.answers.get(key, ""), is_department=key in DEPARTMENTS))
    }
    assert told == {}
    with (DATA / "cases.csv").open(encoding="utf-8", newline="") as file:
        notes = [row["source_note"] for row in csv.DictReader(file)]
    assert [note for note in notes if set(pieces(note)) - {LINK}] == []


@pytest.mark.parametrize(
    ("figures", "right"), [("123456789018", True), ("123456789019", False), ("000000000000", True)]
)
def test_the_check_digit_of_an_individual_number(figures: str, right: bool) -> None:
    assert is_individual_number(figures) is right


def personal(paper: Paper) -> list[Finding]:
    return [each for each in paper.judged().submission.findings if each.code == "personal-data"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "text", "sentence", "suggestion"),
    [
        (
            "contact_department",
            "情報政策課 山田",
            "個人の氏名と思われる記載があります。",
            "「山田」を部署名に置き換えてください。氏名でない場合又は公表してよい場合、修正は不要です。",
        ),
        (
            "contact_phone",
            "090-1234-5678",
            "携帯電話の番号と思われる記載があります。",
            "「090-1234-5678」を部署の番号に置き換えてください。公表してよい場合、修正は不要です。",
        ),
        (
            "process_note",
            "情報政策課（090-1234-5678）",
            "携帯電話の番号と思われる記載があります。",
            "「090-1234-5678」を部署の番号に置き換えてください。公表してよい場合、修正は不要です。",
        ),
        (
            "contact_email",
            "taro.yamada@pref.example.lg.jp",
            "個人のものと思われるメールアドレスがあります。",
            "「taro.yamada@pref.example.lg.jp」を部署の共用アドレスに置き換えてください。公表してよい場合、修正は不要です。",
        ),
        (
            "process_note",
            "1234 5678 9018",
            "個人番号（マイナンバー）と思われる12桁の数字があります。",
            "「1234 5678 9018」が個人番号の場合は、必ず削除してください。個人番号でない場合、修正は不要です。",
        ),
        (
            "process_note",
            "西新宿2丁目8番1号",
            "番地等までの住所と思われる記載があります。",
            "「西新宿2丁目8番1号」が個人の住所の場合は、削除してください。庁舎の所在地等の場合、修正は不要です。",
        ),
        (
            "background",
            "https://example.jp/a",
            "リンク（URL）の記載があります。",
            "「https://example.jp/a」を公表してよいことを確認してください。公表してよい場合、修正は不要です。",
        ),
    ],
)
def test_each_kind_is_told_at_its_cell(key: str, text: str, sentence: str, suggestion: str) -> None:
    paper = filled()
    paper.type("cases", key, text, FIRST)
    (found,) = personal(paper)
    assert (found.severity, found.cell, found.case_id, found.key) == (
        "warning", paper.cell("cases", key, FIRST), FIRST, key,
    )  # fmt: skip
    assert (found.sentence.ja, found.suggestion.ja, found.value) == (sentence, suggestion, text)
    assert paper.judged().submission.status == "accepted"


def test_several_of_one_kind_are_told_once_and_several_kinds_each() -> None:
    paper = filled()
    paper.type("cases", "process_note", "担当：山田・佐藤主査、携帯 090-1234-5678", FIRST)
    name, mobile = personal(paper)
    assert name.suggestion.ja.startswith("「山田」、「佐藤」を部署名に")
    assert name.suggestion.en.startswith('Put the department in place of "山田", "佐藤".')
    assert mobile.sentence.en == "This looks like the number of a mobile telephone."


def test_the_department_of_the_respondent_is_looked_at_since_cases_show_it() -> None:
    paper = filled()
    paper.type("respondent", "department", "情報政策課 山田")
    (found,) = personal(paper)
    assert (found.topic, found.cell, found.case_id) == ("respondent", paper.cell("respondent", "department"), None)


def test_what_is_not_published_may_name_anybody() -> None:
    paper = filled(carried=[CARRIED])
    for topic in ("respondent", "cases"):
        for key, question in questions_of(topic).items():
            if not question.is_published and question.kind.__class__.__name__ == "FreeText":
                paper.type(topic, key, "山田太郎 090-1234-5678", FIRST if topic == "cases" else "")
    paper.type("cases", "summary", "担当：山田", SECOND)
    paper.type("cases", "publication", "公表不可", SECOND)
    paper.type("cases", "summary", "担当：山田", CARRIED)
    paper.type("cases", "withdrawn", "○", CARRIED)
    assert questions_of("cases")["summary"].scope > WHEN_WITHDRAWN
    assert personal(paper) == []


def test_what_cannot_be_read_is_looked_at_too_so_that_nobody_mends_it_twice() -> None:
    paper = filled()
    paper.type("cases", "contact_phone", "山田携帯 090-1234-567８（昼間）", FIRST)
    found = [each for each in paper.judged().submission.findings if each.key == "contact_phone"]
    assert {each.code for each in found} >= {"bad-format", "personal-data"}
    assert {each.cell for each in found} == {paper.cell("cases", "contact_phone", FIRST)}


def test_an_address_that_lost_its_at_sign_is_no_link() -> None:
    paper = filled()
    paper.type("cases", "contact_email", "joho.example.jp", FIRST)
    (found,) = paper.judged().submission.findings
    assert (found.code, found.cell) == ("bad-format", paper.cell("cases", "contact_email", FIRST))
    assert found.sentence.ja.startswith("メールアドレス")


def test_a_day_and_a_number_are_no_texts() -> None:
    paper = filled()
    paper.type("cases", "summary", dt.date(2026, 4, 1), FIRST)
    paper.type("cases", "initial_cost", 123_456_789, FIRST)
    assert personal(paper) == []


def test_a_correction_copy_says_what_to_do() -> None:
    paper = filled()
    paper.type("cases", "contact_department", "情報政策課 山田", FIRST)
    paper.type("cases", "name", None, FIRST)
    (copy,) = corrections(the_survey(), Collected((paper.judged().submission,), ()))
    (told,) = [each for each in copy.form.findings if each.code == "personal-data"]
    assert told.suggestion.ja.startswith("「山田」を部署名に置き換えてください。")
