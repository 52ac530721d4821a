"""Whose a file is: of which prefecture names speak, what casts doubt on the owner, and what must not be drawn then."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from survey_tool.form.contract.marker import Marker
from survey_tool.intake.cells.grid import CoveringMail, Refused
from survey_tool.intake.judging.submission import Collected, Submission
from survey_tool.intake.locating.named import prefecture_of_address, spoken_of
from survey_tool.intake.locating.owner import Known, Owner, OwnerInDoubtError
from survey_tool.intake.redrawing.corrections import corrections, form_with_answers, write_corrections
from survey_tool.intake.redrawing.merging import merged
from survey_tool.intake.settling.found_out import FoundOut
from survey_tool.intake.settling.round import judged
from survey_tool.intake.settling.verdict import Judge
from survey_tool.post.letters.contacts import Contact, Contacts
from survey_tool.settings.round import Round
from survey_tool.wording.words import Words
from tests.forms import Paper, filled, the_survey

NAMES = """
愛媛県.xlsx 38 | 愛媛県庁.xlsx 38 | 愛媛県_調査票 38 | 愛媛県（修正） 38 | 愛媛県デジタル戦略局 38
令和8年度_愛媛県回答.xlsx 38 | 東京都からの転送 13 | 東京都.zip 13 | 東京都府中市.xlsx 13 | 東京都府中市 13
府中市（東京都） 13 | 東京都庁 13 | 【東京都】回答 13 | 京都府.xlsx 26 | 京都府府中町 26 | 京都府庁より 26
【京都府】回答（最終）.xlsx 26 | 回答_京都府 26 | 北海道.xlsx 01 | 北海道庁 01 | 北海道札幌市 01 | 北海道総合政策部 01
01北海道 01 | 大阪府 27 | 大阪府堺市 27 | 沖縄県.zip 47 | 沖縄県那覇市.xlsx 47 | 香川県三豊市 37 | 神奈川県.xlsx 14
和歌山県 30 | 鹿児島県 46 | 山口県周南市 35 | 福岡県京都郡苅田町 40 | 愛知県一宮市 23 | 広島県府中市 34
愛媛県四国中央市 38 | 静岡県中部地域局 22 | 鳥取県中部総合事務所 31 | 大阪.xlsx 27 | 京都.xlsx 26 | 東京.xlsx 13
愛媛.zip 38 | 27大阪 27 | 27_大阪_回答.xlsx 27 | 大阪(修正).xlsx 27 | 大阪2.xlsx 27 | 大阪・回答 27 | 愛媛回答.xlsx 38
回答愛媛.xlsx 38 | 愛媛分 38 | 沖縄から 47 | 調査票_青森 02 | 調査票_福島_v2 07 | 青森修正版 02 | 大分 44
三重.ods 24 | ｴﾋﾒ - | ehime 38 | ehime.xlsx 38 | EHIME.XLSX 38 | Ehime-ken 38 | ehime_pref 38 | ehimeken 38
ehimepref.zip 38 | Ehime Prefecture 38 | 38_ehime 38 | survey_ehime_final.xlsx 38 | ｅｈｉｍｅ 38 | tokyo-to 13
tokyoto 13 | Tokyo Metropolitan Government 13 | toukyou 13 | kyoto-fu 26 | kyotofu.xlsx 26 | osaka_2026.xlsx 27
osakafu 27 | oosaka 27 | Hokkaido.zip 01 | hokkaidou 01 | gumma 10 | gunma 10 | hyougo 28 | ohita 44 | kouchi 39
okinawa_回答.xlsx 47 | 回答_okinawa 47 | okinawa(1).xlsx 47 | ehime愛媛 38 | Ehime愛媛県 38
joint-procurement_2026_38_ehime.xlsx 38 | joint-procurement_2026_38_ehime(1).xlsx 38
Re_joint-procurement_2026_14_kanagawa.xlsx 14 | joint-procurement_2026_38_ehime_correction-abc123.xlsx 38
joint-procurement_2026_13_tokyo（香川県と共同） 13 | 13東京都.xlsx 13 | １３東京都 (1).xlsx 13
13東京都_修正用-0a1b2c.xlsx 13 | 13東京都（香川県と共同） 13 | RE 38愛媛県_香川県から転送.xlsx 38 | 14東京都.xlsx 13
2013東京都・香川県.xlsx - | 13東京都庁・香川県 - | 14東京都・香川県 - | joint-procurement_2026_99_x.xlsx - | 京都郡.xlsx -
青森市.xlsx - | 広島市役所 - | 福島区.xlsx - | 大阪市 - | 大阪市福島区 - | 京都市 - | 長野市.xlsx - | 千葉市中央区 -
山口市.zip - | 宮城野区 - | 岡山市 - | 福井市回答.xlsx - | 奈良市 - | 石川町 - | 山形村 - | 東京事務所 -
東京湾岸組合 - | 大阪広域水道企業団 - | 高知工科大学 - | 山県市 - | aomori-shi - | aomori_city - | City of Hiroshima -
city.osaka - | hiroshima-city.xlsx - | kyoto-gun - | Fukushima Ward - | nagano village - | mieru.xlsx - | osakana -
sagami.xlsx - | narabe - | chibacity - | kagawasaki - | tokyoite - | 東京都・神奈川県.xlsx - | 愛媛県と香川県 -
愛媛_香川.xlsx - | ehime-kagawa - | 東京都経由京都府 - | 大阪・京都 - | 東京・ehime - | 北海道・東北 -
北海道東北ブロック - | 九州・沖縄 - | 九州沖縄 - | 沖縄・九州ブロック - | Kyushu-Okinawa - | hokkaido tohoku -
関東・山梨 - | 中国、四国 - | 回答.xlsx - | 調査票.xlsx - | 38.xlsx - | 47 - | 2026 - | attachments.zip -
添付ファイル - | 都道府県回答 - | 全国 - | 受信 - | Re - | returned - | 山口太郎.xlsx - | 石川さん - | 宮崎係長 -
福島第一 - | 愛媛県_山口.xlsx 38 | 高知県（石川） 39
"""
IN_MAILS = """
愛媛県デジタル戦略局 38 | 【愛媛県】回答 38 | RE: 東京都の回答について 13 | 北海道庁 01 | 京都府総務部 26
山口 太郎 - | 石川 - | Chiba Taro - | 福島です - | 愛媛県 山口 38 | 大阪 - | ehime - | 東京都と愛媛県 -
調査票の提出 - | FW: joint-procurement_2026_38_ehime.xlsx 38 | 京都市 - | 九州・沖縄 -
"""
ADDRESSES = """
a@pref.ehime.lg.jp 38 | a@pref.ehime.jp 38 | a@mail.pref.ehime.lg.jp 38 | A@PREF.EHIME.LG.JP 38
a@metro.tokyo.lg.jp 13 | a@metro.tokyo.jp 13 | a@section.metro.tokyo.jp 13 | a@pref.kyoto.lg.jp 26
a@pref.hokkaido.lg.jp 01 | a@pref.gunma.jp 10 | a@pref.oita.jp 44 | a@pref.osaka.lg.jp 27 | a@city.osaka.lg.jp -
a@city.matsuyama.ehime.jp - | a@gmail.com - | ehime@gmail.com - | a@pref.example.lg.jp - | a@ehime.example.jp -
a@pref.ehime.example.com - | a@xpref.ehime.lg.jp - | a@pref.ehime.lg.jp.example.com - | - - | a@lg.jp -
known@gmail.com 37 | other@gmail.com - | a@digital.lg.jp 37 | a@shared.lg.jp - | twice@outlook.jp -
"""
KNOWN = Contacts(
    tuple(
        Contact(code, "課", "", address, "to")
        for code, address in (
            ("37", "known@gmail.com"),
            ("37", "joho@digital.lg.jp"),
            ("38", "ehime@shared.lg.jp"),
            ("39", "kochi@shared.lg.jp"),
            ("36", "twice@outlook.jp"),
            ("39", "twice@outlook.jp"),
        )
    )
)


def rows(table: str) -> list[tuple[str, str | None]]:
    """A text and the code that it is expected to say, None for none."""
    cells = (cell.strip().rpartition(" ") for line in table.strip().splitlines() for cell in line.split(" | "))
    return [(text, None if code == "-" else code) for text, _, code in cells]


def test_there_are_rows_enough_and_each_once() -> None:
    texts = [text for text, _ in rows(NAMES)]
    assert len(texts) == len(set(texts)) >= 150


@pytest.mark.parametrize(("text", "code"), rows(NAMES))
def test_of_which_prefecture_a_name_speaks(text: str, code: str | None) -> None:
    assert spoken_of(text, the_survey().places).code == code


@pytest.mark.parametrize(("text", "code"), rows(IN_MAILS))
def test_of_which_prefecture_a_subject_or_a_sender_speaks(text: str, code: str | None) -> None:
    assert spoken_of(text, the_survey().places, whole_only=True).code == code


@pytest.mark.parametrize(("address", "code"), rows(ADDRESSES))
def test_whose_an_address_is(address: str, code: str | None) -> None:
    assert prefecture_of_address(address, the_survey().places, KNOWN.whose) == code


def test_every_prefecture_is_known_by_all_its_names() -> None:
    places = the_survey().places
    for code, each in places.prefectures.items():
        short = each.name.ja if code == "01" else each.name.ja[:-1]
        for name in (each.name.ja, short, each.romaji, each.name.en.upper(), f"{short}回答"):
            assert spoken_of(f"{name}.xlsx", places).code == code, name
        assert prefecture_of_address(f"a@pref.{each.romaji}.lg.jp", places, {}) == code


def test_no_municipality_is_taken_for_a_prefecture() -> None:
    places = the_survey().places
    said = {each.code: spoken_of(f"{each.name.ja}.xlsx", places).code for each in places.municipalities.values()}
    assert {code for code, spoken in said.items() if spoken} == set()
    for each in places.municipalities.values():
        own = places.prefectures[each.prefecture_code]
        assert spoken_of(f"{own.name.ja}{each.name.ja}.xlsx", places).code == own.code, each.name.ja


def doubts(paper: Paper, *, mail: CoveringMail | None = None, path: str = "", known: Known | None = None) -> list[str]:
    """What casts doubt on the owner of a file, in Japanese, without the name of the file."""
    file = replace(paper.file(), mail=mail)
    file = replace(file, path=Path(path)) if path else file
    submission = Judge(the_survey(), known or Known()).judge(file).submission
    assert {found.code for found in submission.owner.doubts} <= {"prefecture-mismatch"}
    assert set(submission.owner.doubts) <= set(submission.findings)
    assert submission.owner.certain == (not submission.owner.doubts)
    assert submission.held_back == bool(submission.owner.doubts)
    return [found.sentence.ja for found in submission.owner.doubts]


def around(what: str, said: str, prefecture: str = "愛媛県") -> str:
    return f"{what}「{said}」は{prefecture}を示していますが、調査票は東京都のものです。"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("愛媛県/調査票.xlsx", [around("フォルダ", "愛媛県")]),
        ("香川県/回答.xlsx", [around("フォルダ", "香川県", "香川県")]),
        ("ehime/調査票.xlsx", [around("フォルダ", "ehime")]),
        ("沖縄県.zip/調査票.xlsx", [around("ZIPファイル", "沖縄県.zip", "沖縄県")]),
        ("愛媛県からの転送/東京都.xlsx", [around("フォルダ", "愛媛県からの転送")]),
        ("受信/愛媛県.eml/東京都.zip/調査票.xlsx", [around("メールのファイル", "愛媛県.eml")]),
        ("愛媛県/愛媛県.zip/愛媛県.xlsx", ["ファイル名は愛媛県ですが、調査票は東京都のものです。"]),
        ("愛媛県/東京都・愛媛県.xlsx", [around("フォルダ", "愛媛県")]),
        ("愛媛県・香川県/調査票.xlsx", []),
        ("北海道・東北/調査票.xlsx", []),
        ("東京都/東京.zip/tokyo.xlsx", []),
        ("13/38/調査票.xlsx", []),
    ],
)
def test_every_name_around_a_file_may_cast_doubt(name: str, expected: list[str]) -> None:
    assert doubts(filled(name=name)) == expected


def test_the_folders_of_a_file_that_is_given_itself_count_too() -> None:
    workspace = the_survey().workspace
    assert doubts(filled(name="調査票.xlsx"), path="/data/愛媛県/調査票.xlsx") == [around("フォルダ", "愛媛県")]
    assert doubts(filled(name="調査票.xlsx"), path="/愛媛県/調査/調査票.xlsx") == [], "a computer may be anybody's"
    inside = workspace / "submissions/2026/愛媛県/古い/調査票.xlsx"
    assert doubts(filled(name="調査票.xlsx"), path=str(inside)) == [around("フォルダ", "愛媛県")]
    told_once = doubts(filled(name="愛媛県/古い/調査票.xlsx"), path=str(inside))
    assert told_once == [around("フォルダ", "愛媛県")]


def test_what_a_mail_says_of_its_sender_casts_doubt_once_for_a_prefecture() -> None:
    def said(sender: str, subject: str = "", known: Known | None = None) -> list[str]:
        return doubts(
            filled(name="m.eml/調査票.xlsx"), mail=CoveringMail("m.eml", sender, subject=subject), known=known
        )

    address = "情報課 <joho@pref.ehime.lg.jp>"
    assert said(address) == [around("メールの差出人", address)]
    assert said("愛媛県情報課 <joho@pref.ehime.lg.jp>", "【愛媛県】回答") == [
        around("メールの差出人", "愛媛県情報課 <joho@pref.ehime.lg.jp>")
    ]
    assert said("情報課", "【愛媛県】回答") == [around("メールの件名", "【愛媛県】回答")]
    assert said("山口 太郎 <yamaguchi@gmail.com>", "回答（石川）") == []
    assert said("東京都 <a@metro.tokyo.lg.jp>", "【東京都】回答") == []
    assert said("課 <a@gmail.com>", known=Known(addresses={"a@gmail.com": "38"})) == [
        around("メールの差出人", "課 <a@gmail.com>")
    ]
    assert said("課 <a@pref.ehime.lg.jp>", known=Known(addresses={"pref.ehime.lg.jp": ""})) == [], "several share it"


def test_a_mail_around_the_mail_counts_too() -> None:
    outer = CoveringMail("o.eml", "愛媛県 <a@pref.ehime.lg.jp>", subject="転送")
    inner = CoveringMail("o.eml/m.eml", "東京都", within=outer)
    assert doubts(filled(name="o.eml/m.eml/調査票.xlsx"), mail=inner) == [
        around("メールの差出人", "愛媛県 <a@pref.ehime.lg.jp>")
    ]


def test_the_secretariat_itself_is_no_other_prefecture() -> None:
    survey = the_survey()
    office = {"name": {"ja": "愛媛県調査事務局", "en": "Ehime"}, "email": "s@pref.ehime.lg.jp"}
    ours = replace(survey, round=Round.model_validate({"round": "2026", "secretariat": office}))
    forwarded = CoveringMail("m.eml", "愛媛県 <x@pref.ehime.lg.jp>", subject="RE: 愛媛県調査事務局からの依頼")
    file = replace(filled(name="m.eml/調査票.xlsx").file(), mail=forwarded)
    assert Judge(ours).judge(file).submission.owner == Owner("13")


def test_the_case_ids_of_another_prefecture_cast_doubt() -> None:
    paper = filled("38", name="調査票.xlsx")
    for topic in ("respondent", "cases", "participants"):
        paper.sheet(topic).put(1, 1, str(Marker("2026", "13", topic, "ja")))
    file = paper.file()
    file = replace(file, grids=tuple(each for each in file.grids if each.name != "_meta"))
    (first, *others) = Judge(the_survey()).judge(file).submission.owner.doubts
    assert first.sentence.ja == around("事例番号", "38-2026-01")
    assert [each.cell for each in others] == ["F6"], "the printed prefecture is another's too"


def test_what_a_person_has_found_out_is_certain() -> None:
    paper = filled(name="愛媛県/愛媛県.xlsx")
    paper.sheet("respondent").put(paper.sheet("respondent").row_of("prefecture_code", 1), 6, "38 愛媛県")
    assert len(doubts(paper)) == 2
    digest = paper.file().sha256
    assert doubts(paper, known=Known({digest: "13"})) == []
    other = Judge(the_survey(), Known({digest: "38"})).judge(paper.file()).submission
    assert (other.owner, other.status, other.typed.cases) == (Owner("38", confirmed=True), "unreadable", ())
    assert [found.code for found in other.findings] == ["form-of-another-prefecture"]


def test_that_a_form_is_of_another_round_is_still_told_where_it_is_another_prefectures_as_well() -> None:
    paper = filled(name="三重県.xlsx")
    for topic in ("respondent", "cases", "participants"):
        paper.sheet(topic).put(1, 1, str(Marker("2025", "13", topic, "ja")))
    file = paper.file()
    file = replace(file, grids=tuple(each for each in file.grids if each.name != "_meta"))
    found = Judge(the_survey(), Known({file.sha256: "24"})).judge(file).submission.findings
    assert [(each.code, each.severity) for each in found] == [
        ("file-wrong-round", "error"),
        ("form-of-another-prefecture", "error"),
    ]
    assert "2025年度の調査票です。今回は2026年度の調査票です。" in found[0].message("ja")


def broken(name: str, mail: CoveringMail | None = None) -> Submission:
    file = Refused(Path(name), name, "0" * 64, 1, "file-unreadable", Words.same("x"), mail=mail)
    (verdict,) = judged(the_survey(), [file], FoundOut())
    return verdict.submission


def test_of_an_unreadable_file_the_names_around_it_say_whose_it_is_unless_they_differ() -> None:
    mail = CoveringMail("m.eml", "課 <a@pref.ehime.lg.jp>")
    assert broken("愛媛県/a.xlsx").owner == Owner("38")
    assert broken("m.eml/a.xlsx", mail).owner == Owner("38")
    assert broken("a.xlsx").owner == Owner()
    unclear = broken("東京都/愛媛県.xlsx")
    (said,) = unclear.owner.doubts
    assert (unclear.owner.code, unclear.owner.certain, said.code) == ("38", False, "prefecture-mismatch")
    assert said.sentence.ja == "ファイル名、フォルダ、メール等の示す都道府県が、互いに異なります（愛媛県、東京都）。"
    assert "survey-tool record owner" in said.suggestion.ja


def test_nothing_can_be_drawn_for_a_prefecture_from_a_return_that_may_be_anothers() -> None:
    paper = filled(name="愛媛県.xlsx")
    paper.type("cases", "name", None, "13-2026-01")
    doubtful = paper.judged().submission
    assert (doubtful.prefecture_code, doubtful.status) == ("13", "needs_correction")
    assert list(corrections(the_survey(), Collected((doubtful,), ()))) == []
    with pytest.raises(OwnerInDoubtError):
        form_with_answers(doubtful)
    with pytest.raises(OwnerInDoubtError):
        merged(the_survey(), [filled().judged().submission, doubtful])
    with pytest.raises(OwnerInDoubtError):
        _ = Owner().certainly


def test_returns_that_contradict_each_other_and_may_be_anothers_have_no_copy(tmp_path: Path) -> None:
    doubtful = filled(name="愛媛県.xlsx").judged().submission
    collected = Collected((filled().judged().submission.marked("conflict"), doubtful.marked("conflict")), ())
    assert write_corrections(the_survey(), collected, tmp_path).needed == ()
