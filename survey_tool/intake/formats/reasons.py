"""Why a file was not read, as noun phrases that fit the sentences of the findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from survey_tool.wording.words import Words

ReasonKey = Literal[
    "damaged",
    "encoding",
    "old-spreadsheet",
    "unopenable",
    "still-written",
    "reader-failed",
    "password",
    "ods-password",
    "archive-password",
    "rights",
    "many-turns",
    "file-size",
    "unpacked-size",
    "ratio",
    "many-parts",
    "many-attachments",
    "nested-parts",
    "overlap",
    "lying-size",
    "path-trick",
    "twice",
    "doctype",
    "far-cell",
    "many-cells",
    "many-texts",
    "repeated-texts",
    "odd-cells",
    "unread-cells",
    "nested",
    "loop",
    "time",
    "breakdown",
    "memory",
    "empty",
    "text",
    "other-kind",
    "unknown",
    "no-workbook",
    "no-form-in-mail",
    "packed",
]

REASONS: Mapping[ReasonKey, Words] = {
    "damaged": Words("ファイルの破損", "the file is damaged"),
    "encoding": Words("UTF-8以外の文字コード", "a character encoding other than UTF-8"),
    "old-spreadsheet": Words(
        "対応していない表計算の形式（XMLスプレッドシートなど）", "an unsupported kind of spreadsheet (such as flat XML)"
    ),
    "unopenable": Words(
        "開く権限がないか、他のプログラムが使用中のファイル", "no permission to open it, or another program holds it"
    ),
    "still-written": Words("保存又はコピーの途中のファイル", "it is still being written"),
    "reader-failed": Words("ブックの内容の破損", "the workbook's content is damaged"),
    "password": Words("ブックのパスワード", "a password on the workbook"),
    "ods-password": Words("ODSファイルのパスワード", "a password on the ODS workbook"),
    "archive-password": Words("ZIPのパスワード", "a password on the ZIP archive"),
    "rights": Words("秘密度ラベル等による暗号化", "encryption by a sensitivity label"),
    "many-turns": Words("極端に時間のかかる暗号化", "encryption made to take extremely long"),
    "file-size": Words("ファイルの大きさ", "the size of the file"),
    "unpacked-size": Words("「{part}」の展開後の大きさ", 'the size of "{part}" when unpacked'),
    "ratio": Words("「{part}」の極端な圧縮", 'extreme compression of "{part}"'),
    "many-parts": Words("上限の{limit}個を超える内部ファイル", "more than {limit} files inside"),
    "overlap": Words("重なり合う内部ファイル", "files inside that overlap"),
    "lying-size": Words("「{part}」の大きさの偽り", 'a false size of "{part}"'),
    "path-trick": Words("不正なファイル名「{part}」", 'the unsafe file name "{part}" inside'),
    "twice": Words("「{part}」の重複", '"{part}" occurring twice'),
    "doctype": Words("「{part}」の文書型宣言", 'a document type declaration in "{part}"'),
    "far-cell": Words("「{sheet}」シートの遠く離れたセル{cell}の値", 'a value far away, in {cell} of sheet "{sheet}"'),
    "many-cells": Words(
        "「{sheet}」シートの広すぎる範囲（{cell}まで）", 'too wide an area in sheet "{sheet}" (up to {cell})'
    ),
    "many-texts": Words("上限の{limit}個を超える文字列", "more than {limit} texts"),
    "repeated-texts": Words("多数のセルで繰り返される長い文字列", "long texts repeated in very many cells"),
    "odd-cells": Words("「{sheet}」シートのセルの不正な記述", 'malformed cells in sheet "{sheet}"'),
    "many-attachments": Words("上限の{limit}個を超える添付ファイル", "more than {limit} attachments"),
    "nested-parts": Words("何重にも入れ子になったメール", "a mail nested too many times"),
    "nested": Words("何重にも入れ子になった圧縮ファイル又はメール", "archives or mails nested too many times"),
    "unread-cells": Words(
        "「{sheet}」シートのセルの、読み取ることのできない記述",
        'cells in sheet "{sheet}" written in a way that cannot be read',
    ),
    "loop": Words("循環する内部構造", "an internal structure that runs in a circle"),
    "time": Words("{seconds}秒を超える読取り時間", "more than {seconds} seconds to read it"),
    "breakdown": Words("読取り中の異常終了を起こす内容", "content that makes the reader break down"),
    "memory": Words("上限を超えるメモリの使用", "more memory than allowed to read it"),
    "empty": Words("空のファイル", "an empty file"),
    "text": Words("テキストファイル", "a text file"),
    "other-kind": Words("表計算以外のファイル", "a file that is no spreadsheet"),
    "unknown": Words("種類の分からないファイル", "a file of no known kind"),
    "no-workbook": Words("ブックを含まないファイル（ZIP等）", "a file that holds no workbook (ZIP and the like)"),
    "no-form-in-mail": Words("調査票が添付されていないメール", "a mail without a form"),
    "packed": Words("{kind}形式の圧縮ファイル", "an archive of the kind {kind}"),
}
