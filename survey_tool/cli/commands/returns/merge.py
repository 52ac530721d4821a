"""`survey-tool merge`: differing returns of one prefecture as one form."""

from __future__ import annotations

import click

from survey_tool.cli.console.help import Command
from survey_tool.cli.console.parameters import Argument
from survey_tool.cli.console.record import see_that_it_is_open, told_of_record
from survey_tool.cli.console.returns import collect_returns, prefecture_codes, say_left_behind
from survey_tool.cli.console.session import Session, Stop
from survey_tool.wording.words import Words

_ABOUT = Words(
    "同じ都道府県から提出された、内容の異なる調査票を1つにまとめます。提出されたファイルは変更しません。\n"
    "一方のみにある回答と、同じ回答は、そのまま転記します。食い違いがなければ、まとめた調査票を submissions/調査名/ に作成し、"
    "元の提出に代わるものとして扱います。食い違いがあれば、両方の回答を示した調査票を corrections フォルダに作成します。",
    "Makes one form of the differing returns of a prefecture. A returned file is never changed.\n"
    "What only one of them answers, and what they answer alike, is taken over. Without contradictions the form is written to "
    "submissions/ROUND/ and counts in place of them; else to the folder corrections, with both answers at each such cell.",
)
_PREFECTURE = Words("都道府県（01から47までのコード又は名称）", "The prefecture: a code from 01 to 47, or its name")


@click.command(cls=Command, words=_ABOUT)
@click.argument("prefecture", cls=Argument, metavar="PREFECTURE", words=_PREFECTURE)
@click.pass_obj
def command(session: Session, prefecture: str) -> int:
    """Writes the merged form."""
    survey = session.survey()
    see_that_it_is_open(session)
    (code,) = prefecture_codes(survey, [prefecture])
    collected, _ = collect_returns(session, survey)
    from survey_tool.post.incoming.merging import NOTHING_TO_MERGE, NotMergedError, merge_returns, merged_in_words

    returns = collected.in_conflict(code)
    if not (returns or collected.not_readable_of({None, code})):
        session.console.say(NOTHING_TO_MERGE.fill(name=survey.places.prefectures[code].name))
        return 0
    with told_of_record():
        try:
            found = merge_returns(survey, collected, code)
        except NotMergedError as error:
            raise Stop(1, *error.lines) from error
    session.console.say(merged_in_words(survey, len(returns), found))
    language = session.language
    session.console.say(
        *(f"  ！ {each.message(language)}\n    → {each.suggestion[language]}" for each in found.form.findings)
    )
    say_left_behind(session, found.left_behind)
    return 1 if found.form.findings else 0
