"""What tells of a person in an answer that is published: names, numbers, addresses, and links."""

from __future__ import annotations

from survey_tool.questionnaire.findings.entry import CatalogueEntry, of_cell
from survey_tool.wording.words import Words


def _personal(
    sentence: Words, todo: Words, meaning: Words, suggestion: Words, variant: str | None = None
) -> CatalogueEntry:
    """One kind; the suggestion names what was found, in quotation marks."""
    return of_cell("personal-data", sentence, todo, meaning, suggestion, "warning", variant)


PERSONAL = (
    _personal(
        Words("個人の氏名と思われる記載があります。", "This looks like the name of a person."),
        Words(
            "部署名に置き換えるか、公表してよいことを確認してください。",
            "Put the department in its place, or make sure that it may be published.",
        ),
        Words(
            "公表する項目に、個人の氏名があるようです。", "A person seems to be named in an answer that is published."
        ),
        Words(
            "{pieces}を部署名に置き換えてください。氏名でない場合又は公表してよい場合、修正は不要です。",
            "Put the department in place of {pieces}. If it is no name, or may be published, leave it.",
        ),
    ),
    _personal(
        Words("携帯電話の番号と思われる記載があります。", "This looks like the number of a mobile telephone."),
        Words(
            "部署の番号に置き換えるか、公表してよいことを確認してください。",
            "Give the department's number, or make sure that it may be published.",
        ),
        Words(
            "公表する項目に、携帯電話の番号（070、080、090）があるようです。",
            "A mobile number (070, 080, 090) seems to stand in an answer that is published.",
        ),
        Words(
            "{pieces}を部署の番号に置き換えてください。公表してよい場合、修正は不要です。",
            "Give the department's number in place of {pieces}. If it may be published, leave it.",
        ),
        "mobile-number",
    ),
    _personal(
        Words("個人のものと思われるメールアドレスがあります。", "This looks like somebody's own e-mail address."),
        Words(
            "部署の共用アドレスに置き換えるか、公表してよいことを確認してください。",
            "Give the department's shared address, or make sure that it may be published.",
        ),
        Words(
            "公表する項目に、フリーメール、携帯電話会社等のアドレス又は姓を含むアドレスがあります。",
            "An address at a provider for people, or with a surname, stands in an answer that is published.",
        ),
        Words(
            "{pieces}を部署の共用アドレスに置き換えてください。公表してよい場合、修正は不要です。",
            "Give the department's shared address in place of {pieces}. If it may be published, leave it.",
        ),
        "personal-mail",
    ),
    _personal(
        Words(
            "個人番号（マイナンバー）と思われる12桁の数字があります。",
            "These 12 figures look like an Individual Number (My Number).",
        ),
        Words("個人番号の場合は、必ず削除してください。", "If it is one, delete it."),
        Words(
            "公表する項目に、検査用数字が個人番号と一致する12桁の数字があります。",
            "12 figures with the check digit of an Individual Number stand in an answer that is published.",
        ),
        Words(
            "{pieces}が個人番号の場合は、必ず削除してください。個人番号でない場合、修正は不要です。",
            "If {pieces} is one, delete it. If not, leave it.",
        ),
        "individual-number",
    ),
    _personal(
        Words("番地等までの住所と思われる記載があります。", "This looks like an address with the number of a house."),
        Words(
            "個人の住所の場合は、削除してください。庁舎の所在地等の場合、修正は不要です。",
            "If somebody lives there, delete it. If it is an office, leave it.",
        ),
        Words(
            "公表する項目に、番地、号室等があります。", "The number of a house stands in an answer that is published."
        ),
        Words(
            "{pieces}が個人の住所の場合は、削除してください。庁舎の所在地等の場合、修正は不要です。",
            "If somebody lives at {pieces}, delete it. If it is an office, leave it.",
        ),
        "home-address",
    ),
    _personal(
        Words("リンク（URL）の記載があります。", "There is a link."),
        Words(
            "公表してよいリンクであることを確認してください。不要な場合は、削除してください。",
            "Make sure that it may be published, or delete it.",
        ),
        Words("公表する項目に、リンクがあります。", "A link stands in an answer that is published."),
        Words(
            "{pieces}を公表してよいことを確認してください。公表してよい場合、修正は不要です。",
            "Make sure that {pieces} may be published. If so, leave it.",
        ),
        "link-in-text",
    ),
)
