"""The words by which a mail is known to say something, or nothing: Japanese in the widths and forms that NFKC leaves, and English."""

from __future__ import annotations

import re

ADDRESSED = re.compile(r"(?:様|さま|御中|殿|各位|宛て?|先生)[、,]?$")
CONTACT = re.compile(
    r"\b(?:tel|fax|e-?mail|mail|phone|ext)\b|電話|ファックス|ファクス|内線|直通|代表番号|〒|https?:|@|住所|所在地|郵便番号|メールアドレス|"
    r"lgwan|\d{2,5}-\d{2,4}-\d{3,4}",
    re.IGNORECASE,
)
PASSWORD = re.compile(r"パス ?ワード|パスコード|暗証|解凍|\bpass(?:word|code)?\b|\bpw\b", re.IGNORECASE)
INTRODUCES = re.compile(
    r"(?:[都道府県庁課室係部局班]|グループ|チーム|担当)(?:の|[、,\s])*[^\s、。はがを]{1,12}(?:です|と申します|でございます)$"
)
SENTENCE = re.compile(
    r"ます|です|ません|ました|でした|でしょう|か$|ない|なし|たい|した$|する|れる|ある|いる|いて|未定|予定|見込|ください|下さい|願|不明|"
    r"[はがをに](?=[一-龥ァ-ヶ「0-9])"
)
SET_PHRASES = re.compile(
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
            r"お?手数(?:を)?(?:お?(?:かけ|掛け)(?:し|いたし|致し)?)?|引き?続き|今後とも|内容|指摘|箇所|再度?",
            r"[をはがのにでともへやか御ご]",
        )
    ),
    re.IGNORECASE,
)
ENGLISH_PHRASES = re.compile(
    r"^(?:dear|hello|hi|good (?:morning|afternoon)|(?:best|kind|warm)?\s*regards|sincerely|thank(?:s| you)|many thanks)\b.*"
    r"|.*\b(?:attached|enclosed|attach|sent from)\b.*"
    r"|(?:we|i)(?: have|'ve)? (?:corrected|revised)\b.*",
    re.IGNORECASE,
)
DISCLAIMS = re.compile(
    r"誤って(?:受信|配信)|誤送信(?:の|で|された|であった)?場合|心当たり|\breceived\b.*\bin error\b|\bintended recipient",
    re.IGNORECASE,
)
"""What stands under every mail of some senders: that others are to delete it."""
NAMES_ONLY = re.compile(
    "|".join(
        (
            r"(?:修正|訂正|追記|更新)を?(?:いた|致)?し(?:まし)?た(?![いくか])|差し?[替換]えま?した",
            r"(?:修正|訂正)(?:済み?|版|後)|(?:修正|訂正)の?(?:うえ|上)[、,]?(?=再|提出|回答|送付|返)",
            r"(?:修正|訂正)の?[ご御]?(?:依頼|指示|連絡)(?=.{0,8}(?:いただ|頂|受け|ありまし|あった|について|つきまして|の件|に対|に係))",
            r"(?:不明|不備|不足|誤り|間違い|漏れ|修正|訂正|変更|追加|問題|疑義|質問)(?:な?(?:点|箇所|事項)|等|など)*[がはのも]?"
            r"(?:必要(?:な場合|があれば|がありましたら|でしたら|であれば)|(?:ござい|あり)ましたら|(?:ござい|あり)ます場合|ある場合|あれば|場合)",
            r"(?:please )?\bdo not hesitate to (?:contact|ask)\b|\brequests? for corrections?\b|\b(?:with|made) the corrections?\b",
            r"(?:please let us know )?\bif (?:anything|something|any|there (?:is|are|should be)|you (?:have|find))\b[^.,]*",
        )
    ),
    re.IGNORECASE,
)
"""Corrections that are made already, were asked for by others, or may be: "修正しました" tells of the form that is attached."""
ASKS = re.compile(
    "|".join(
        (
            r"訂正|修正|削除|抹消|取り?消|取り?下げ|取りや|キャンセル|破棄|廃棄|無効|撤回|辞退|中止|廃止|終了|直して|直し(?:ま|くだ)",
            r"差し?[替換]|入れ?替|[置書]き?換え|上書き|追加(?:して|願|を?お願|をし)|除(?:い|く|外)|外して|載せ|掲載|含め[なず]",
            r"保留|暫定|仮(?=の|で|に|回答|提出|入力|置き|値|版)|未定|未確定|確定(?:し[て次]|でき|前|次第|では|後)|見込|概算|延期|延長|見送|見合わ",
            r"公表|非公開|公開(?:しな|を?控|不可)|差し?控|控え[てさたる]|待(?:って|ち(?:くだ|下|いただ|頂|願))|遅れ(?:ます|る|そう)|間に合",
            r"誤り|誤記|誤っ|誤入力|間違|ミス|漏れ|正しくは|税込|税抜|単位|ないで|ないよう|(?:し|でき)(?:ません|ない)|かねます",
            r"変わ|変更(?:[しをとにがの]|願)|(?:代わ|替わ|かわ)りま|交[代替]|異動|後任",
            r"事例 ?\d{1,2}(?! ?[\d件つ])|\b\d\d-20\d\d-\d\d\b|→|⇒|->|=>|\d ?[千百万億]*円|(?:金額|費用|経費|額)\D{0,10}\d",
            r"\bcorrect(?!ed\b)|\bamend(?!ed\b)|\bdelet|\bremov|\bwithdr|\bcancel|\bdisregard|\bignor|\bdiscard|\breplac|\bexclud",
            r"\bhold\b|\bpostpon|\bprovisional|\btentative|\bpreliminary|\bdraft|\b(?:do|does|must|should|may|can) ?not\b|\bdon.?t\b",
            r"\bwrong|\bmistak|\berror|\binstead\b|\bpublish|\bchang|\bextension|\bcases? ?\d|\d (?:thousand |million )?yen\b",
        )
    ),
    re.IGNORECASE,
)
"""What no covering note says: that something is to be done with an answer, is not settled or wrong; a case, an amount. One word is enough."""
