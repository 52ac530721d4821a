"""A round is begun, set and addressed at the desk: mistakes stand at their fields, and nothing unusable is written."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from survey_tool.post.letters.contacts import read_contacts
from survey_tool.post.rounds.new_round import contacts_text
from survey_tool.reference.places import read_places
from survey_tool.settings.reading import read_round
from tests.commands import command
from tests.desks import ORIGIN, Asked, a_desk

ASKED = {"Origin": ORIGIN}
ROW = "13,東京都,情報課,佐藤,a@b.jp,to"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "survey.toml").write_text('# 説明\nround = "2026"\ndeadline = 2026-12-11\n', encoding="utf-8")
    return tmp_path


def sealed(desk: Asked, **typed: str) -> dict[str, str]:
    seal = re.search(r'name="seal" value="(\w+)"', desk.get("/settings").text)
    assert seal
    return {"seal": seal[1], **typed}


def test_an_empty_folder_becomes_a_round_as_init_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    here, beside = tmp_path / "here", tmp_path / "beside"
    here.mkdir()
    beside.mkdir()
    with a_desk(here) as desk:
        page = desk.get("/").text
        assert "まだ調査を始めていません" in page
        assert "回答期限" not in page, "no round, no deadline"
        assert "都道府県の状況" not in page
        assert "2026年度調査" not in page, "nothing was begun"
        assert "data-drop" not in page, "there is nothing that could have come in"
        assert "調査の流れ" in page
        for path in ("/letters", "/release", "/close", "/prefectures/13", "/status.xlsx"):
            assert desk.get(path).headers["location"] == "/", path
        assert desk.post("/begin").headers["location"] == "/settings?done=started"
        assert "調査名、期限及び事務局の連絡先を設定してください" in desk.get("/settings?done=started").text
    assert command("init", workspace=beside, lang=None).code == 0
    for name in ("survey.toml", "contacts.csv"):
        assert (here / name).read_bytes() == (beside / name).read_bytes(), name


def test_settings_are_saved_and_comments_stay(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        answer = desk.post("/settings", sealed(desk, deadline="2026-12-18", **{"secretariat.phone": "03-1111-2222"}))
        assert answer.headers["location"] == "/settings?done=saved"
        assert "2026年12月18日" in desk.get("/").text
    assert (workspace / "survey.toml").read_text(encoding="utf-8").startswith("# 説明\n")
    found = read_round(workspace)
    assert (found.deadline.isoformat(), found.secretariat.phone) == ("2026-12-18", "03-1111-2222")


@pytest.mark.parametrize(
    "held", ["templates/2026/13.xlsx", "submissions/2026/set-aside/13.pdf", "mail/2026/invite/13.eml"]
)
def test_a_round_under_way_keeps_its_name(workspace: Path, held: str) -> None:
    """All that came would be none of the round's, and every prefecture owe its answer."""
    before = (workspace / "survey.toml").read_bytes()
    (workspace / held).parent.mkdir(parents=True)
    with a_desk(workspace) as desk:
        assert desk.post("/settings", sealed(desk, deadline="2026-12-18", round="2026")).status_code == 303
        saved = (workspace / "survey.toml").read_bytes()
        assert saved != before
        (workspace / held).touch()
        answer = desk.post("/settings", sealed(desk, round="2027"))
        assert answer.status_code == 422
        wrong = re.search(r'id="round.wrong">(.*?)</p>', answer.text)
        assert wrong
        folder = "/".join(held.split("/")[:2])
        assert wrong[1] == (
            f"調査「2026」の調査票、提出されたファイル又はメールの下書きがあるため、調査名は変更できません（{folder}）。 "
            "次回の調査は、新しいフォルダで始めてください。"
            "名前を誤って設定した場合は、これらのフォルダを他の場所に移した後に変更してください。"
        )
        assert (workspace / "survey.toml").read_bytes() == saved
        (workspace / held).unlink()
        assert desk.post("/settings", sealed(desk, round="2027")).status_code == 303


