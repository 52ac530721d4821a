"""Letters made ready: what is due, in words and addressed, and why some cannot be written; for drafts and for sending alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from survey_tool.intake.opening.names import CORRECTIONS
from survey_tool.post.acts import NotDoneError
from survey_tool.post.kinds import kind_of_letter
from survey_tool.post.letters.contacts import CONTACTS_FILE, read_contacts
from survey_tool.post.letters.correspondence import drafted
from survey_tool.post.letters.drafts import example_addresses, write_drafts
from survey_tool.post.letters.folders import drafts_folder
from survey_tool.post.lost_record import is_lost, note_drafted
from survey_tool.post.record.troubles import LOST
from survey_tool.post.to_copy import write_to_copy
from survey_tool.wording.file_troubles import not_readable_here
from survey_tool.wording.words import NOTHING, Words

if TYPE_CHECKING:
    from pathlib import Path

    from survey_tool.post.kinds.kind import Due, Occasion
    from survey_tool.post.letters.contacts import Contacts
    from survey_tool.post.letters.correspondence import Correspondence
    from survey_tool.post.letters.drafts import Draft, Written
    from survey_tool.reference.survey import Survey
    from survey_tool.wording.words import Language

_NOT_READABLE = Words("メールは作成していません。{why}", "No letters were written. {why}")
_NO_SERVER = Words(
    "メールサーバーが設定されていません。設定（survey.toml）にメールサーバーの名前を記入してください。",
    "There is no mail server in the settings (survey.toml). Give its name there, as host below [smtp].",
)
_NO_CONTACTS = Words(
    "宛先の一覧（{path}）がありません。作成し（survey-tool init）、宛先を記入してください。",
    "There is no list of contacts ({path}). Write one (survey-tool init begins it).",
)
_WITHOUT_CONTACT = Words(
    "連絡先の一覧（contacts.csv）に宛先がないため作成していません：{names}",
    "No addressee in the list of contacts (contacts.csv): {names}",
)
_WITHOUT_FORM = Words(
    "送付する調査票がないため作成していません。先に調査票を作成してください（survey-tool generate）：{names}",
    "No form to send. Write it first (survey-tool generate): {names}",
)
_FEW = 3
_NAMED_ABOVE = Words("上記の{count}団体", "the {count} named above")
_CHANGED_COPY = Words(
    "送付する調査票が作成後に保存されている、又は作成した調査票ではないため作成していません：{names}",
    "Not written, because the workbook to be sent has been saved by somebody since it was drawn, or is none of ours: {names}",
)
_WRONG_WORKBOOK = Words(
    "送付する調査票が、その都道府県に送付すべきものではないため作成していません：{names}",
    "Not written, because what lies there is not the workbook that belongs to the letter: {names}",
)
_STALE = Words(
    "送付する調査票の記載が現在と異なるため、作成していません。先に調査票を作成し直してください"
    "（survey-tool generate。前回の回答を転記している場合は、--previous も指定）。",
    "Not written, because the forms to be sent do not say what is so now. Write them anew first (survey-tool generate, with "
    "--previous where they hold last round's answers).",
)
_DIFFERENCE = Words("  {difference}", "  {difference}")
_WHICH_WORKBOOK = Words("{prefecture}（{why}）", "{prefecture} ({why})")
_COPY_OF_ANOTHER = Words(
    "{prefecture}から提出された調査票に記入されたアドレス（{address}）は、連絡先の一覧（contacts.csv）では別の都道府県の宛先であるため、"
    "写しの送付先から除きました。",
    "No copy goes to {address}, which stands in the form of {prefecture}: the list of contacts (contacts.csv) has it as another prefecture's.",
)
_NO_COPY = Words(
    "{prefecture}から提出された調査票に記入されたアドレス（{address}）は、{prefecture}のものと確認できないため、"
    "写しの送付先から除きました。確認できた場合は、写しの送付を認めることができます（survey-tool record allow-copy {code} {domain}）。",
    "No copy goes to {address}, which stands in the form of {prefecture}: it is not known to be its own. Once you know that it is, "
    "let copies go there (survey-tool record allow-copy {code} {domain}).",
)
_PLACEHOLDER_CONTACTS = Words(
    "{keys}が見本のまま又は空欄のため、送信していません。設定（survey.toml）を修正し、もう一度送信してください。",
    "Nothing was sent, because {keys} are still the examples, or blank. Change the settings (survey.toml) and send again.",
)
_EXAMPLE_ADDRESSES = Words(
    "連絡先の一覧（contacts.csv）に見本のアドレス（{addresses}）があるため、送信していません。実際のアドレスに修正し、もう一度送信してください。",
    "Nothing was sent, because the list of contacts (contacts.csv) holds addresses of the examples ({addresses}). Put the real ones "
    "there and send again.",
)
_LOST_RECORD = LOST + Words(
    "送信済みかどうかを確認した上で送信してください。記録（record.csv）の最新の控えがある場合は元に戻し、控えがない場合は、送信済みの都道府県を"
    "記録してください（survey-tool record sent {kind} 都道府県 …）。",
    " See what was sent before you send these. If there is a newer copy of the record (record.csv), restore it; if not, note those that were "
    "written to (survey-tool record sent {kind} PREFECTURE …).",
)
_UNSURE = Words(
    "誰に何を送信したか確認できないため、作成していません。",
    "Nothing is written before it is known what was sent to whom.",
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """The letters that are due and those of them that could be put into words; `kept` are correction copies that somebody has saved
    since they were drawn, which go to nobody."""

    due: Due
    letters: Correspondence
    kept: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of the drafts; `edited` are those that somebody has edited, as drafts or as texts to copy. `lost`: what is to be
    said of the record, if anything."""

    written: Written
    edited: tuple[Path, ...]
    lost: Words = NOTHING


