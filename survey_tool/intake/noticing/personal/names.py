"""Names of people in a text: by what stands around them, and whole names by themselves.

A surname alone says nothing: most are places too. It is taken for one beside a title (山田主査), a form of address (山田様), a label
(担当：山田), an extension (山田（内線123）) or behind a department (情報政策課 山田). A surname with a given name is one anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from survey_tool.intake.noticing.personal.known_names import as_compared, in_hiragana, known_names

Span = tuple[int, int]

_KANJI = "[一-鿿々〆ヶ]"
_TITLES = (
    "課長補佐|課長代理|室長補佐|係長|課長|室長|部長|局長|次長|班長|所長|場長|館長|参事|副参事|主幹|副主幹|主任主査|主任主事|主査|主事|"
    "主任|主席|技師|技査|専門員|主任専門員|事務官|補佐|統括|リーダー|マネージャー"
)
_ADDRESSED = "氏(?!名)|様(?![式々態相子])|さん(?![かぽ])|さま|殿(?!堂)|先生"
_LABELS = (
    "担当者?(?:氏?名)?|氏名|お?名前|連絡先|問い?合わ?せ先?|窓口|代表者|責任者|記入者|回答者|作成者|記載者|発表者|講師|委員長|会長|"
    "Contact|Contact person|Person in charge|In charge|Attn"
)
_OFFICES = "課|係|室|班|局|部|グループ|チーム|センター|事務局|支所|担当|Division|Section|Office|Department"
_EXTENSION = re.compile(r"[ 　]*[(\[]?[ 　]*(?:内線|ext\b|電話|tel\b|℡|☎|直通|携帯)", re.IGNORECASE)
_BEHIND_NAME = re.compile(f"{_ADDRESSED}|{_TITLES}")
_LABELLED = re.compile(
    rf"(?:{_LABELS})(?:[ 　]*(?:[:/=・(]|は|が)[ 　]*|[ 　]+)|(?:{_TITLES})[ 　]*[の・:(]?[ 　]*", re.IGNORECASE
)
_OF_OFFICE = re.compile(rf"(?:{_OFFICES})[ 　]*[( 　・/:\n][ 　]*")
_JOINED = re.compile(r"(?:課|係|室|班|グループ|チーム|担当)(?=[一-鿿])")
_LEFT = re.compile(r"[課係室班局部所県府都道市町村者当はがのをにと、。・/:;()「」\[\]\s　,.&＆]|[ァ-ヶー]")
_RIGHT = re.compile(
    r"$|[、。・/:;()「」\[\]\s　,.&＆0-9~]|[はがをにとへでの]|まで|から|より|です|及び|又は|ほか|他(?!の?自治)"
)
_RIGHT_CLOSED = re.compile(r"$|[、。・/:;()「」\[\]\s　,&＆0-9]")
_RUN = re.compile(rf"{_KANJI}+")
_LAST_RUN = re.compile(rf"(?<![{_KANJI[1:-1]}ぁ-んァ-ヶー]){_KANJI}+$")
_GIVEN_BEHIND = re.compile(rf"[ 　]({_KANJI}{{1,3}}|[ぁ-ん]{{2,5}}|[ァ-ヶー]{{2,6}})(?!{_KANJI})")
_SPACED = re.compile(
    rf"(?<!{_KANJI})({_KANJI}{{1,5}})[ 　]({_KANJI}{{1,3}}|[ぁ-ん]{{2,5}}|[ァ-ヶー]{{2,6}})(?![一-鿿々ァ-ヶー])"
)
_WITH_KANA = re.compile(rf"(?<!{_KANJI})({_KANJI}{{2,4}})([ぁ-ん]{{3,8}})")
_IN_KANA = re.compile(
    r"(?<![ぁ-んァ-ヶー一-鿿])([ぁ-ん]{2,6}|[ァ-ヶー]{2,6})[ 　]([ぁ-ん]{2,6}|[ァ-ヶー]{2,6})(?![ぁ-んァ-ヶー])"
)
_KANA_ADDRESSED = re.compile(
    rf"(?<![ぁ-んァ-ヶー])([ぁ-ん]{{2,5}}?|[ァ-ヶー]{{2,5}})[ 　]?(?:{_ADDRESSED})(?![ぁ-ん](?<![はがをにとへのもまか]))"
)
_TWO_LETTERS = re.compile("[A-Z][a-z]")
_IN_LETTERS = re.compile(r"(?<![A-Za-z-])(?=([A-Z][A-Za-z]+),?[ ]([A-Z][A-Za-z]+)(?![A-Za-z-]))")
_MISTER = re.compile(r"(?<![A-Za-z])(?:Mr|Ms|Mrs|Dr)\.? ?[A-Z][a-z]+")
_LETTERS_BESIDE = re.compile(
    r"(?:Contact|Person in charge|In charge|Attn|Division|Section|Office|Department)(?:[ ]?[:(,]|[ ]-)[ ]*([A-Z][a-z]+)(?![A-Za-z])"
    r"|(?<![A-Za-z])([A-Z][a-z]+)[ ]?\(?(?:ext\b)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[^ 　()、,・/\n]+")
_OFFICE_ENDS = re.compile(rf"(?:{_OFFICES}|所|本部|庁)$")
_RARE_SURNAME = re.compile(rf"{_KANJI}{{2,3}}$")
_NO_SURNAME = re.compile(
    "[課係室班局部所県府都道市町村区郡者社会庁院校線号番口先表当付務通換等他]$"
    "|財政|企画|情報|広報|統計|福祉|防災|教育|建設|農林|環境|人事|契約|会計|監査|行政|政策|地域|振興|推進|管理|電算|電話|携帯|直通|内線|庁舎"
)
_LONGEST_SURNAME, _LONGEST_GIVEN = 5, 3
_OF_PLACES = ("市", "町", "村", "区", "県", "府", "郡")
_ORDINARY = frozenset("新前今中長所向見上下高平神東西南北")
"""Surnames of one character that are more often a word, as in 新課長 and 東課."""


@dataclass(frozen=True, slots=True)
class Told:
    """A text of plain width in which names are looked for. `contact`: it is to name whom to ask. `prefectures`: the names of
    prefectures without 県, which are surnames as well."""

    text: str
    contact: bool
    prefectures: Collection[str]

    def is_place(self, name: str) -> bool:
        return not self.contact and name in self.prefectures

    def closes(self, end: int) -> bool:
        """Whether a name may end there."""
        return _RIGHT.match(self.text, end) is not None

    def opens(self, start: int) -> bool:
        """Whether a name may begin there."""
        return start == 0 or _LEFT.match(self.text, start - 1) is not None


def names(text: str, prefectures: Collection[str], *, contact: bool = False) -> Iterator[Span]:
    """Where names of people stand, in a text of plain width; the same place may come twice."""
    told = Told(text, contact, prefectures)
    if _RUN.search(text):
        yield from _before_titles(told)
        yield from _behind_labels(told)
        yield from _of_offices(told)
        yield from _with_extension(told)
        yield from _whole_names(told)
    yield from _in_kana(told)
    if _TWO_LETTERS.search(text):
        yield from _in_letters(text)
    if contact:
        yield from _as_the_contact(told)


def _before_titles(told: Told) -> Iterator[Span]:
    """山田主査, 山田様."""
    for title in _BEHIND_NAME.finditer(told.text):
        start = title.start()
        if found := _name_before(told, start - 1 if told.text[:start].endswith((" ", "　")) else start):
            yield found


def _behind_labels(told: Told) -> Iterator[Span]:
    """担当：山田, 主査 山田太郎."""
    for label in _LABELLED.finditer(told.text):
        if found := _name_behind(told, label.end()):
            yield found


def _of_offices(told: Told) -> Iterator[Span]:
    """情報政策課 山田, 情報政策課（山田）, 情報政策課山田."""
    for office in _OF_OFFICE.finditer(told.text):
        found = _name_behind(told, office.end())
        if found and not told.is_place(told.text[slice(*found)]):
            yield found
    for office in _JOINED.finditer(told.text):
        found = _name_behind(told, office.end())
        if found and found[1] - found[0] > 1 and _RIGHT_CLOSED.match(told.text, found[1]):
            yield found


def _with_extension(told: Told) -> Iterator[Span]:
    """山田（内線123）."""
    for extension in _EXTENSION.finditer(told.text):
        if found := _name_before(told, extension.start()):
            yield found
        elif (
            "内線" in extension[0]
            and (run := _LAST_RUN.search(told.text, 0, extension.start()))
            and _may_be_a_surname(run[0])
        ):
            yield run.span()


def _whole_names(told: Told) -> Iterator[Span]:
    """山田太郎, 山田 太郎, 山田さくら."""
    known = known_names()
    for run in _RUN.finditer(told.text):
        could_be = 3 <= len(run[0]) <= _LONGEST_SURNAME + _LONGEST_GIVEN and _is_whole_name(run[0], told.prefectures)
        if could_be and told.opens(run.start()) and told.closes(run.end()):
            yield run.span()
    for pair in _SPACED.finditer(told.text):
        is_given = pair[2] in known.given or in_hiragana(pair[2]) in known.given_kana
        if pair[1] in known.surnames and is_given and pair.end() - pair.start() > 3:
            yield pair.span()
    for pair in _WITH_KANA.finditer(told.text):
        if pair[1] in known.surnames:
            ends = range(pair.end(), pair.start(2) + 2, -1)
            yield from (
                (pair.start(), end)
                for end in ends
                if told.text[pair.start(2) : end] in known.given_kana and told.closes(end)
            )


def _in_kana(told: Told) -> Iterator[Span]:
    """ヤマダ タロウ, やまださん."""
    known = known_names()
    for pair in _IN_KANA.finditer(told.text):
        if in_hiragana(pair[1]) in known.surname_kana and in_hiragana(pair[2]) in known.given_kana:
            yield pair.span()
    for addressed in _KANA_ADDRESSED.finditer(told.text):
        if in_hiragana(addressed[1]) in known.surname_kana:
            yield addressed.span(1)


def _in_letters(text: str) -> Iterator[Span]:
    """Taro Yamada, YAMADA Taro, Mr. Yamada, Contact: Yamada."""
    known = known_names()
    for pair in _IN_LETTERS.finditer(text):
        a, b = as_compared(pair[1]), as_compared(pair[2])
        names_both = (a in known.surname_letters and b in known.given_letters) or (
            b in known.surname_letters and a in known.given_letters
        )
        if names_both and min(len(pair[1]), len(pair[2])) > 2:
            yield pair.start(1), pair.end(2)
    yield from (found.span() for found in _MISTER.finditer(text))
    for found in _LETTERS_BESIDE.finditer(text):
        at = 1 if found[1] else 2
        if as_compared(found[at]) in known.surname_letters:
            yield found.span(at)


def _as_the_contact(told: Told) -> Iterator[Span]:
    """Of what should be a department: 山田, 情報政策課、山田・佐藤."""
    before = ""
    for part in _PARTS.finditer(told.text):
        is_place = not before and part[0] in told.prefectures
        is_known = _is_name(part[0]) and (len(part[0]) > 1 or before)
        is_rare = _OFFICE_ENDS.search(before) and _may_be_a_surname(part[0])
        if (is_known or is_rare) and not is_place:
            yield part.span()
        before = part[0]


def _may_be_a_surname(word: str) -> bool:
    """Whether a word that the list does not have stands where a name would, and is no word of offices: the 2,000 surnames of the
    list are those of four people in five."""
    return _RARE_SURNAME.match(word) is not None and _NO_SURNAME.search(word) is None


def _name_before(told: Told, end: int) -> Span | None:
    """The longest name that ends there."""
    for start in range(max(0, end - _LONGEST_SURNAME - _LONGEST_GIVEN), end):
        word = told.text[start:end]
        if _is_name(word) and told.opens(start) and word not in _ORDINARY:
            return start, end
    return None


def _name_behind(told: Told, start: int) -> Span | None:
    """The longest name that begins there, a given name behind a blank included."""
    for end in range(min(len(told.text), start + _LONGEST_SURNAME + _LONGEST_GIVEN), start, -1):
        if _is_name(told.text[start:end]) and told.closes(end):
            given = _GIVEN_BEHIND.match(told.text, end)
            known = known_names()
            if given and (given[1] in known.given or in_hiragana(given[1]) in known.given_kana):
                return start, given.end()
            return start, end
    return None


def _is_name(word: str) -> bool:
    """Whether it is a surname, alone or with a given name."""
    return word in known_names().surnames or (len(word) >= 3 and _is_whole_name(word, ()))


def _is_whole_name(word: str, prefectures: Collection[str]) -> bool:
    """Whether it is a surname and a given name. 福島学 is no person: behind a prefecture one character is none."""
    known = known_names()
    if word.endswith(_OF_PLACES):
        return False
    for at in range(1, min(len(word), _LONGEST_SURNAME + 1)):
        surname, given = word[:at], word[at:]
        if surname in known.surnames and given in known.given and len(given) <= _LONGEST_GIVEN:
            if at == 1 and (len(given) == 1 or surname in _ORDINARY):
                continue
            if not (surname in prefectures and len(given) == 1):
                return True
    return False
