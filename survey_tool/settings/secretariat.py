"""Who asks: the secretariat as forms and letters name it."""

from __future__ import annotations

from typing import Annotated

from survey_tool.settings.tables import About, Address, Bilingual, Settings


class Secretariat(Settings):
    """Who asks and where the forms go back to. Nobody can be reached by the defaults: they show what is to be given."""

    name: Annotated[Bilingual, About("事務局の名称", "the secretariat's name", first=True)] = Bilingual(
        ja="○○省○○課（共同調達調査事務局）", en="Survey secretariat, name of the office"
    )
    person: Annotated[Bilingual, About("担当者又は担当係", "the person or desk to ask", first=True)] = Bilingual(
        ja="調査担当", en="Survey desk"
    )
    phone: Annotated[str, About("電話番号", "telephone", first=True)] = "03-0000-0000"
    email: Annotated[
        Address, About("問合せ先のメールアドレス（メールの差出人）", "e-mail address; letters come from it", first=True)
    ] = "survey@example.go.jp"
    return_address: Annotated[
        Address, About("調査票の提出先のメールアドレス", "e-mail address to which forms go back", first=True)
    ] = "survey@example.go.jp"
