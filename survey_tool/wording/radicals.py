"""Characters that look like kanji and are none: radicals and compatibility forms, as copying from a PDF leaves them.

Nobody sees a difference, but nothing that looks for 日本 finds ⽇本. Unicode folds the Kangxi radicals and the
compatibility ideographs itself (NFKC); the supplement it only describes (EquivalentUnifiedIdeograph.txt), and for a few
radicals Japanese writes another form than the one it names.
"""

from __future__ import annotations

import re
import unicodedata

_SUPPLEMENT = (
    "⺁厂⺈刀⺊卜⺌小⺍小⺒巳⺓幺⺗心⺙攵⺛旡⺜日⺝月⺟母⺠民⺥爪⺩王⺫目⺬示⺭礻⺮竹⺶羊⺷羊⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃西⻄西⻆角"
    "⻊足⻌辶⻍辶⻎辶⻏邑⻑長⻖阝⻗雨⻘青⻙韋⻝食⻞食⻟食⻣骨⻤鬼⻨麦⻩黄⻪黽⻫斉⻭歯⻯竜⻰龍⻱龜⻲亀"
)
_JAPANESE = "⼾戸⾭青⿈黄⿊黒⿆麦"
_KNOWN = dict(zip((_SUPPLEMENT + _JAPANESE)[::2], (_SUPPLEMENT + _JAPANESE)[1::2], strict=True))
# Of the compatibility ideographs those that Japanese keyboards offer (cp932) are typed on purpose, in names: they stay.
_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\uf928\uf92a-\uf9db\uf9dd-\ufa0d\ufa2e-\ufaff\U0002f800-\U0002fa1f]")


def as_kanji(text: str) -> str:
    """The text with the kanji that such characters stand for; those that stand for none stay."""
    return _LOOKALIKE.sub(lambda found: _KNOWN.get(found[0]) or unicodedata.normalize("NFKC", found[0]), text)
