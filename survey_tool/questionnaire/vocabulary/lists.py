"""Code lists: what may be chosen, with both labels, and how a typed text is found in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from survey_tool.wording.handwritten import FileLine, Mistake, MistakesError, read_table, repeated
from survey_tool.wording.invisible import UNSEEN
from survey_tool.wording.words import NOTHING, Language, Words

SEPARATOR = "、"
_FORBIDDEN = set("*?~,，" + SEPARATOR)  # wildcards of Excel's lookups, and what people separate choices by


# What people write to say that there is nothing; where a question can be left blank it is read as a blank.
NONE_WORDS = ("なし", "無し", "無", "ナシ", "該当無し", "該当無", "該当なし", "none")
NO_MARKS = (*NONE_WORDS, "×", "✕", "✖", "✗", "✘", "いいえ", "否", "no", "false", "非該当", "該当しない", "不参加")
DASHES = ("-", "－", "ー", "−", "‐", "–", "—", "―")


def fold(text: str) -> str:
    """The form in which typed text and labels are compared: NFKC, without blanks and what cannot be seen, without case."""
    if not text.isascii():
        text = UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return "".join(text.split()).casefold()


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list. `parent` is the key of the entry of another list that it belongs to (a type's domain)."""

    key: str
    label: Words
    meaning: Words = NOTHING
    spellings: tuple[str, ...] = ()
    parent: str | None = None

    @property
    def all_spellings(self) -> tuple[str, ...]:
        """Every text that is read as this choice, before folding: labels, key, and what people type."""
        return tuple(dict.fromkeys((self.label.ja, self.label.en, self.key, *self.spellings)))


_NOT_IN_A_LABEL = Words("{key}の名称に {wrong} は使用できません。", "The name of {key} may not hold {wrong}.")
_AMBIGUOUS = Words(
    "「{spelling}」が {one} と {other} の両方を表しています。名称を変えてください。",
    '"{spelling}" stands for both {one} and {other}. Change a name.',
)


class ListMistake(ValueError):
    """A code list that cannot be used; the sentence says which entry and why."""

    def __init__(self, sentence: Words) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


