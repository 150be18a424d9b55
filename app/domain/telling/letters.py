"""Letters about what became of somebody's work, as text and as HTML."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from app.domain.delivering import Letter
from app.domain.telling.facts import Facts
from app.domain.telling.words import Language, said, together, word

_FONT = "-apple-system,'Segoe UI','Apple SD Gothic Neo','Noto Sans KR',sans-serif"


def letter(  # noqa: PLR0913 -- what is told, to whom, from where
    all_: Sequence[Facts], language: Language, *, id_: str, to: str, site: str, token: str
) -> Letter:
    """One letter about some notices."""
    stop = f"{site}/unsubscribe?t={quote(token)}"
    return Letter(
        id=id_,
        to=to,
        subject=_subject(all_, language),
        text=_text(all_, language, site=site, stop=stop),
        html=_html(all_, language, site=site, stop=stop),
        unsubscribe_url=f"{site}/api/unsubscribe?t={quote(token)}",
    )


def confirmation(  # noqa: PLR0913 -- who is asked, from where
    language: Language, *, id_: str, to: str, site: str, token: str, stop: str
) -> Letter:
    """Whether somebody reads letters at this address, with the link that says so."""
    link = f"{site}/confirm?t={quote(token)}"
    title, body, act, why = (
        word(language, f"mail.confirm{part}") for part in ("", ".body", ".act", ".why")
    )
    row = (
        f'<p style="margin:0 0 16px;font-size:17px;word-break:keep-all">{escape(body)}</p>'
        f'<p style="margin:0"><a href="{escape(link)}" style="color:#9A6412;font-weight:600">'
        f"{escape(act)}</a></p>"
    )
    return Letter(
        id=id_,
        to=to,
        subject=title,
        text=f"{body}\n\n{act}: {link}\n\n-- \n{why}\n",
        html=_page(language, row, escape(why)),
        unsubscribe_url=f"{site}/api/unsubscribe?t={quote(stop)}",
    )


def _subject(all_: Sequence[Facts], language: Language) -> str:
    told = together(all_, language)
    line = f"{told.title}: {told.body}" if len(all_) == 1 and all_[0].is_good else told.title
    return " ".join(line.split())[:150]


def _text(all_: Sequence[Facts], language: Language, *, site: str, stop: str) -> str:
    parts = []
    for facts in all_:
        told = said(facts, language)
        parts.append(f"{told.title}\n{told.body}\n{site}{facts.path}")
    foot = (
        f"{word(language, 'mail.why')}\n"
        f"{word(language, 'mail.choose')}: {site}/account/notices\n"
        f"{word(language, 'mail.stop')}: {stop}"
    )
    return "\n\n".join([*parts, f"-- \n{foot}"]) + "\n"


def _html(all_: Sequence[Facts], language: Language, *, site: str, stop: str) -> str:
    rows = "".join(_row(facts, language, site=site) for facts in all_)
    foot = (
        f"{escape(word(language, 'mail.why'))}<br>"
        f'<a href="{escape(site)}/account/notices" style="color:#6B6358">'
        f"{escape(word(language, 'mail.choose'))}</a> · "
        f'<a href="{escape(stop)}" style="color:#6B6358">{escape(word(language, "mail.stop"))}</a>'
    )
    return _page(language, rows, foot)


def _page(language: Language, rows: str, foot: str) -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta name="color-scheme" content="light dark"></head>'
        f'<body style="margin:0;background:#FBF8F3;color:#211D18;font:15px/1.55 {_FONT}">'
        '<div style="max-width:520px;margin:0 auto;padding:32px 20px">'
        '<p style="margin:0 0 24px;font:500 21px/1.2 Georgia,serif">Meanwhile</p>'
        f"{rows}"
        f'<p style="margin:32px 0 0;color:#6B6358;font-size:13px">{foot}</p>'
        "</div></body></html>"
    )


def _row(facts: Facts, language: Language, *, site: str) -> str:
    told = said(facts, language)
    colour = "#9A6412" if facts.is_good else "#6B6358"
    return (
        '<div style="margin:0 0 12px;padding:16px 20px;background:#FFFFFF;'
        'border:1px solid #E9E2D7;border-radius:16px">'
        f'<p style="margin:0;color:{colour};font-size:13px">{escape(told.title)}</p>'
        f'<p style="margin:4px 0 12px;font-size:17px;word-break:keep-all">{escape(told.body)}</p>'
        f'<a href="{escape(site)}{escape(facts.path)}" style="color:#9A6412;font-weight:600">'
        f"{escape(word(language, 'open'))}</a></div>"
    )
