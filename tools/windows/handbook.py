"""The handbook as pages that a browser opens: computers of offices show no Markdown."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from markdown_it import MarkdownIt

PAGES = {"README.ja.md": "手引.html", "README.md": "Handbook.html"}
"""What a page is called that lies at the top of the folder."""
_FOR_PEOPLE = ("faq", "commands", "findings", "readings")  # of docs/: the others are for engineers, or many pictures
_LINK = re.compile(r'(href|src)="([^":#]+)(#[^"]*)?"')
_STYLE = (
    "body{max-width:60rem;margin:2rem auto;padding:0 1rem;font-family:sans-serif;line-height:1.7}"
    "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.3rem .5rem;vertical-align:top;text-align:left}"
    "img{max-width:100%}pre,code{background:#f1f1f4}pre{padding:.5rem;overflow:auto}"
)


def pages(root: Path) -> Mapping[str, bytes]:
    """Every page with the pictures that it shows, by its name in the folder; links lead from page to page, or nowhere."""
    sources = [root / name for name in PAGES] + [root / "docs" / f"{name}.md" for name in _FOR_PEOPLE]
    names = {path.relative_to(root).as_posix(): _page_name(path.relative_to(root)) for path in sources}
    found: dict[str, bytes] = {}
    for path in sources:
        here = path.relative_to(root)
        body = MarkdownIt("commonmark").enable("table").render(path.read_text(encoding="utf-8"))
        for kind, target, _ in _LINK.findall(body):
            picture = (path.parent / html.unescape(target)).resolve()
            if kind == "src" and picture.is_relative_to(root.resolve()) and picture.is_file():
                found[picture.relative_to(root.resolve()).as_posix()] = picture.read_bytes()
        linked = _LINK.sub(partial(_led, here=here, names=names), body)
        found[names[here.as_posix()]] = _whole(linked, "ja" if here.name.endswith(".ja.md") else "en").encode()
    return found


def _page_name(path: Path) -> str:
    return PAGES.get(path.as_posix(), path.with_suffix(".html").as_posix())


def _led(link: re.Match[str], here: Path, names: Mapping[str, str]) -> str:
    kind, target, place = link[1], html.unescape(link[2]), link[3] or ""
    if kind == "src":
        return link[0]
    meant = posixpath.normpath((here.parent / target).as_posix())
    if meant not in names:
        return 'class="elsewhere"'
    up = "../" * len(here.parent.parts)
    return f'href="{up}{names[meant]}{place}"'


def _whole(body: str, language: str) -> str:
    title = re.search(r"<h1>(.*?)</h1>", body)
    head = f'<meta charset="utf-8"><title>{title[1] if title else "survey-tool"}</title><style>{_STYLE}</style>'
    return f'<!doctype html>\n<html lang="{language}"><head>{head}</head>\n<body>\n{body}</body></html>\n'
