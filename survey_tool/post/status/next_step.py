"""Which command comes next, as the files of the round tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from survey_tool.form.contract.file_names import forms_in
from survey_tool.intake.opening.names import SET_ASIDE
from survey_tool.post.letters.attachments.stale_forms import in_words, stale_forms
from survey_tool.post.record.closed import closed_in_words
from survey_tool.post.status.mails import to_be_read_in_words
from survey_tool.post.status.release_behind import behind_in_words
from survey_tool.post.status.reminding import REMIND_WITHIN, reminding
from survey_tool.post.status.states import DONE
from survey_tool.post.status.waited_for import (
    asked_to_confirm,
    asked_to_correct,
    few_or_where,
    is_invited,
    not_written_to,
    without_contact,
)
from survey_tool.post.status.whose_turn import (
    drafts_of,
    left_unchanged,
    not_told_of_extension,
    still_doubtful,
    still_to_be_asked,
    to_be_cleared_up,
    to_be_confirmed,
    to_be_drafted,
)
from survey_tool.reference.rounds import last_returns
from survey_tool.settings import SETTINGS_FILE
from survey_tool.wording.file_troubles import not_readable_here
from survey_tool.wording.words import Words

if TYPE_CHECKING:
    from survey_tool.intake.judging.submission import Collected
    from survey_tool.post.record.history import History
    from survey_tool.post.status.round_status import RoundStatus
    from survey_tool.reference.survey import Survey

Where = Literal["elsewhere", "settings", "contacts", "nobodys", "whose", "mails", "returns", "release"]
"""Where a person does what no command does: in the settings, in the list of contacts; by finding out which prefecture sent files of
which nobody knows it (`nobodys`), or of which it is in doubt (`whose`); by reading `mails`, among what comes back (`returns`), in the
release."""
FEW = 3  # prefectures that are named in a command

_INIT = Words("設定ファイルと連絡先の一覧を作成します。", "Write the settings and the list of contacts.")
_GENERATE = Words("{count}都道府県の調査票を作成します。", "Write the forms of the {count} prefectures.")
_GENERATE_PREVIOUS = Words(
    "前回の回答を転記して、{count}都道府県の調査票を作成します（前回の提出ファイル：{folder}）。",
    "Write the forms of the {count} prefectures with last round's answers (its returns: {folder}).",
)
_STALE = Words(
    "調査票の記載が現在と異なります（{differences}）。メールに添付する前に作成し直します。",
    "Forms do not say what is so now ({differences}). Write them anew before they are sent.",
)
_INVITE = Words("調査票を送付するメールの下書きを作成します。", "Write the e-mails that send the forms.")
_SETTINGS = Words(
    "設定（survey.toml）に期限、事務局の名称、連絡先などを記入します（記入例のまま又は空欄の項目：{keys}）。",
    "Write deadline, secretariat and the like into the settings (survey.toml); still as in the example, or blank: {keys}.",
)
_CONTACTS = Words(
    "連絡先の一覧（contacts.csv）に宛先を記入します（宛先のない都道府県：{names}）。",
    "Write down in the list of contacts (contacts.csv) whom to write to (prefectures without anybody: {names}).",
)
_NO_ADDRESS = Words(
    "連絡先の一覧（contacts.csv）に宛先がないため、{count}団体に調査票を送付していません（{who}）。"
    "宛先を記入し、調査票を送付します（survey-tool mail invite）。",
    "Forms were not sent to prefectures for which the list of contacts (contacts.csv) has no addressee: {count} ({who}). Write somebody "
    "down, then send the forms (survey-tool mail invite).",
)
_NOT_WRITTEN_TO = Words(
    "調査票を送付した記録も下書きもない{count}団体に、メールの下書きを作成します（{who}）。",
    "Write the e-mails to those of whom neither a draft nor a note tells that their forms went out: {count} ({who}).",
)
_NOBODYS = Words(
    "どの都道府県のものか分からないファイルがあります（{files}）。提出元を確認し、記録します（survey-tool record owner）。",
    "It is not known which prefecture these files came from: {files}. Find out whose they are and note it (survey-tool record owner).",
)
_OTHERS = Words(
    "{name}から調査票以外のファイルが届いています（{files}）。"
    "内容を確認し、調査票での提出を求める場合は、督促のメールで依頼します。",
    "What came from {name} is no form: {files}. Look at it; if the form is still owed, a reminder asks for it.",
)
_WHOSE = Words(
    "どの都道府県の提出かを確認する必要があるファイルがあります（{files}）。"
    "内容を確認し、提出元を記録します（survey-tool validate、survey-tool record owner）。",
    "Find out which prefectures these files came from and note it (survey-tool validate, survey-tool record owner): {files}.",
)
_LOCKED = Words(
    "パスワード等で保護されたファイルがあります（{files}）。"
    "パスワードが分かる場合は解除し、分からない場合は、修正を依頼するメールで問い合わせます（survey-tool mail correct）。",
    "These files are locked: {files}. Unlock them if the password is known; if not, the request for correction asks (survey-tool mail correct).",
)
_PACKED = Words(
    "ZIP以外の圧縮ファイルがあります（{files}）。解凍（展開）し、中のファイルを {folder} に保存して、元のファイルは {aside} に移してください。",
    "These archives are of another kind than ZIP: {files}. Unpack them, save what is in them in {folder}, and move them to {aside}.",
)
_CONFLICT = Words(
    "内容の異なる複数のファイルが提出されています（{name}）。1つの調査票にまとめます。"
    "一方のみを採用する場合は、他方を対象外とします（survey-tool record set-aside ファイル名）。",
    "More than one differing file came from {name}. Make one form of them; if only one of them counts, set the others aside "
    "(survey-tool record set-aside FILE).",
)
_MERGED = Words(
    "内容の異なる複数のファイルを1つにまとめた調査票を、{name}に送付し、確認を依頼します。",
    "Send {name} the form that was made of its differing files, and ask which answers are right.",
)
_CORRECT = Words(
    "修正を依頼するメールの下書きを作成します（{count}件）。", "Write the e-mails that ask for correction ({count})."
)
_ASK = Words(
    "要確認の回答について、確認をお願いするメールの下書きを作成します（{count}件）。",
    "Write the e-mails that ask whether doubtful answers are right ({count}).",
)
_EXTEND = Words(
    "期限の延長を知らせるメールの下書きを作成します（{count}件）。",
    "Write the e-mails that tell of a later deadline ({count}).",
)
_DRAFTED = Words(
    "作成済みの下書きを送信し、送信した後に記録します（{count}件）。",
    "Send the drafts that were written, then note that they were sent ({count}).",
)
_REMIND = Words(
    "未提出の団体、修正を依頼した団体など{count}団体に督促します。",
    "Remind the {count} prefectures that still owe something.",
)
_PUBLISH = Words(
    "全都道府県の回答が揃いました。公表物を作成します。", "Every prefecture has answered: write the release."
)
_PUBLISHED = Words("公表物は {folder} にあります。", "The release lies in {folder}.")
_PUBLISH_AGAIN = Words(
    "回答が変わった場合に、公表物を作成し直します。", "Write the release again, if answers have changed since."
)
_PUBLISH_WITHOUT = Words(
    "期限を過ぎました。揃った回答で公表物を作成できます。",
    "The deadlines are over: the release can be written without the rest.",
)
_WAIT = Words("返送されたファイルを {folder} に保存し、確認します。", "Save what comes back in {folder} and check it.")
_QUESTIONS = Words(
    "確認をお願いした{count}団体について、回答を待っています（{who}）。"
    "回答があった場合は、確認済みであることを記録します（survey-tool record confirm）。",
    "Waiting for what was asked about doubtful answers from {count} prefectures ({who}). Note the answers (survey-tool "
    "record confirm).",
)
_UNCHANGED = Words(
    "確認をお願いした回答が、変更されずに再提出されています（{name}）。正しいことを確認できた場合は、記録します。",
    "What {name} was asked about came back unchanged. Once it is known to be right, note that.",
)
_ASKED = Words(
    "修正を依頼した{count}件について、再提出を待っています（{who}）。",
    "Waiting for {count} corrections that were asked for ({who}).",
)


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do next and why; `command` is blank where no command does it, `where` then tells where it is done."""

    command: str
    why: Words
    where: Where = "elsewhere"


