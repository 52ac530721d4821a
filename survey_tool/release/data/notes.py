"""What a reader must know to read the figures: definitions, and what is the secretariat's own choice."""

from __future__ import annotations

from collections.abc import Sequence

from survey_tool.reference.places import ATTRIBUTION, SOURCES
from survey_tool.reference.survey import Survey
from survey_tool.release.choosing.release import Release
from survey_tool.release.tables.scales import cost_bands
from survey_tool.settings.publication import Publication
from survey_tool.wording.words import NOTHING, Words

CARD = "README.md"
"""The file of the data card."""
LICENCE_PAGE = "https://www.digital.go.jp/resources/open_data/public_data_license_v1.0"
ILLUSTRATIVE = Words(
    "この公表データには、例示のために加えた値（実際の値ではありません）が含まれます。該当する値は列「illustrative」に示しています。",
    'This release holds values that were added for illustration and are no real figures. The column "illustrative" names them.',
)

INVENTED = Words(
    "この公表データは動作例です。事例、参加状況、件数等の値は全て架空であり、実際の調査の結果ではありません。",
    "This release is a demonstration: its cases, participation and figures are all invented and come from no real survey.",
)
_INVENTED_MARK = Words("【動作例：値は全て架空】", " [demonstration: all values invented]")


def marked(survey: Survey, words: Words) -> Words:
    """A title, and behind it that nothing is real where nothing is."""
    return words + _INVENTED_MARK if survey.round.is_invented else words


def illustrative_note(release: Release) -> Words:
    """What is to be said of values that are not real; nothing where all are."""
    if release.survey.round.is_invented:
        return INVENTED
    return ILLUSTRATIVE if any(case.illustrative for case in release.cases) else NOTHING


def definitions(survey: Survey) -> tuple[tuple[Words, Words], ...]:
    """Each term and what is meant by it, as far as the figures depend on it."""
    settings = survey.round.publication
    people, staff = f"{settings.population_rounding:,}", f"{settings.employees_rounding:,}"
    return (
        (
            Words("共同調達", "Joint procurement"),
            Words(
                "参加団体が合意した1つの仕様書に基づき、同じ事業者から1つのシステムを調達するもの（共同利用を含む）。",
                "One system from a single supplier, on one specification agreed by the participants; joint use included.",
            ),
        ),
        (
            Words("公表する事例", "Published cases"),
            Words(
                "内容に誤りがなく、取り下げられておらず、都道府県が公表可と回答し、都道府県が関与し、対象期間内にあるもの。それ以外は理由別の件数のみ公表し、"
                "統計に含めません。報告された事例の数は、公表した事例と公表対象外の事例の計です。",
                "Without error, not withdrawn, agreed to be published, with a part of the prefecture in it, and inside the target "
                "period. Of all others only the number by reason is published; they are in no figure. Reported cases are the "
                "published and the excluded ones together.",
            ),
        ),
        (
            Words("事例数", "Number of cases"),
            Words(
                "公表した全ての事例（検討中及び運用終了を含みます。）を1件ずつ数えます。運用終了は実施とは別に示します。"
                "複数の種別にわたる事例は各種別に計上するため、種別の計は合計と一致しないことがあります。",
                "All published cases, each once, those under consideration and those that have ended included; ended ones are shown "
                "apart. A case that covers several types is counted under each, so the types may not add up to the total.",
            ),
        ),
        (
            Words("システム種別", "System types"),
            Words(
                "全国で2件以上の種別を集計し、1件の種別と一覧にない種別は「その他」とします。",
                'Types with two or more cases nationwide are tabulated; a type with one, or on no list, becomes "Others".',
            ),
        ),
        (
            Words("参加市区町村", "Participating municipalities"),
            Words(
                "基準日に利用し、又は利用を決定している市区町村（特別区を含みます。）。運用終了の事例のみに参加した市区町村は集計に含めません。"
                "都道府県、一部事務組合等は数えません。",
                "Municipalities (special wards included) that use it or have decided to on the as-of date; in totals those of cases "
                "that have ended are left out. Prefectures, associations and other bodies are not counted.",
            ),
        ),
        (
            Words("人口・職員数", "Population and employees"),
            Words(
                f"参加市区町村の合計を、人口は{people}人単位、職員数は{staff}人単位で切り捨てます。{people}人に満たない人口は0とし、表示では未満と記します。",
                f"Totals of the participating municipalities, rounded down to {people} and {staff}. A population under {people} is 0 "
                "in the data and shown as under that.",
            ),
        ),
        (
            Words("金額", "Amounts"),
            Words(
                "千円単位、税込み。0、非公表、不明、該当なし、空欄は異なる回答で、列「…_status」で区別します。"
                "人口1人当たりの額（円）は金額が参加団体全体のものである場合に限り、総額を年数で除した額は示しません。",
                'Thousand yen, tax included. 0, not disclosed, unknown, not applicable and blank differ; "…_status" tells them apart. '
                "Yen per inhabitant only where the amount is for all participants; no total is divided by its years.",
            ),
        ),
        (
            Words("市区町村の状況", "A municipality's standing"),
            Words(
                "運用終了を除く公表事例により、○があれば実施、△があれば検討中、いずれもなければ公表事例なし（未実施）とします。都道府県の回答がない場合及び"
                "同じ種別の回答を確認中（要修正又は複数提出の確認中）の場合はデータなしとします。公表事例がないことは、システムがないことを意味しません。",
                "From published cases that have not ended: implemented with ○, else considering with △, else no published case; no data "
                "where the prefecture has not answered, or its answer for that type is being settled. No published case does not "
                "mean that there is no such system.",
            ),
        ),
    )