def contacts_of(survey: Survey) -> Contacts:
    """Whom to write to. Raises `NotDoneError` where there is no list, `MistakesError` where it cannot be used."""
    path = survey.workspace / CONTACTS_FILE
    if not path.is_file():
        raise NotDoneError(_NO_CONTACTS.fill(path=path))
    return read_contacts(path, survey.places.prefecture_list)


def prepare(
    name: str,
    occasion: Occasion,
    contacts: Contacts,
    language: Language,
    chosen: Sequence[str],
    progress: Callable[[int, int], None] = lambda *_: None,
) -> Prepared:
    """The letters of a kind to some prefectures. The correction copies of those to whom one is due are drawn first, so that none is
    older than what came back; `progress` is told how many of how many are, and what it raises ends it all.

    Raises `NotDoneError` where the record cannot tell what went out, or a file cannot be read at this moment, so that a letter might say what
    is not so; `MistakesError` for the texts and days of the workspace, `OSError`.
    """
    from survey_tool.intake.redrawing.corrections import write_corrections

    survey, kind = occasion.survey, kind_of_letter(name)
    if occasion.history.mistakes:
        raise NotDoneError(_UNSURE, usage=False)
    # Of a return that tells whose it is, only its prefecture gets no letter; what is nobody's may be anybody's answer.
    if files := occasion.read.not_readable_of({None, *chosen} if kind.from_forms else {None}):
        raise NotDoneError(_NOT_READABLE.fill(why=not_readable_here(files)), usage=False)
    due = kind.due(occasion).of(chosen)
    kept: tuple[Path, ...] = ()
    if not kind.from_forms:
        folder, addressed = survey.submissions / CORRECTIONS, {each.letter.prefecture_code for each in due.letters}
        copies = write_corrections(survey, occasion.read, folder, progress, also=kind.copied(occasion), of=addressed)
        kept = copies.kept
    letters = drafted(survey, due.letters, contacts, language, kept, occasion.history.copies_allowed)
    return Prepared(due, letters, kept)