BEGIN = NextStep("init", _INIT)


def next_steps(survey: Survey, collected: Collected, status: RoundStatus, history: History) -> tuple[NextStep, ...]:
    """What to do, the most pressing first; never nothing."""
    if told := closed_in_words(history):
        return (NextStep("", told),)
    if not forms_in(survey.templates):
        return tuple(_before_the_forms(survey))
    return tuple(_during_the_round(survey, collected, status, history))


def _before_the_forms(survey: Survey) -> Iterator[NextStep]:
    if not (survey.workspace / SETTINGS_FILE).exists():
        yield BEGIN
        return
    if survey.round.doubts:
        yield from (NextStep("", each, "settings") for each in survey.round.doubts)
    elif survey.round.placeholders:
        yield NextStep("", _SETTINGS.fill(keys=survey.round.placeholders_told), "settings")
    yield from _to_address(survey)
    yield _to_generate(survey)


def _to_address(survey: Survey) -> Iterator[NextStep]:
    if without := without_contact(survey):
        yield NextStep("", _CONTACTS.fill(names=survey.places.prefectures_told(without)), "contacts")


def _to_generate(survey: Survey) -> NextStep:
    count, last = len(survey.places.prefectures), last_returns(survey).folder
    if last:
        return NextStep("generate --previous", _GENERATE_PREVIOUS.fill(count=count, folder=last))
    return NextStep("generate", _GENERATE.fill(count=count))