def assumptions(survey: Survey) -> tuple[Words, ...]:
    """What is the secretariat's own choice and may be settled otherwise."""
    settings, period = survey.round.publication, survey.round.target_period.words
    labels = Words.listed(each.label for each in cost_bands(settings.cost_bands))
    return (
        Words("対象期間：{period}", "Target period: {period}").fill(period=period),
        Words("費用の区分：", "Cost bands in thousand yen: ") + labels,
        Words(
            f"職員数は{settings.employees_rounding:,}人単位で切り捨てます。",
            f"Employees are rounded down to {settings.employees_rounding:,}.",
        ),
        Words(
            "導入時期は、運用開始の年度（4月から翌年3月まで）で示します。",
            "Introduction is told by the fiscal year (April to March) in which operation starts.",
        ),
        Words("金額は税込みとします。", "Amounts include tax."),
        Words(
            "システム種別と領域の対応は、事務局の一覧によります。",
            "Which type is in which domain follows the secretariat's list.",
        ),
        Words(
            "選択肢の名称、意味及び順序は、事務局の一覧によります。",
            "Names, meanings and order of the choices follow the secretariat's lists.",
        ),
        Words(
            "月が分からず年度で回答されたものは、4月から翌年3月までの幅をもつものとし、対象期間外であることが確実な場合に限り除外します。",
            "A fiscal year answered for a month is a span from April to March; a case is outside the period only where that is certain.",
        ),
        Words(
            "複数の都道府県が互いを挙げて同じ事例を回答した場合は、都道府県コードが最も小さい回答に統合し、参加団体を合わせます。",
            "Where prefectures report one case and name each other, the report of the lowest prefecture code is kept and the "
            "participants are united.",
        ),
        Words(
            "契約の更新による契約年月の変更も、変更点に含めます。",
            "A new contract month after a renewal counts as a change.",
        ),
    )


def reference_source(survey: Survey) -> Words:
    """Where population, employees and names come from, with the dates of the data."""
    places = survey.places
    if survey.round.files.municipalities is None:
        return ATTRIBUTION
    return Words(
        f"市区町村のデータは事務局が用意したものです（人口は{places.population_date}現在、職員数は{places.employees_date}現在）。",
        f"Data of municipalities provided by the secretariat (population as of {places.population_date}, employees as of "
        f"{places.employees_date}).",
    )


_NEXT = Words("次回の更新は、{year}年{month}月を予定しています。", "The next update is planned for {iso}.")
_NEXT_UNKNOWN = Words("次回の更新の時期は未定です。", "When it is updated next is not settled.")


def sources(survey: Survey) -> tuple[tuple[Words, str], ...]:
    """Everything that the data are made from, each with an address, or the file of the release that tells of it."""
    own = ((citation(survey), CARD),)
    if survey.round.files.municipalities is None:
        return (*own, *SOURCES)
    return (*own, (reference_source(survey), "municipalities.csv"))


def licence_page(survey: Survey) -> str | None:
    """The address of the licence, where it is the one whose address is known."""
    return LICENCE_PAGE if survey.round.publication.licence == Publication().licence else None


def next_update(survey: Survey) -> Words:
    """When the next release is planned."""
    month = survey.round.next_update
    return _NEXT.fill(year=month[:4], month=int(month[5:]), iso=month) if month else _NEXT_UNKNOWN


def citation(survey: Survey) -> Words:
    """How to name the source."""
    secretariat, licence = survey.round.secretariat.name.words, survey.round.publication.licence.words
    cited = Words(
        f"{secretariat.ja}「自治体情報システムの共同調達に関する調査（{survey.round.name}）」、{survey.round.published_on}公表、{licence.ja}",
        f'{secretariat.en}, "Survey on joint procurement of local government systems, {survey.round.name}", published '
        f"{survey.round.published_on}, {licence.en}",
    )
    return marked(survey, cited)


def about(survey: Survey) -> Words:
    """What a release is, in a sentence."""
    told = Words(
        "都道府県を中心とする情報システムの共同調達の事例と、その集計に用いる表です。",
        "Cases of joint procurement around the prefectures, and the tables they are counted by.",
    )
    return told + Words("", " ") + INVENTED if survey.round.is_invented else told


def title(survey: Survey) -> Words:
    """The title of a release."""
    name = survey.round.name
    told = Words(
        f"自治体情報システムの共同調達に関する調査（{name}）公表データ",
        f"Survey on joint procurement of local government systems, {name}: published data",
    )
    return marked(survey, told)


def as_list(words: Sequence[Words]) -> Words:
    """Several words as a Markdown list."""
    return Words("\n".join(f"- {each.ja}" for each in words), "\n".join(f"- {each.en}" for each in words))