def test_a_mistake_stands_at_its_field_and_nothing_is_written(workspace: Path) -> None:
    before = (workspace / "survey.toml").read_bytes()
    with a_desk(workspace) as desk:
        answer = desk.post("/settings", sealed(desk, deadline="12月の終わり", **{"secretariat.email": "<b>"}))
    assert answer.status_code == 422
    assert 'value="12月の終わり" aria-invalid="true" aria-describedby="deadline.wrong"' in answer.text
    wrong = re.search(r'id="deadline.wrong">(.*?)</p>', answer.text)
    assert wrong
    assert wrong[1] == "「12月の終わり」は使用できません。 2026-12-11 のように年月日を指定してください。"
    assert "&lt;b&gt;" in answer.text
    assert (workspace / "survey.toml").read_bytes() == before


def test_what_somebody_changed_meanwhile_is_not_written_over(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        typed = sealed(desk, deadline="2026-12-18")
        (workspace / "survey.toml").write_text('round = "2026"\n# 変更\n', encoding="utf-8")
        answer = desk.post("/settings", typed)
    assert (answer.status_code, "変更されました。まだ保存していません。" in answer.text) == (409, True)
    assert (workspace / "survey.toml").read_text(encoding="utf-8") == 'round = "2026"\n# 変更\n'


def test_what_somebody_changed_meanwhile_stands_beside_what_would_replace_it(workspace: Path) -> None:
    """Two tabs: whoever was told to look it through and save again saw only their own page, and took the other's day back."""
    with a_desk(workspace) as desk:
        name = {"secretariat.name.ja": "○○課", "secretariat.name.en": "Office"}
        one = sealed(desk, deadline="2026-12-11", **name, **{"secretariat.phone": "03-0000-0000"})
        other = sealed(desk, deadline="2026-12-15", **name, **{"secretariat.phone": ""})
        assert desk.post("/settings", other).status_code == 303
        answer = desk.post("/settings", one)
    assert answer.status_code == 409
    assert re.findall(r'id="([\w.]+)\.wrong">(.*?) *</p>', answer.text) == [
        ("deadline", "現在の設定は「2026-12-15」です。保存すると、この欄の内容に置き換わります。"),
        ("secretariat.phone", "現在の設定は空欄です。保存すると、この欄の内容が入ります。"),
    ]
    assert '<li><a href="#deadline">回答期限</a></li>' in answer.text


def test_a_file_that_is_no_settings_says_where(workspace: Path) -> None:
    (workspace / "survey.toml").write_text("round ＝ 2026\n", encoding="utf-8")
    with a_desk(workspace) as desk:
        page = desk.get("/settings").text
    assert "survey.toml 1行目" in page
    assert 'name="seal"' not in page


def test_a_mistake_is_named_above_and_the_rarely_needed_settings_stay_folded(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        page = desk.post("/settings", sealed(desk, deadline="2026-11-01", sent_on="2026-11-24")).text
        told = re.search(r'id="deadline.wrong">(.*?)</p>', page)
        assert told
        assert told[1] == "「調査票を送付する日」より前の日です。 同じ日又は後の日を指定してください。"
        assert '<li><a href="#deadline">回答期限</a></li>' in page
        assert "<details><summary>必要な場合に限り変更する項目" in page
        page = desk.post("/settings", sealed(desk, **{"form.cases": "多め"})).text
        assert "<details open><summary>必要な場合に限り変更する項目" in page
        assert '<option value="ja" selected>日本語</option>' in page


def test_a_round_that_is_only_begun_leads_to_what_is_to_be_filled_in(tmp_path: Path) -> None:
    (tmp_path / "survey.toml").write_text('round = ""\ndeadline = ""\n', encoding="utf-8")
    with a_desk(tmp_path) as desk:
        assert desk.get("/").headers["location"] == "/settings"
        page = desk.get("/settings").text
        assert "次の項目を記入又は修正してください" in page
        assert "保存していません" not in page, "nothing was to be saved"


def test_the_list_of_contacts_goes_to_excel_and_comes_back(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        for text, told in (("", []), (f"prefecture_code,prefecture,department,person,email,kind\n{ROW}\n", ["a@b.jp"])):
            if text:
                (workspace / "contacts.csv").write_text(text, encoding="utf-8")
            book = desk.get("/settings/contacts.xlsx").content
            sheet = load_workbook(io.BytesIO(book)).active
            assert sheet
            assert [cell.value for cell in sheet[1]] == [
                "都道府県コード", "都道府県", "部署名", "氏名", "メールアドレス", "種別",
            ]  # fmt: skip
            files = {"contacts": ("連絡先.xlsx", book)}
            answer = desk.client.post("/settings/contacts", files=files, headers=ASKED)
            assert answer.headers["location"] == "/settings?done=contacts_taken", answer.text
            kept = read_contacts(workspace / "contacts.csv", read_places().prefecture_list)
            assert [each.address for each in kept.everyone] == told
            assert desk.get("/settings/contacts").headers["location"] == "/settings#contacts"


def test_contacts_are_taken_over_and_the_list_before_is_kept(workspace: Path) -> None:
    (workspace / "contacts.csv").write_bytes(b"before")
    good = contacts_text(read_places(), "ja").replace("13,東京都,,,,to", "13,東京都,情報政策課,,joho@pref.tokyo.jp,to")
    with a_desk(workspace) as desk:
        for content, status in ((good.replace("joho@", "joho＠@"), 422), (good, 303)):
            files = {"contacts": ("連絡先.csv", content.encode("cp932"))}
            answer = desk.client.post("/settings/contacts", files=files, headers={"Origin": str(desk.client.base_url)})
            assert answer.status_code == status, answer.text
            if status == 422:
                assert "連絡先.csv 16行目（東京都、情報政策課）「email」" in answer.text
                assert (workspace / "contacts.csv").read_bytes() == b"before"
        assert "情報政策課 &lt;joho@pref.tokyo.jp&gt;" in desk.get("/settings").text
    assert (workspace / "contacts-before.csv").read_bytes() == b"before"


def in_excel(text: str) -> bytes:
    """A list of contacts as Excel keeps it: codes as numbers, a line within a name."""
    book = io.BytesIO()
    with Workbook(book) as made:
        sheet = made.add_worksheet("連絡先")
        for number, row in enumerate(csv.reader(io.StringIO(text))):
            for column, cell in enumerate(row):
                sheet.write(number, column, int(cell) if cell.isdecimal() else cell)
    return book.getvalue()


def test_contacts_are_taken_from_excel_with_mistakes_at_their_rows(workspace: Path) -> None:
    good = contacts_text(read_places(), "ja").replace(
        "01,北海道,,,,to", '01,北海道,"情報\n政策課",,joho@pref.hokkaido.jp,to'
    )
    with a_desk(workspace) as desk:
        for content, told in (
            (in_excel(good.replace("joho@", "joho＠@")), "連絡先.xlsx 4行目（北海道、情報 政策課）「email」"),
            (in_excel(""), "連絡先.xlsx：記入されたシートがありません。"),
            (b"PK\3\4", "連絡先.xlsx：読み取ることができません（"),
        ):
            answer = desk.client.post("/settings/contacts", files={"contacts": ("連絡先.xlsx", content)}, headers=ASKED)
            assert (answer.status_code, told in answer.text) == (422, True), answer.text
        assert not (workspace / "contacts.csv").exists()
        files = {"contacts": ("連絡先.xlsx", in_excel(good))}
        assert desk.client.post("/settings/contacts", files=files, headers=ASKED).status_code == 303
        assert "情報 政策課 &lt;joho@pref.hokkaido.jp&gt;" in desk.get("/settings").text
    kept = read_contacts(workspace / "contacts.csv", read_places().prefecture_list)
    assert [each.address for each in kept.of("01")] == ["joho@pref.hokkaido.jp"]


def test_the_next_round_follows_the_last_as_init_from_does(
    workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    here, beside = tmp_path_factory.mktemp("here"), tmp_path_factory.mktemp("beside")
    with a_desk(here) as desk:
        for wrong in ("", str(here / "nothing"), str(here)):
            assert desk.post("/follow", {"last": wrong}).status_code == 409
        assert desk.post("/follow", {"last": str(workspace)}).headers["location"] == "/settings?done=followed"
        assert "値がありません" in desk.get("/settings").text
    assert command("init", "--from", workspace, workspace=beside).code == 0
    assert (here / "survey.toml").read_bytes() == (beside / "survey.toml").read_bytes()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            '[secretariat]\nemial = "a@b.jp"\n',
            "「secretariat.emial」：この項目はありません。「email」ではありませんか。",
        ),
        ('secretariat = "調査係"\n', "「secretariat」：「調査係」は使用できません。"),
        ('colour = "red"\n', "「colour」：この項目はありません。"),
    ],
)
def test_what_no_field_mends_is_told_wherever_somebody_looks(tmp_path: Path, written: str, told: str) -> None:
    before = f'round = "2026"\ndeadline = 2026-12-11\n{written}'
    (tmp_path / "survey.toml").write_text(before, encoding="utf-8")
    with a_desk(tmp_path) as desk:
        first = desk.get("/")
        assert (first.status_code, told in first.text) == (409, True), "nobody is led to a page that cannot mend it"
        page = desk.get("/settings").text
        assert told in page
        assert "この画面の欄では修正できません" in page
        assert "次の項目を記入又は修正してください" not in page, "there is no such field"
        answer = desk.post("/settings", sealed(desk, deadline="2026-12-18"))
        assert (answer.status_code, told in answer.text) == (422, True)
    assert (tmp_path / "survey.toml").read_text(encoding="utf-8") == before


def test_one_of_several_numbers_is_told_at_their_field(workspace: Path) -> None:
    with a_desk(workspace) as desk:
        page = desk.post("/settings", sealed(desk, **{"publication.cost_bands": "1, abc"})).text
    wrong = re.search(r'id="publication.cost_bands.wrong">(.*?)</p>', page)
    assert wrong
    assert wrong[1] == "「abc」は使用できません。 整数を指定してください。"
    assert 'value="1, abc" aria-invalid="true"' in page
    assert "この画面の欄では修正できません" not in page


def test_settings_in_no_encoding_are_not_written_over(workspace: Path) -> None:
    before = 'round = "2026" # 調査'.encode("utf-16-le")
    (workspace / "survey.toml").write_bytes(before)
    with a_desk(workspace) as desk:
        page = desk.get("/settings").text
        assert "survey.toml：文字コードを判別できません。" in page
        assert 'name="seal"' not in page
        seal = hashlib.sha256(b"").hexdigest()
        assert desk.post("/settings", {"seal": seal, "deadline": "2026-12-18"}).status_code == 409
    assert (workspace / "survey.toml").read_bytes() == before


def test_a_table_in_one_line_is_saved_as_well(workspace: Path) -> None:
    (workspace / "survey.toml").write_text('round = "2026"\nsmtp = { host = "a.jp", port = 587 }\n', encoding="utf-8")
    with a_desk(workspace) as desk:
        assert desk.post("/settings", sealed(desk, **{"smtp.host": "b.jp"})).status_code == 303
    found = read_round(workspace).smtp
    assert found
    assert (found.host, found.port) == ("b.jp", 587)


LISTED = (
    "# 名簿\n都道府県コード,都道府県,部署名,氏名,メールアドレス,種別,備考\n"
    '13,東京都,情報課,佐藤,a@b.jp,宛先,"内線\n12"\n14,神奈川県,課,,c@d.jp,宛先,\n# 済\n13,東京都,,山田,e@f.jp,写し,\n'
)


def test_contacts_of_one_prefecture_are_edited_as_fields_and_nothing_else_changes(workspace: Path) -> None:
    path = workspace / "contacts.csv"
    path.write_text(LISTED, encoding="utf-8-sig")
    with a_desk(workspace) as desk:
        shown = desk.get("/settings/contacts/13").text
        assert "東京都の連絡先" in shown
        assert 'name="email.1" value="e@f.jp"' in shown
        seal = re.search(r'name="seal" value="([^"]+)"', shown)
        assert seal
        typed = {
            "seal": seal[1],
            "department.0": "情報課", "person.0": "鈴木", "email.0": "a@b.jp", "kind.0": "to",
            "department.1": "", "person.1": "山田", "email.1": "e@f.jp", "kind.1": "cc",
            "department.2": "総務課", "person.2": "", "email.2": "g@h.jp", "kind.2": "cc",
        }  # fmt: skip
        answer = desk.post("/settings/contacts/13", typed)
        assert answer.headers["location"] == "/settings?done=contacts_saved#contacts", answer.text
        assert "連絡先を保存しました" in desk.get("/settings?done=contacts_saved").text
        assert desk.post("/settings/contacts/13", typed).status_code == 303, "sent twice, it adds nobody twice"
    assert path.read_text(encoding="utf-8-sig") == (
        "# 名簿\n都道府県コード,都道府県,部署名,氏名,メールアドレス,種別,備考\n"
        '13,東京都,情報課,鈴木,a@b.jp,宛先,"内線\n12"\n14,神奈川県,課,,c@d.jp,宛先,\n# 済\n13,東京都,,山田,e@f.jp,写し,\n'
        "13,東京都,総務課,,g@h.jp,cc,\n"
    )


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send of the rows as they stand on the page."""
    chosen = re.findall(r'<select name="([\w.]+)".*?<option value="(\w+)" selected>', page)
    return dict(re.findall(r'<input(?: type="hidden")? name="(seal|[\w]+\.\d+)" value="([^"]*)"', page) + chosen)


def told_beside(page: str) -> list[str]:
    return re.findall(r'colspan="4"><p class="mistake">(.*?)</p>', page)


def test_two_who_change_contacts_at_once_both_keep_what_they_have_changed(workspace: Path) -> None:
    """Two tabs: the second was refused, and told of rows that neither had changed; saved again, it took back what the first had done."""
    path = workspace / "contacts.csv"
    path.write_text(LISTED, encoding="utf-8-sig")
    with a_desk(workspace) as desk:
        shown = {code: fields_of(desk.get(f"/settings/contacts/{code}").text) for code in ("13", "14")}
        other = {"person.0": "鈴木", "department.2": "総務課", "email.2": "g@h.jp"}
        mine = {"person.1": "林", "kind.1": "to", "department.2": "調査課", "email.2": "i@j.jp"}
        for code, typed in (("13", other), ("14", {"person.0": "高橋"}), ("13", mine)):
            assert desk.post(f"/settings/contacts/{code}", shown[code] | typed).status_code == 303, (code, typed)
    assert [line for line in path.read_text(encoding="utf-8-sig").splitlines() if "@" in line] == [
        '13,東京都,情報課,鈴木,a@b.jp,宛先,"内線',
        "14,神奈川県,課,高橋,c@d.jp,宛先,",
        "13,東京都,,林,e@f.jp,to,",
        "13,東京都,総務課,,g@h.jp,to,",
        "13,東京都,調査課,,i@j.jp,to,",
    ]


def test_a_contact_that_two_have_changed_stands_beside_what_would_replace_it(workspace: Path) -> None:
    path = workspace / "contacts.csv"
    path.write_text(LISTED, encoding="utf-8-sig")
    with a_desk(workspace) as desk:
        shown = fields_of(desk.get("/settings/contacts/13").text)
        assert desk.post("/settings/contacts/13", shown | {"person.0": "鈴木"}).status_code == 303
        answer = desk.post("/settings/contacts/13", shown | {"person.0": "林", "person.1": "森"})
        assert (answer.status_code, "まだ保存していません。" in answer.text) == (409, True)
        assert told_beside(answer.text) == [
            "現在の一覧では「情報課 鈴木 a@b.jp 宛先」です。保存すると、上の行の内容に置き換わります。"
        ]
        assert "鈴木" in path.read_text(encoding="utf-8-sig")
        assert desk.post("/settings/contacts/13", fields_of(answer.text)).status_code == 303
    assert [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.startswith("13")] == [
        '13,東京都,情報課,林,a@b.jp,宛先,"内線',
        "13,東京都,,森,e@f.jp,写し,",
    ]


def test_who_was_taken_out_stays_out_unless_another_has_changed_the_row(workspace: Path) -> None:
    path = workspace / "contacts.csv"
    path.write_text(LISTED.replace("写し", "宛先"), encoding="utf-8-sig")
    with a_desk(workspace) as desk:
        shown = fields_of(desk.get("/settings/contacts/13").text)
        gone = {"department.0": "", "person.0": "", "email.0": ""}
        assert desk.post("/settings/contacts/13", shown | gone).status_code == 303
        mine = {"department.3": "調査課", "email.3": "i@j.jp"}
        assert desk.post("/settings/contacts/13", shown | mine).status_code == 303
        page = desk.get("/settings").text
        assert [page.count(f"&lt;{each}&gt;") for each in ("a@b.jp", "e@f.jp", "i@j.jp")] == [0, 1, 1]
        answer = desk.post("/settings/contacts/13", shown | {"person.0": "林"})
        assert (answer.status_code, answer.text.count('value="e@f.jp"')) == (409, 1)
        assert told_beside(answer.text) == ["上の行は、現在の一覧にはありません。保存すると、加わります。"]
        assert desk.post("/settings/contacts/13", fields_of(answer.text)).status_code == 303
        page = desk.get("/settings").text
        assert [page.count(f"&lt;{each}&gt;") for each in ("a@b.jp", "e@f.jp", "i@j.jp")] == [1, 1, 1]


def test_somebody_in_copy_is_added_to_a_list_that_knew_of_none(workspace: Path) -> None:
    """A list of one's own without 種別 was taken, and after that the page had no place to say who gets a copy."""
    path = workspace / "contacts.csv"
    path.write_text(
        "名簿,,,\n都道府県,担当課,氏名,メール\n東京都,情報課,,a@b.jp\n神奈川県,課,,c@d.jp\n", encoding="utf-8"
    )
    with a_desk(workspace) as desk:
        shown = desk.get("/settings/contacts/13").text
        seal = re.search(r'name="seal" value="(\w+)"', shown)
        assert seal
        assert 'name="kind.1"' in shown
        typed = {
            "seal": seal[1],
            "department.0": "情報課", "email.0": "a@b.jp", "kind.0": "to",
            "department.1": "総務課", "email.1": "g@h.jp", "kind.1": "cc",
        }  # fmt: skip
        assert desk.post("/settings/contacts/13", typed).status_code == 303
        assert "総務課 &lt;g@h.jp&gt; 写し" in desk.get("/settings").text
    assert path.read_text(encoding="utf-8-sig") == (
        "名簿,,,\n都道府県,担当課,氏名,メール,種別\n東京都,情報課,,a@b.jp\n東京都,総務課,,g@h.jp,cc\n神奈川県,課,,c@d.jp\n"
    )


def test_a_mistake_in_a_contact_stands_at_its_field(workspace: Path) -> None:
    path = workspace / "contacts.csv"
    path.write_text(LISTED, encoding="utf-8-sig")
    before = path.read_bytes()
    with a_desk(workspace) as desk:
        seal = re.search(r'name="seal" value="(\w+)"', desk.get("/settings/contacts/14").text)
        assert seal
        typed = {"seal": seal[1], "department.0": "", "person.0": "", "email.0": "a@b.jp", "kind.0": "to"}
        answer = desk.post("/settings/contacts/14", typed)
    assert answer.status_code == 422
    told = dict(re.findall(r'id="([\w.]+).wrong">(.*?)</p>', answer.text))
    assert told["department.0"] == "部署名も氏名もありません。 いずれかを記入してください。"
    assert 'name="email.0" value="a@b.jp"' in answer.text, "what was typed stays"
    assert path.read_bytes() == before


def test_a_list_with_a_mistake_is_shown_and_mended_at_its_prefecture(workspace: Path) -> None:
    path = workspace / "contacts.csv"
    path.write_text(
        "prefecture_code,department,person,email,kind\n13,情報課,,joho,to\n14,課,,,to\n01,課,,x@y.jp,to\n", "utf-8"
    )
    with a_desk(workspace) as desk:
        page = desk.get("/settings").text
        assert "contacts.csv 2行目（東京都、情報課）「email」：「joho」は使用できません。" in page
        assert "&lt;x@y.jp&gt;" in page, "the others are there, and not said to be nobody"
        shown = desk.get("/settings/contacts/13").text
        assert 'aria-describedby="email.0.wrong"' in shown
        seal = re.search(r'name="seal" value="(\w+)"', shown)
        assert seal
        typed = {"seal": seal[1], "department.0": "情報課", "email.0": "joho@b.jp", "kind.0": "to"}
        assert desk.post("/settings/contacts/13", typed).status_code == 303
        page = desk.get("/settings").text
        assert "使用できません" not in page
        assert "連絡先の一覧の3行目は、メールアドレスがないため宛先にしていません。" in page
        assert "メールアドレスの記入なし（宛先にしていません）" in page


def test_a_list_that_is_none_is_not_offered_as_fields(workspace: Path) -> None:
    (workspace / "contacts.csv").write_text("これは名簿ではありません\n", encoding="utf-8")
    with a_desk(workspace) as desk:
        assert desk.get("/settings/contacts/13").headers["location"] == "/settings#contacts"
        assert desk.get("/settings/contacts/99").status_code == 404
        assert "/settings/contacts/13" not in desk.get("/settings").text


FURTHER = {"department.3": "調査課", "email.3": "i@j.jp"}


OF_CONTACTS = {"Origin": ORIGIN, "Referer": f"{ORIGIN}/settings/contacts/13"}


def _refused_while_held(desk: Asked, typed: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the desk leads while another program holds the list."""

    def not_to_be_written(*_: object) -> None:
        raise PermissionError(13, "in use", "contacts.csv")

    with monkeypatch.context() as held:
        held.setattr("survey_tool.desk.pages.contacts.write_whole", not_to_be_written)
        return desk.client.post("/settings/contacts/13", data=typed, headers=OF_CONTACTS).headers["location"]


def test_what_another_has_changed_stays_where_the_list_could_not_be_written_at_first(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel had changed the list and still held it: refused, then saved, the desk took back what Excel had changed, and told nobody."""
    path = workspace / "contacts.csv"
    path.write_text(LISTED, encoding="utf-8-sig")
    with a_desk(workspace) as desk:
        typed = fields_of(desk.get("/settings/contacts/13").text) | {"person.1": "林"} | FURTHER
        path.write_text(LISTED.replace("a@b.jp", "new@b.jp"), encoding="utf-8-sig")
        place = _refused_while_held(desk, typed, monkeypatch)
        again = fields_of(desk.get(place).text)
        assert again == typed
        assert desk.client.post("/settings/contacts/13", data=again, headers=OF_CONTACTS).status_code == 303
        listed = path.read_text(encoding="utf-8-sig")
        assert [each in listed for each in ("new@b.jp", "a@b.jp", "林", "i@j.jp")] == [True, False, True, True]


def test_a_further_contact_stands_in_a_refused_form_though_the_list_has_become_shorter(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workspace / "contacts.csv"
    path.write_text(LISTED, encoding="utf-8-sig")
    with a_desk(workspace) as desk:
        typed = fields_of(desk.get("/settings/contacts/13").text) | FURTHER
        path.write_text("\n".join(each for each in LISTED.split("\n") if "e@f.jp" not in each), encoding="utf-8-sig")
        place = _refused_while_held(desk, typed, monkeypatch)
        assert fields_of(desk.get(place).text) == typed


def test_a_list_that_cannot_be_read_is_not_told_as_saved(workspace: Path) -> None:
    """Excel had written something else meanwhile: the desk said that the contacts were saved, and had written nothing."""
    path = workspace / "contacts.csv"
    path.write_text(LISTED, encoding="utf-8-sig")
    with a_desk(workspace) as desk:
        typed = fields_of(desk.get("/settings/contacts/13").text) | {"person.1": "林"}
        for content in (b"a,b\n1,2\n", b"PK\x03\x04", b""):
            path.write_bytes(content)
            answer = desk.post("/settings/contacts/13", typed)
            assert (answer.status_code, "一覧を読み取ることができないため、保存していません。" in answer.text) == (
                422,
                True,
            ), content
            assert path.read_bytes() == content


def test_a_second_refusal_of_a_list_of_contacts_is_told(workspace: Path) -> None:
    """The page of the first stands at an address that leads on, and what was said the second time was on no page."""
    with a_desk(workspace) as desk:
        wrong = {"contacts": ("連絡先.csv", b"a,b\n1,2\n")}
        assert desk.client.post("/settings/contacts", files=wrong, headers=ASKED).status_code == 422
        answer = desk.post("/settings/contacts", Referer=f"{ORIGIN}/settings/contacts")
        page = desk.get(answer.headers["location"])
        assert (page.status_code, page.text.count("ファイルを選択してください。")) == (200, 1)


def test_a_row_that_excel_has_moved_meanwhile_is_still_the_row_that_was_edited(workspace: Path) -> None:
    """Whoever was taken out stayed in the list, which was told as saved."""
    path = workspace / "contacts.csv"
    head, *rows = "都道府県コード,部署名,氏名,メールアドレス,種別", "a", "b", "c", "d"
    lines = {each: f"13,課,{each},{each}@b.jp,宛先" for each in rows}
    path.write_text("\n".join([head, *lines.values(), ""]), encoding="utf-8-sig")
    with a_desk(workspace) as desk:
        shown = fields_of(desk.get("/settings/contacts/13").text)
        path.write_text("\n".join([head, *(lines[each] for each in "dbca"), ""]), encoding="utf-8-sig")
        taken_out = {"department.0": "", "person.0": "", "email.0": ""}
        assert desk.post("/settings/contacts/13", shown | taken_out | {"person.3": "林"}).status_code == 303
    assert path.read_text(encoding="utf-8-sig").splitlines()[1:] == ["13,課,林,d@b.jp,宛先", lines["b"], lines["c"]]
