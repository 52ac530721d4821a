"""The settings of a round: who asks, what until when, and every limit and band that is the secretariat's own choice.

Read from `survey.toml` in the workspace (`settings.reading`); without it the built-in round runs. Everything published names
as an assumption what is marked `ours`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from survey_tool.settings.form import FormSettings
from survey_tool.settings.limits import Limits
from survey_tool.settings.mail_server import PASSWORD_VARIABLE, USER_VARIABLE, SmtpServer
from survey_tool.settings.publication import Publication
from survey_tool.settings.secretariat import Secretariat
from survey_tool.settings.tables import About, DataFile, Folder, Settings, against, called
from survey_tool.settings.target_period import TargetPeriod
from survey_tool.wording.devices import DEVICES
from survey_tool.wording.words import Language, Words

MONTH_PATTERN = r"^(\d{4}-(0[1-9]|1[0-2]))?$"
ROUND_PATTERN = r"^[0-9A-Za-z-]{1,16}$"
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_ODD_YEAR = Words(
    "設定（survey.toml）の日付の年が、調査名（{round}）と合っていません：{days}。"
    "年に誤りがある場合は、設定で修正してください。正しい場合は、そのままで構いません。",
    "Days in the settings (survey.toml) do not lie in the year of the round ({round}) or the next: {days}. "
    "If a year is wrong, correct it in the settings; if it is right, leave it.",
)
_DAY_BEFORE = Words("「{earlier}」より前の日です。", 'It lies before "{earlier}".')
_MONTH_BEFORE = Words("「{earlier}」より前の月です。", 'It lies before "{earlier}".')
INVENTED_ROUND = "EXAMPLE"
"""How the name of a round begins of which nothing is real. Its forms belong to no other round, and nothing of it is published
without saying so; whoever calls a real round so is told everywhere that it is none."""


def is_invented(round_name: str) -> bool:
    """Whether nothing of a round is real, by its name."""
    return round_name.upper().startswith(INVENTED_ROUND)


class Files(Settings):
    """Newer data in place of the built-in files; paths are relative to the workspace."""

    municipalities: Annotated[
        DataFile | None,
        About("市区町村、人口及び職員数", "municipalities, population, employees", example="data/municipalities.csv"),
    ] = None
    prefectures: Annotated[DataFile | None, About("都道府県", "prefectures", example="data/prefectures.csv")] = None
    neighbours: Annotated[
        DataFile | None, About("隣接する都道府県", "which prefectures are neighbours", example="data/neighbours.csv")
    ] = None
    code_changes: Annotated[
        DataFile | None,
        About(
            "変更された団体コード（合併、市制施行、名称変更）",
            "codes of municipalities that changed: mergers, new cities, new names",
            example="data/code_changes.csv",
        ),
    ] = None
    system_types: Annotated[
        DataFile | None,
        About(
            "システム種別と領域の一覧", "the system types and their domains", ours=True, example="data/system_types.csv"
        ),
    ] = None
    choices: Annotated[
        DataFile | None,
        About(
            "選択肢の名称、説明及び順序（コードは変更不可）",
            "names, meanings and order of the choices; their codes stay",
            ours=True,
            example="data/choices.csv",
        ),
    ] = None


def _no_device(name: str) -> str:
    if DEVICES.match(name):
        raise against(
            Words(f"「{name}」は使用できません。", f'"{name}" cannot be used.'),
            Words("Windowsでは、この名前のフォルダを作成できません。", "Windows can make no folder of that name."),
        )
    return name


_BUILT_IN_AS_OF = dt.date(2026, 12, 1)


class Round(Settings):
    """One round of the survey."""

    name: Annotated[
        str,
        Field(alias="round", pattern=ROUND_PATTERN),
        AfterValidator(_no_device),
        About(
            "調査名（通常は年度）。フォルダ名、ファイル名及び事例番号に使用（半角英数字とハイフン、16字以内）",
            "the round, in the names of folders, files and cases: letters, digits and hyphens, up to 16",
            first=True,
            each_round=True,
        ),
    ] = "2026"
    language: Annotated[
        Language,
        About(
            "調査の言語（ja 又は en）。指定しない場合、調査票とメールは日本語、画面表示はパソコンの言語",
            "the round's language, ja or en; unless given, forms and letters are Japanese and the console speaks as this "
            "computer does",
            example="ja",
        ),
    ] = "ja"
    as_of: Annotated[
        dt.date, About("調査の基準日", "the day for which answers are asked", first=True, each_round=True)
    ] = _BUILT_IN_AS_OF
    sent_on: Annotated[
        dt.date, About("調査票を送付する日", "the day on which the forms go out", first=True, each_round=True)
    ] = dt.date(2026, 11, 24)
    deadline: Annotated[dt.date, About("回答期限", "reply by", first=True, each_round=True)] = dt.date(2026, 12, 11)
    second_deadline: Annotated[
        dt.date,
        About(
            "回答期限の後の督促及び修正依頼に使用する期限",
            "reply by, in letters after the deadline",
            first=True,
            each_round=True,
        ),
    ] = dt.date(2026, 12, 18)
    published_on: Annotated[
        dt.date, About("公表物に記載する更新日", "update date that the release carries", first=True, each_round=True)
    ] = dt.date(2027, 3, 1)
    next_update: Annotated[
        str,
        Field(pattern=MONTH_PATTERN),
        About(
            "次回の公表を予定する月（例：2028-03）。空欄の場合は、公表物に「未定」と記載します",
            "the month in which the next release is planned (such as 2028-03), as this release tells it; blank: not settled",
            each_round=True,
        ),
    ] = ""
    last_workspace: Annotated[
        Folder | None,
        About(
            "前回の作業フォルダ（generate --previous と publish --since が、前回の提出ファイルと公表物を探す場所）",
            "the folder of the last round (where generate --previous and publish --since look for it)",
            example="../2025",
        ),
    ] = None
    target_period: Annotated[
        TargetPeriod,
        Field(validate_default=True),
        About("対象期間（年度は4月から3月まで）", "target period, in fiscal years from April to March"),
    ] = TargetPeriod(**TargetPeriod.up_to(_BUILT_IN_AS_OF, {}))
    secretariat: Annotated[
        Secretariat,
        About(
            "事務局（調査票とメールに記載）。初めの値は見本です。全て修正してください",
            "the secretariat, as forms and letters name it; the first values are examples, all to be replaced",
        ),
    ] = Secretariat()
    form: Annotated[FormSettings, About("調査票", "the form")] = FormSettings()
    publication: Annotated[Publication, About("公表", "publication")] = Publication()
    files: Annotated[
        Files,
        About(
            "データの差替え。作業フォルダからの相対パスで指定した場合に限り、内蔵のデータに代えて使用",
            "newer data in place of what is built in: paths from this folder on",
        ),
    ] = Files()
    limits: Annotated[
        Limits,
        About(
            "提出されたファイルを読み取る上限。超えるファイルは読み取らず、理由を示します",
            "how much of a returned file is too much: what exceeds one of these is not read, and the reason is told",
        ),
    ] = Limits()
    smtp: Annotated[
        SmtpServer | None,
        About(
            f"メールを直接送信する場合のサーバー（mail --smtp。ログインは環境変数 {USER_VARIABLE}、{PASSWORD_VARIABLE} で指定。\n"
            "使用する場合は、[smtp] の行の # も削除）",
            f"the server that letters are sent by (mail --smtp; the login stands in {USER_VARIABLE} and {PASSWORD_VARIABLE};\n"
            "to use it, remove the # before [smtp] too)",
        ),
    ] = None

    @field_validator("target_period", mode="before")
    @classmethod
    def _following_the_round(cls, given: Any, info: ValidationInfo) -> Any:
        if given is cls.model_fields["target_period"].default:
            given = {}
        # A day that is wrong itself is told by its own mistake.
        return TargetPeriod.up_to(info.data.get("as_of", _BUILT_IN_AS_OF), given) if isinstance(given, dict) else given

    @model_validator(mode="after")
    def _days_in_order(self) -> Round:
        for earlier, later in (("sent_on", "deadline"), ("deadline", "second_deadline")):
            if getattr(self, later) < getattr(self, earlier):
                raise against(
                    _DAY_BEFORE.fill(earlier=called(type(self), earlier)),
                    Words("同じ日又は後の日を指定してください。", "Give the same day or a later one."),
                    later,
                )
        return self

    @model_validator(mode="after")
    def _next_after_this(self) -> Round:
        if self.next_update and self.next_update < self.published_on.isoformat()[:7]:
            raise against(
                _MONTH_BEFORE.fill(earlier=called(type(self), "published_on")),
                Words("後の月を指定するか、空欄にしてください。", "Give a later month, or leave it blank."),
                "next_update",
            )
        return self

    @property
    def is_invented(self) -> bool:
        """Whether nothing in it is real."""
        return is_invented(self.name)

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The keys by which prefectures would not know who asks or reach nobody, since they are as `init` wrote them; a blank name
        is none either."""
        given, written = self.secretariat, Secretariat()
        names = ("name", "person", "phone", "email", "return_address")
        unchanged = [name for name in names if getattr(given, name) == getattr(written, name)]
        if unchanged == ["person"]:  # a desk may well be called that
            unchanged = []
        nameless = [] if given.name.ja.strip() else ["name"]
        return tuple(f"secretariat.{name}" for name in (*nameless, *unchanged))

    @property
    def placeholders_told(self) -> Words:
        """The same by what they mean, for people; nothing where there are none."""
        keys = (key.split(".") for key in self.placeholders)
        return Words.listed(called(Secretariat, name, table) for table, name in keys)

    @property
    def doubts(self) -> tuple[Words, ...]:
        """What in the days may be a slip: a year that does not fit the round's name."""
        begins = _YEAR.match(self.name)
        if begins is None:
            return ()
        year = int(begins[0])
        days = {key: value for key, value in self if isinstance(value, dt.date)}
        odd = [
            called(Round, key) + Words.same(f" {day}") for key, day in days.items() if day.year not in (year, year + 1)
        ]
        return (_ODD_YEAR.fill(round=self.name, days=Words.listed(odd)),) if odd else ()

    @property
    def update_was_set(self) -> bool:
        """Whether somebody has set the day that the release carries: it is not as `init` wrote it, or all days are."""
        written = Round()
        return self.published_on != written.published_on or self.deadline == written.deadline

    @property
    def as_of_month(self) -> int:
        """Month index of the as-of date."""
        return self.as_of.year * 12 + self.as_of.month

    @property
    def facts(self) -> dict[str, int]:
        """What rules ask of the settings, by the name they ask it by: every limit called `usual_…`, the as-of month."""
        usual = {name: int(value) for name, value in self.form if name.startswith("usual_")}
        return {**usual, "as_of_month": self.as_of_month}