def write_and_record(survey: Survey, name: str, drafts: Sequence[Draft], chosen: Sequence[str]) -> Drafted:
    """Writes the drafts of a kind to some prefectures, after the lines of the record that tell of them. Raises as `append` does, and
    `OSError`."""
    lost = _LOST_RECORD.fill(kind=name) if note_drafted(survey, drafts) else NOTHING
    folder = drafts_folder(survey, name)
    written, copied = write_drafts(drafts, folder, chosen), write_to_copy(drafts, folder, chosen)
    return Drafted(written, (*written.edited, *copied.edited), lost)


def lost_in_words(survey: Survey, name: str) -> Words:
    """What is to be said of the record before letters of a kind go out, if anything. Raises `RecordFileError`."""
    return _LOST_RECORD.fill(kind=name) if is_lost(survey) else NOTHING


def see_that_it_can_be_sent(survey: Survey, *, rehearsing: bool) -> None:
    """Raises `NotDoneError` where there is no server, or the letters would name contacts at which nobody can be reached."""
    if survey.round.smtp is None:
        raise NotDoneError(_NO_SERVER)
    if survey.round.placeholders and not rehearsing:
        raise NotDoneError(_PLACEHOLDER_CONTACTS.fill(keys=survey.round.placeholders_told))


def see_that_somebody_gets_them(drafts: Sequence[Draft]) -> None:
    """Raises `NotDoneError` where addressees are still the examples of a new list of contacts."""
    if examples := example_addresses(drafts):
        raise NotDoneError(_EXAMPLE_ADDRESSES.fill(addresses=", ".join(examples)))


def left_out_in_words(survey: Survey, letters: Correspondence) -> list[Words]:
    """Who gets no letter though one is due, and to whom no copy goes, each with why."""
    reasons = (
        (_WITHOUT_CONTACT, letters.without_contact),
        (_WITHOUT_FORM, letters.without_workbook),
        (_CHANGED_COPY, letters.changed_workbook),
    )
    told: list[Words] = []
    named: dict[str, None] = {}
    for words, codes in reasons:
        told += [words.fill(names=_names(survey, codes, named))] if codes else []
        named |= dict.fromkeys(codes)
    return [*told, *_wrong(survey, letters), *_stale(survey, letters), *_without_copy(survey, letters)]


def _names(survey: Survey, codes: tuple[str, ...], before: Collection[str]) -> Words:
    """The names of prefectures; those that a list has named `before` are only counted where they are many."""
    again = sum(code in before for code in codes)
    if again <= _FEW:
        return Words.listed(survey.places.prefectures[code].name for code in codes)
    others = (survey.places.prefectures[code].name for code in codes if code not in before)
    return Words.listed([*others, _NAMED_ABOVE.fill(count=again)])


def _wrong(survey: Survey, letters: Correspondence) -> list[Words]:
    names = survey.places.prefectures
    wrong = [
        _WHICH_WORKBOOK.fill(
            prefecture=names[each.prefecture_code].name,
            why=each.why(survey.round.name, names[each.found.prefecture_code].name),
        )
        for each in letters.wrong_workbook
    ]
    return [_WRONG_WORKBOOK.fill(names=Words.listed(wrong))] if wrong else []


def _stale(survey: Survey, letters: Correspondence) -> list[Words]:
    from survey_tool.post.letters.attachments.stale_forms import in_words

    if not letters.stale:
        return []
    return [_STALE, *(_DIFFERENCE.fill(difference=each) for each in in_words(survey, letters.stale))]


def _without_copy(survey: Survey, letters: Correspondence) -> list[Words]:
    return [
        (_COPY_OF_ANOTHER if each.why == "of another prefecture" else _NO_COPY).fill(
            prefecture=survey.places.prefectures[each.prefecture_code].name,
            address=each.address,
            code=each.prefecture_code,
            domain=each.domain,
        )
        for each in letters.without_copy
    ]
