"""What the body of a mail says beyond what every mail says: greetings, that something is attached, a signature.

It is no more than pointed out, so that somebody reads it. Set phrases are taken away; where enough is left in a line that
reads like a sentence, the line is given. A line that speaks of a password never is.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_SHOWN = 60
_LEFT = 4  # letters
_LINES = 300

_ORIGINAL = re.compile(
    r"^\s*(?:[-_*]{2,}\s*(?:original message|forwarded message|元のメッセージ|転送(?:元|された|メッセージ)|返信元)"
    r"|on .{5,120} wrote:|\d{4}[年/-].{5,120}(?:[:：]|wrote:|のメール[:：]?|書きました[:：]?)\s*$"
    r"|(?:from|差出人|送信者)\s*[:：].*@)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^\s*[>|]")
_ADDRESSED = re.compile(r"(?:様|さま|御中|殿|各位|宛て?|先生)[、,]?$")
_CONTACT = re.compile(
    r"\b(?:tel|fax|e-?mail|mail|phone|ext)\b|電話|ファックス|ファクス|内線|直通|代表番号|〒|https?:|@|住所|所在地|郵便番号|メールアドレス|"
    r"lgwan|\d{2,5}-\d{2,4}-\d{3,4}",
    re.IGNORECASE,
)
_PASSWORD = re.compile(r"パス ?ワード|パスコード|暗証|解凍|\bpass(?:word|code)?\b|\bpw\b", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"(?:[都道府県庁課室係部局班]|グループ|チーム|担当)(?:の|[、,\s])*[^\s、。はがを]{1,12}(?:です|と申します|でございます)$"
)
_SENTENCE = re.compile(
    r"ます|です|ません|ました|でした|でしょう|か$|ない|なし|たい|した$|する|れる|ある|いる|いて|未定|変更|訂正|修正|誤り|予定|見込|ください|下さい|願|不明|"
    r"[はがをに](?=[一-龥ァ-ヶ「0-9])"
)
_SET_PHRASES = re.compile(
    "|".join(
        (
            r"[「『][^」』]{4,60}[」』](?=について|に関する|に係る|の件)",
            r"いつも|平素(?:より|から|は)?|日頃(?:より|から|は)?|大変|たいへん|誠に|まことに|格別の?|本?調査への|本事業へ?の|業務に",
            r"ご?(?:高配|厚情|指導|協力|理解|対応|尽力)",
            r"(?:を|に)?(?:賜り|いただき|頂き|くださり|下さり)",
            r"(?:厚く)?(?:御礼|お礼)|ありがとうござい(?:ます|ました)|有(?:り)?難うござい(?:ます|ました)|感謝",
            r"お世話(?:に)?(?:なって(?:おり|い)ます|なります|さま|様)?|お疲れ(?:様|さま)?|ご苦労(?:様|さま)",
            r"お忙しい(?:ところ|中)|ご多(?:忙|用)(?:の)?(?:ところ|中)|恐れ入ります|恐縮です(?:が)?|遅く(?:なり|なって)|遅れ(?:まして|て)?",
            r"申し訳(?:ござい|あり)ません(?:でした)?|(?:失礼|申し訳なく)",
            r"(?:どうぞ|何卒|なにとぞ)|(?:よろしく|宜しく)|ご?(?:査収|確認|検討|了承|参照|対応|連絡)",
            r"お?願い?(?:いた|致)?(?:します|しました)?|お願い?|申し上げます|申しあげます|存じます|幸いです",
            r"標記|表記|首記|掲題|表題|件名|題記|先日|先般|この度|このたび|本日|今般|昨日|照会|依頼|ご?案内|通知",
            r"(?:に|へ)つ(?:いて|き(?:まして)?)|に(?:関|係)(?:し(?:て|まして)?|する|る)|に対(?:し(?:て|まして)?|する)|ありました|あった|いただいた|頂いた|頂きました",
            r"調査票?|アンケート|回答(?:票|書)?|様式|ファイル|データ|資料|書類|エクセル|excel|zip|メール|添付|別添|別紙|下記|記載|記入|作成",
            r"(?:の)?(?:とおり|通り)|ほど|程|にて|まで|から|より|ので|ため|ここに|当[都道府県]|本[都道府県]|弊[都道府県]|[一-龥]{1,3}[都道府県]|本県分|分",
            r"提出|送付|送信|返信|返送|返却|報告|お送り|送ら|送り|転送|再送|させ(?:て)?(?:いただき|頂き)?(?:ます|ました)?",
            r"いた(?:し(?:ます|ました)?)|致し(?:ます|ました)?|し(?:ます|ました|て)|おり(?:ます|ました)?|ござい(?:ます|ました)|でござい",
            r"ください(?:ませ)?|下さい(?:ませ)?|ます|です|ました|でした|取り?急ぎ|とりいそぎ|まずは|以上|なお|件|こと|事務局|担当者?",
            r"共同調達|システム|都道府県|市区?町村|における|状況|事例|年度|令和[元\d]+年?度?|20\d\d(?:年度?)?|\d+月(?:\d+日)?|\d+時",
            r"[をはがのにでともへやか]",
        )
    ),
    re.IGNORECASE,
)
_LETTER = re.compile(r"\w")
_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_ENGLISH_WORDS = 4
_ENGLISH_PHRASES = re.compile(
    r"^(?:dear|hello|hi|good (?:morning|afternoon)|(?:best|kind|warm)?\s*regards|sincerely|thank(?:s| you)|many thanks)\b.*"
    r"|.*\b(?:attached|enclosed|attach|sent from)\b.*",
    re.IGNORECASE,
)


def what_it_says(text: str) -> str:
    """The first line that says more than mails usually do, cut to be shown; "" where none does."""
    for line in _own_lines(text)[:_LINES]:
        for unit in re.split(r"(?<=[。！？!?])", line):
            unit = unit.strip()
            if _says_something(unicodedata.normalize("NFKC", unit).rstrip("。!?. ")):
                return unit if len(unit) <= _SHOWN else unit[: _SHOWN - 1] + "…"
    return ""


def wording(text: str) -> str:
    """What tells the sender's own text from any other; how many blanks or line ends there are is the program's."""
    return hashlib.sha256(" ".join(" ".join(_own_lines(text)).split()).encode(errors="replace")).hexdigest()


def _own_lines(text: str) -> list[str]:
    """The lines that the sender wrote: not what is quoted, and nothing behind the mail that is answered."""
    own: list[str] = []
    for line in text.splitlines():
        if _ORIGINAL.match(line):
            break
        if not _QUOTED.match(line):
            own.append(line.strip())
    return own


def _says_something(unit: str) -> bool:
    if _ADDRESSED.search(unit) or _CONTACT.search(unit) or _PASSWORD.search(unit) or _INTRODUCES.search(unit):
        return False
    if unit.isascii():
        return len(_ENGLISH.findall(unit)) >= _ENGLISH_WORDS and not _ENGLISH_PHRASES.match(unit)
    return bool(_SENTENCE.search(unit)) and len(_LETTER.findall(_SET_PHRASES.sub("", unit))) >= _LEFT