def _during_the_round(
    survey: Survey, collected: Collected, status: RoundStatus, history: History
) -> Iterator[NextStep]:
    yield from _to_clear_up(survey, collected, status, history)
    yield from _to_draw_anew(survey, status)
    yield from _to_write(survey, collected, history)
    yield from _to_tell_of_extensions(survey, collected, status, history)
    behind = behind_in_words(survey, collected, history)
    if behind:
        yield NextStep("publish", behind)
    if not collected.submissions and not is_invited(survey, history):
        yield from _to_invite(survey)
    elif len(status.having(*DONE)) == len(status.prefectures):
        yield from _at_the_end(survey, behind=behind is not None)
    else:
        yield from _while_waiting(survey, collected, status, history)


def _to_write(survey: Survey, collected: Collected, history: History) -> Iterator[NextStep]:
    """Letters about what came back, and drafts of which the record does not tell that they were sent."""
    yield from _to_send("invite", len(_uninvited(survey, collected, history)))
    requests = len(still_to_be_asked(survey, collected, history))
    if drafts := len(to_be_drafted(survey, collected, history)):
        yield NextStep("mail correct", _CORRECT.fill(count=drafts))
    yield from _to_send("correct", requests - drafts)
    questions = len(still_doubtful(survey, collected, history))
    if drafts := len(to_be_confirmed(survey, collected, history)):
        yield NextStep("mail ask", _ASK.fill(count=drafts))
    yield from _to_send("ask", questions - drafts)
    yield from _asked_about(survey, collected, history)


def _to_tell_of_extensions(
    survey: Survey, collected: Collected, status: RoundStatus, history: History
) -> Iterator[NextStep]:
    untold = not_told_of_extension(survey, collected, history, status.today)
    days = {f"{code}-{survey.extended[code]:%Y%m%d}" for code in untold}
    drafted = days & {f"{name.split('_')[0]}-{name.split('_')[2]}" for name in drafts_of(survey, "extend")}
    if count := len(untold) - len(drafted):
        yield NextStep("mail extend", _EXTEND.fill(count=count))
    yield from _to_send("extend", len(drafted))


def _asked_about(survey: Survey, collected: Collected, history: History) -> Iterator[NextStep]:
    """Questions that went out: what came back as it was is the secretariat's to settle, the rest is waited for."""
    unchanged = left_unchanged(survey, collected, history)
    for code in unchanged:
        name = survey.places.prefectures[code].name
        yield NextStep(f"record confirm {code}", _UNCHANGED.fill(name=name))
    if asked := asked_to_confirm(survey, collected, history):
        yield NextStep("", _QUESTIONS.fill(count=len(asked), who=few_or_where(survey, asked)))


def _to_send(kind: str, count: int) -> Iterator[NextStep]:
    if count:
        yield NextStep(f"record sent {kind}", _DRAFTED.fill(count=count))


def _uninvited(survey: Survey, collected: Collected, history: History) -> list[str]:
    """The prefectures whose invitation lies there as a draft and did not go out, and from which nothing came."""
    drafted = {name.partition("_")[0] for name in drafts_of(survey, "invite")}
    return [code for code in collected.missing if code in drafted and not history.sent("invite", code)]


