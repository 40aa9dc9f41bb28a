"""Pages that stand alone: one HTML file that loads nothing, runs nothing, reads aloud in order and prints well."""

from __future__ import annotations

import re
from html import escape

STYLE = """
:root { color-scheme: light; }
body { margin: 0; background: #fdfcf8; color: #1a1a1a; font: 1rem/1.55 system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
main.wide { max-width: 57rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.5rem 0 .5rem; padding-top: 1rem; border-top: 1px solid #8c877b; }
h3 { font-size: 1.05rem; line-height: 1.4; margin: 0 0 .4rem; }
h1, h2, h3, p, li { overflow-wrap: anywhere; }
p, ul { margin: .4rem 0; }
a { color: #00527f; }
.quiet { color: #55524a; }
.said { white-space: pre-line; }
.task { border: 1px solid #8c877b; border-left-width: .4rem; border-radius: .3rem; padding: .7rem 1rem; margin: .8rem 0; background: #fff; }
.right { border-left-color: #00704f; }
.not-yet { border-left-color: #b3470a; border-left-style: double; border-left-width: .6rem; }
.mark { display: inline-block; min-width: 4.6em; font-weight: 700; }
.right .mark { color: #00704f; }
.not-yet .mark { color: #a33f06; }
.remarks { border: 1px solid #8c877b; border-radius: .3rem; padding: .5rem 1rem; background: #f3efe3; }
.remarks ul { padding-left: 1.2rem; }
details { margin: .5rem 0 0; }
details details { margin-left: .2rem; padding-left: .8rem; border-left: 2px solid #dedad0; }
summary { cursor: pointer; color: #00527f; padding: .15rem 0; width: fit-content; }
summary:focus-visible, a:focus-visible, .scroll:focus-visible { outline: 3px solid #00527f; outline-offset: 2px; }
pre { margin: .4rem 0 0; padding: .6rem .8rem; background: #f3efe3; border-radius: .3rem; font: .88rem/1.45 ui-monospace, Consolas, "DejaVu Sans Mono", monospace;
      white-space: pre-wrap; overflow-wrap: anywhere; }
code { font: .92em ui-monospace, Consolas, "DejaVu Sans Mono", monospace; background: #f3efe3; padding: 0 .2em; border-radius: .2em; }
img { display: block; max-width: 100%; height: auto; margin: .8rem 0; }
.scroll { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; font-size: .95rem; }
caption { text-align: left; color: #55524a; padding-bottom: .3rem; }
th, td { text-align: left; vertical-align: top; overflow-wrap: break-word; max-width: 24rem; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #dedad0; }
thead th { border-bottom: 2px solid #8c877b; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
@media print {
  body { background: #fff; font-size: 10.5pt; }
  main, main.wide { max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  .task, tr, img { break-inside: avoid; }
  details:not([open]) { display: none; }
  .scroll { overflow: visible; }
  a { color: inherit; text-decoration: none; }
}
"""
# A second lock: even what was overlooked could neither run nor load anything.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
CODE, STRONG, EMPHASIS = re.compile(r"`([^`]+)`"), re.compile(r"\*\*([^*]+)\*\*"), re.compile(r"\*([^*\s][^*]*)\*")


def page(title: str, body: str, wide: bool = False) -> bytes:
    """The page. ``title``: plain text; ``body``: HTML that begins with the heading of first order."""
    text = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="robots" content="noindex">\n<title>{words(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n'
        f'<main class="{"wide" if wide else "narrow"}">\n{body}\n</main>\n</body>\n</html>\n')
    return text.encode("utf-8", "replace")


def words(text: str) -> str:
    """Anybody's text as HTML that shows it and does nothing else."""
    return escape("".join(letter if letter.isprintable() or letter in "\n\t" else "\N{REPLACEMENT CHARACTER}" for letter in text))


def our_words(text: str) -> str:
    """A text of the exercise's own as HTML, with what it sets off as `code`, *emphasis* or **strongly**."""
    parts = CODE.split(words(text))  # what lies between backticks stands at the odd places
    return "".join(f"<code>{part}</code>" if at % 2 else EMPHASIS.sub(r"<em>\1</em>", STRONG.sub(r"<strong>\1</strong>", part))
                   for at, part in enumerate(parts))


def bullets(texts: list[str]) -> str:
    """Anybody's texts as a list."""
    return "<ul>" + "".join(f"<li>{words(text)}</li>" for text in texts) + "</ul>"
