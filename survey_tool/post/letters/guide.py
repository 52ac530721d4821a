"""How the texts of the letters are edited, as a page beside them: the signs, and the names that each letter knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from survey_tool.post.letters.letter import Letter
from survey_tool.post.letters.templates import headings_of, placeholders_of
from survey_tool.wording.words import LANGUAGES, Language, Words

_ABOUT = Words(
    """メールの文面の編集方法

・1行目は件名、最初の空行より下は本文です。ファイル名は変更しないでください。ファイルを削除すると、当初の文面に戻ります。
・〔 〕の部分は、宛先ごとの内容に置き換わります。必要な箇所に書き加えることも、削除することもできます。
・【…場合のみ】の行の下の文は、その場合に限り記載されます。次の空行又は次の見出しまでが対象です。
　空行を入れずに通常の文に戻す場合は、【全ての場合】と書きます。見出しの行は、メールには記載されません。
・記号の〔 〕そのものを書く場合は、〔〔 〕〕 のように2つ続けて書きます。
・書き誤りがある場合は、survey-tool mail が行番号とともに知らせ、何も作成しません。
""",
    """How to edit the texts of the letters

- The first line is the subject; what follows the first blank line is the body. Keep the names of the files. If you delete a
  file, its letter reads as it did at first.
- What stands in 〔 〕 is replaced for each addressee. Use it where you need it, or leave it out.
- What stands below a line such as 【Only if ...】 goes only into letters of which that is true, up to the next blank line or the
  next heading. 【In every case】 ends it without a blank line. Headings do not appear in the letter.
- To write the signs 〔 〕 themselves, write them twice: 〔〔 〕〕.
- survey-tool mail tells each mistake with its line, and writes nothing until it is mended.
""",
)


def guide(letters: Iterable[type[Letter]], language: Language) -> str:
    """The page in a language, for texts of these letters in both."""
    return "\n".join((_ABOUT[language], *(line for letter in letters for line in _names(letter))))


def _names(letter: type[Letter]) -> Iterator[str]:
    for language in LANGUAGES:
        yield f"{letter.kind}_{language}.txt"
        yield "".join(f"〔{name[language]}〕" for name in placeholders_of(letter))
        yield from (f"【{name[language]}】" for name in headings_of(letter))
        yield ""