def _to_clear_up(survey: Survey, collected: Collected, status: RoundStatus, history: History) -> Iterator[NextStep]:
    """What a person has to find out before the tool can go on."""
    from survey_tool.intake.redrawing.corrections import merged_copy

    for each in status.having("conflict"):
        made = merged_copy(survey, collected, each.code)
        yield NextStep(f"merge {each.code}", (_MERGED if made else _CONFLICT).fill(name=each.name))
    if locked := [each.file for each in collected.submissions if each.status == "locked"]:
        yield NextStep("unlock", _LOCKED.fill(files=Words.listed(locked)))
    yield from _to_make_readable(survey, collected)
    ours = {each.file for each in collected.submissions if each.up_to_the_secretariat}
    owners = {file for each in status.prefectures for file in each.unreadable}
    if nobodys := [file for file in status.unreadable if file not in owners | ours]:
        yield NextStep("", _NOBODYS.fill(files=Words.listed(nobodys)), "nobodys")
    if unclear := to_be_cleared_up(collected):
        yield NextStep("", _WHOSE.fill(files=Words.listed(unclear)), "whose")
    if said := to_be_read_in_words(survey, collected):
        yield NextStep("", said, "mails")
    reminded = reminding(survey, collected, history, status.today).due
    for each in status.having("not_returned"):
        if each.strangers and each.code in reminded:
            yield NextStep(f"mail remind {each.code}", _OTHERS.fill(name=each.name, files=Words.listed(each.strangers)))


def _to_make_readable(survey: Survey, collected: Collected) -> Iterator[NextStep]:
    ours = (each for each in collected.submissions if each.up_to_the_secretariat)
    if packed := [each.file for each in ours if not each.not_readable_here]:
        places = {"folder": survey.submissions, "aside": survey.submissions / SET_ASIDE}
        yield NextStep("", _PACKED.fill(files=Words.listed(packed), **places))
    if here := collected.not_readable_here:
        yield NextStep("", not_readable_here(here))


def _to_draw_anew(survey: Survey, status: RoundStatus) -> Iterator[NextStep]:
    """Forms that go out again, or for the first time, and do not hold today's settings."""
    waited_for = [each.code for each in status.having("not_returned", "unreadable")]
    if stale := stale_forms(survey, waited_for):
        codes = [each.prefecture_code for each in stale] if len(stale) <= FEW else []
        command = " ".join(("generate", *(f"--prefecture {code}" for code in codes)))
        yield NextStep(command, _STALE.fill(differences=_several(in_words(survey, stale))))


def _several(said: tuple[Words, ...]) -> Words:
    return Words("；".join(each.ja for each in said), "; ".join(each.en for each in said))


def _to_invite(survey: Survey) -> Iterator[NextStep]:
    yield from _to_address(survey)
    yield NextStep("mail invite", _INVITE)


def _while_waiting(survey: Survey, collected: Collected, status: RoundStatus, history: History) -> Iterator[NextStep]:
    """While something is owed: by whom it may be asked for again, and what was asked for."""
    if status.today > survey.round.second_deadline:
        yield NextStep("publish", _PUBLISH_WITHOUT)
    owing = len(reminding(survey, collected, history, status.today).due)
    if owing and status.days_left <= REMIND_WITHIN:
        yield NextStep("mail remind", _REMIND.fill(count=owing))
    yield from _to_invite_too(survey, collected, status, history)
    if asked := asked_to_correct(survey, collected, history):
        yield NextStep("", _ASKED.fill(count=len(asked), who=few_or_where(survey, asked)))
    yield NextStep("validate", _WAIT.fill(folder=survey.submissions), "returns")
    if survey.published.is_dir():
        yield NextStep("", _PUBLISHED.fill(folder=survey.published), "release")


def _at_the_end(survey: Survey, *, behind: bool) -> Iterator[NextStep]:
    if survey.published.is_dir():
        yield NextStep("", _PUBLISHED.fill(folder=survey.published), "release")
        if not behind:
            yield NextStep("publish", _PUBLISH_AGAIN)
    else:
        yield NextStep("publish", _PUBLISH)


def _to_invite_too(survey: Survey, collected: Collected, status: RoundStatus, history: History) -> Iterator[NextStep]:
    """Who was asked nothing while others were; after the deadline nobody is invited any more."""
    if not is_invited(survey, history) or status.days_left < 0:
        return
    without, left = without_contact(survey), not_written_to(survey, collected, history)
    if nobody := [code for code in left if code in without]:
        yield NextStep("", _NO_ADDRESS.fill(count=len(nobody), who=few_or_where(survey, nobody)), "contacts")
    if others := [code for code in left if code not in without]:
        command = " ".join(("mail invite", *(others if len(others) <= FEW else ())))
        yield NextStep(command, _NOT_WRITTEN_TO.fill(count=len(others), who=few_or_where(survey, others)))