@dataclass(frozen=True)
class CodeList:
    """An ordered list of choices. Keys may repeat under different parents (`not_in_list` in every domain)."""

    name: str
    choices: tuple[Choice, ...]

    def __post_init__(self) -> None:
        for choice in self.choices:
            if wrong := _FORBIDDEN & set(choice.label.ja + choice.label.en):
                raise ListMistake(_NOT_IN_A_LABEL.fill(key=choice.key, wrong=" ".join(sorted(wrong))))
        _ = self._by_spelling

    def __iter__(self) -> Iterator[Choice]:
        return iter(self.choices)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __getitem__(self, key: str) -> Choice:
        return self._by_key[key]

    @property
    def unique(self) -> tuple[Choice, ...]:
        """The choices, each key once."""
        return tuple(self._by_key.values())

    @cached_property
    def _by_key(self) -> dict[str, Choice]:
        found: dict[str, Choice] = {}
        for choice in self.choices:
            found.setdefault(choice.key, choice)
        return found

    @cached_property
    def _by_spelling(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for choice in self.choices:
            for spelling in choice.all_spellings:
                other = found.setdefault(fold(spelling), choice.key)
                if other != choice.key:
                    raise ListMistake(_AMBIGUOUS.fill(spelling=spelling, one=other, other=choice.key))
        return found

    def find(self, text: str) -> str | None:
        """The key of the choice that `text` spells, in either language, whatever its width, case or blanks."""
        return self._by_spelling.get(fold(text))

    def labels(self, language: Language) -> tuple[str, ...]:
        """The labels as a dropdown shows them, each once, in order."""
        return tuple(choice.label[language] for choice in self.unique)

    def under(self, parent: str) -> tuple[Choice, ...]:
        """The choices that belong to `parent`."""
        return tuple(choice for choice in self.choices if choice.parent == parent)


def _list(name: str, *choices: Choice) -> CodeList:
    return CodeList(name, choices)


def _of(key: str, ja: str, en: str, meaning: tuple[str, str] | None = None, *spellings: str) -> Choice:
    return Choice(key, Words(ja, en), Words(*meaning) if meaning else NOTHING, spellings)


_UNKNOWN = _of("unknown", "不明（未定を含む）", "Unknown or undecided", None, "不明", "未定", "Unknown")
# 非公表, 不明 and 該当なし are answers of their own; what is not yet settled counts as unknown.
_UNKNOWN_WORD = _of(
    "unknown",
    "不明",
    "Unknown",
    ("把握していない、又は未定", "not known or not yet settled"),
    "未定",
    "不明（未定を含む）",
)
_CIRCLES = ("〇", "◯", "●", "⭕", "⚪", "o", "yes", "有", "有り", "あり", "はい", "該当", "✓", "✔", "☑", "レ", "true")
_TRIANGLES = ("▲", "▵", "⊿")

MARK = _list("mark", _of("yes", "○", "○", ("該当する", "applies"), *_CIRCLES))
PARTICIPATION = _list(
    "participation",
    _of("participating", "○", "○", ("利用し、又は利用を決定している", "uses it or has decided to"), *_CIRCLES, "参加"),
    _of("considering", "△", "△", ("参加を検討している", "is considering it"), *_TRIANGLES, "検討中", "検討"),
)

BUILT_IN: tuple[CodeList, ...] = (
    MARK,
    PARTICIPATION,
    _list(
        "domain",
        _of(
            "general_affairs",
            "総務部門",
            "General affairs",
            (
                "内部管理、窓口、情報基盤等の共通的な業務",
                "internal administration, counters, common platforms",
            ),
            "総務",
        ),
        _of(
            "business",
            "事業部門",
            "Business",
            (
                "防災、教育、水道、土木等の個別の行政分野の業務",
                "particular fields such as disaster prevention, schools, water, public works",
            ),
            "事業",
        ),
        _of(
            "tools",
            "ツール",
            "Tools",
            ("業務を問わず利用するソフトウェア", "software used whatever the task"),
        ),
    ),
    _list(
        "status",
        _of(
            "in_operation",
            "運用中",
            "In operation",
            ("参加団体のいずれかが利用している", "at least one participant uses it"),
        ),
        _of(
            "in_preparation",
            "準備中",
            "In preparation",
            ("公告、選定、契約又は構築の段階", "notice, selection, contract or set-up under way"),
        ),
        _of("considering", "検討中", "Under consideration", ("実施を決定していない", "not yet decided")),
        _of(
            "ended",
            "運用終了",
            "Ended",
            ("全ての参加団体が利用を終えた", "no participant uses it any more"),
            "終了",
        ),
    ),
    _list(
        "prefecture_role",
        _of(
            "lead",
            "調達主体",
            "Lead body",
            ("都道府県が中心となって調達する", "the prefecture itself procures"),
        ),
        _of(
            "secretariat",
            "事務局",
            "Secretariat",
            ("協議会等の事務局を務める", "runs the office of a council or the like"),
        ),
        _of(
            "member",
            "構成員",
            "Member",
            ("協議会等に構成団体として加わる", "belongs to the council or the like"),
        ),
        _of(
            "observer",
            "オブザーバー",
            "Observer",
            ("構成員ではなく、会議に出席する等", "attends without being a member"),
        ),
        _of("none", "関与なし", "Not involved", ("関与していない（公表の対象外）", "not involved (not published)")),
        _of(
            "unknown",
            "不明（確認中を含む）",
            "Unknown or being checked",
            ("確認できるまで公表しない", "not published until known"),
            "不明",
            "確認中",
            "Unknown",
        ),
    ),
    _list(
        "lead_body_kind",
        _of(
            "prefecture",
            "都道府県",
            "Prefecture",
            ("他の都道府県を含む", "another prefecture included"),
        ),
        _of(
            "council",
            "協議会等",
            "Council",
            ("地方自治法に基づく協議会、任意の協議会・研究会", "statutory or voluntary council"),
            "協議会",
        ),
        _of(
            "association",
            "一部事務組合・広域連合",
            "Association or wide-area union",
            ("市町村総合事務組合、自治振興組合等を含む", "joint bodies under the Local Autonomy Act"),
            "一部事務組合",
            "広域連合",
        ),
        _of(
            "municipality",
            "市区町村（幹事団体）",
            "Municipality",
            ("代表する市区町村が取りまとめる", "one municipality acts for the rest"),
            "市区町村",
            "幹事団体",
        ),
        _of(
            "other",
            "その他",
            "Other",
            ("町村会、公益法人、第三セクター等", "associations of towns, foundations, public companies"),
        ),
        _UNKNOWN,
    ),
    _list(
        "prefecture_participates",
        _of("yes", "利用する", "Yes", ("予定を含む", "planned included"), "はい", "利用している"),
        _of("no", "利用しない", "No", None, "いいえ", "利用していない"),
        _UNKNOWN,
    ),
    _list(
        "amount_words",
        _of(
            "not_disclosed",
            "非公表",
            "Not disclosed",
            ("把握しているが公表しない", "known, not to be published"),
            "非公開",
        ),
        _UNKNOWN_WORD,
        _of("not_applicable", "該当なし", "Not applicable", ("その費目がない", "there is no such cost"), "n/a"),
    ),
    _list("unknown_word", _UNKNOWN_WORD),
    _list(
        "cost_basis",
        _of("all_participants", "参加団体全体", "All participants"),
        _of("prefecture_share", "都道府県負担分のみ", "Prefecture's share only"),
        _of("per_participant", "1団体当たり", "Per participating body"),
    ),
    _list(
        "cost_sharing",
        _of("prefecture_all", "都道府県が全額を負担", "All by the prefecture"),
        _of(
            "prefecture_part",
            "都道府県が一部を負担",
            "Partly by the prefecture",
            ("残りを市区町村等が負担", "participants bear the rest"),
        ),
        _of("municipalities_only", "市区町村等のみで負担", "By the municipalities only"),
        _UNKNOWN,
    ),
    _list(
        "cost_split",
        _of("population", "人口割", "By population"),
        _of("even", "均等割", "Evenly"),
        _of("even_and_population", "均等割・人口割の併用", "Even and population combined"),
        _of("use", "利用量割", "By use", ("利用者数、件数等", "users, transactions")),
        _of("agreement", "協議により決定", "By agreement", ("算定式によらないもの", "no formula")),
        _of(
            "other",
            "その他（併用を含む）",
            "Other (or a combination)",
            ("上記以外の方法又はその併用", "any other way or combination"),
            "その他",
            "Other",
        ),
        _UNKNOWN,
    ),
    _list(
        "subsidy_used",
        _of("yes", "活用した", "Used", ("予定を含む", "planned included"), "はい", "活用している"),
        _of("no", "活用していない", "Not used", None, "いいえ"),
        _UNKNOWN,
    ),
    _list(
        "procurement_method",
        _of(
            "open_competitive",
            "一般競争入札",
            "Open competitive bidding",
            ("総合評価方式を含む", "overall-evaluation bidding included"),
        ),
        _of("open_proposal", "公募型プロポーザル", "Open proposal"),
        _of("designated_competitive", "指名競争入札", "Designated competitive bidding"),
        _of(
            "negotiated",
            "随意契約（公募型プロポーザルを除く）",
            "Negotiated contract (no open proposal)",
            ("見積合わせ、指名型プロポーザル等", "quotations, invited proposals"),
            "随意契約",
        ),
        _of("other", "その他", "Other", ("内容を調達の進め方に記入", 'describe under "How it was procured"')),
        _UNKNOWN,
    ),
    _list(
        "contract_form",
        _of(
            "prefecture_for_all",
            "都道府県が一括して契約",
            "Prefecture contracts for all",
            ("事務の委託、協定等による", "by entrustment of affairs, agreement or the like"),
        ),
        _of(
            "council_or_association",
            "協議会・組合等が契約",
            "Council or association contracts",
            (
                "協議会の会長名による契約、町村会等による契約を含む",
                "also in the name of the council's chair, or by an association of towns",
            ),
        ),
        _of("lead_municipality", "幹事市区町村が一括して契約", "Lead municipality contracts for all"),
        _of(
            "each_body",
            "各団体が個別に契約",
            "Each body contracts",
            ("基本協定に基づくものを含む", "also under a framework agreement"),
        ),
        _UNKNOWN,
    ),
    _list(
        "specification",
        _of("available", "提供可", "Available", ("求めに応じ、又は公開している", "on request or public")),
        _of("on_request", "個別に相談", "Please ask", ("条件付き、又は一部のみ", "conditions apply or in part")),
        _of("not_available", "提供不可", "Not available"),
    ),
    _list(
        "publication",
        _of("publish", "公表可", "Publish"),
        _of("do_not_publish", "公表不可", "Do not publish"),
    ),
)

_NOT_IN_LIST = _of(
    "not_in_list", "一覧にない種別", "Not in the list", ("上記のいずれにも当たらないもの", "none of the above")
)
SYSTEM_TYPES_FILE = Path(__file__).parent / "data" / "system_types.csv"


_SYSTEM_TYPE_COLUMNS = ("key", "domain", "name_ja", "name_en")
_GIVE = Words("値を記入してください。", "Give a value.")
_A_DOMAIN = Words("使用できる値：{domains}", "Allowed: {domains}.")


def read_system_types(path: Path = SYSTEM_TYPES_FILE) -> CodeList:
    """The system types, domain by domain, each domain closed by `not_in_list`.

    The file is meant to be edited: columns `key,domain,name_ja,name_en` (more are allowed), UTF-8.
    Raises `MistakesError`.
    """
    rows, mistakes = read_table(path, _SYSTEM_TYPE_COLUMNS)
    domains = next(each for each in BUILT_IN if each.name == "domain")
    types: dict[str, list[Choice]] = {domain.key: [] for domain in domains}
    mistakes += repeated(rows, "key")
    for row in rows:
        mistakes += _wrong(row, tuple(types))
        if row.cells["domain"] in types:
            types[row.cells["domain"]].append(_system_type(row.cells))
    if mistakes:
        raise MistakesError(mistakes)
    try:
        return CodeList("system_type", tuple(_closed(types)))
    except ListMistake as mistake:
        raise MistakesError([Mistake(path.name, None, None, mistake.sentence)]) from mistake


def _wrong(row: FileLine, domains: Sequence[str]) -> Iterator[Mistake]:
    for column in _SYSTEM_TYPE_COLUMNS:
        if not row.cells[column].strip():
            yield row.mistake(column, _GIVE)
    if row.cells["domain"].strip() and row.cells["domain"] not in domains:
        yield row.mistake("domain", _A_DOMAIN.fill(domains=", ".join(domains)))


def _system_type(row: Mapping[str, str]) -> Choice:
    return Choice(row["key"], Words(row["name_ja"], row["name_en"]), parent=row["domain"])


def _closed(types: dict[str, list[Choice]]) -> Iterable[Choice]:
    for domain, choices in types.items():
        yield from choices
        yield Choice(_NOT_IN_LIST.key, _NOT_IN_LIST.label, _NOT_IN_LIST.meaning, parent=domain)
