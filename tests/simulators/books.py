"""
Open Library, Kakao and Aladin, with what is awkward about each; one process plays all three.

Open Library is at `/ol`, its covers at `/covers`, Kakao at `/kakao`, Aladin at `/aladin`. Words of
a query script them: `zz503` is down, `zz503atkakao` is Kakao down alone; so are `zz429`, `zzhang`,
`zzreset`, `zzpage`, `zzhuge` and `zzlate`, which answers after a second and a half.
"""

import asyncio
import html
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tests.simulators.books_catalogue import BLANK, CHILDREN, KOREAN, WORLD, Known, picture
from tests.simulators.manners import Hang, Reset, page
from tests.simulators.stage import Scene

KEY = "simulated"
_LATE_S = 1.5
_OL_KNOWS = {"q", "title", "author", "isbn", "fields", "limit", "page", "sort", "lang"}
_METADATA_SERVICE = "http://169.254.169.254/latest/meta-data/"
_ALWAYS = ("key", "title")


def create(scene: Scene) -> ASGIApp:
    """The application."""
    del scene
    routes = [
        Route("/ol/search.json", _scripted("open_library", _open_library)),
        Route("/covers/b/id/{name}", _cover),
        Route("/archive/{name}", _lying_elsewhere),
        Route("/kakao/v3/search/book", _scripted("kakao", _kakao)),
        Route("/kakao/thumb/{name}", _thumb),
        Route("/aladin/ttb/api/ItemSearch.aspx", _scripted("aladin", _aladin)),
        Route("/aladin/ttb/api/ItemLookUp.aspx", _scripted("aladin", _aladin)),
        Route("/aladin/img/{name}", _thumb),
    ]
    return Starlette(routes=routes)


Answering = Callable[[Request], Response]


def _scripted(source: str, answer: Answering) -> Callable[[Request], Awaitable[Response]]:
    async def first(asked: Request) -> Response:
        told = asked.query_params
        text = " ".join(told.get(name, "") for name in ("q", "title", "author", "query", "Query"))
        for word in text.casefold().split():
            kind, _, whom = word.removeprefix("zz").partition("at")
            if word.startswith("zz") and whom in ("", source):
                if kind == "late":
                    await asyncio.sleep(_LATE_S)
                else:
                    return _trouble(kind)
        return answer(asked)

    return first


def _trouble(kind: str) -> Response:
    match kind:
        case "hang":
            return Hang()
        case "reset":
            return Reset()
        case "page":
            return page()
        case "huge":
            return JSONResponse({"docs": ["x" * 3_000_000]})
        case "429":
            return PlainTextResponse("slow down", 429, {"Retry-After": "1"})
        case _:
            return PlainTextResponse("trouble", int(kind))


def _words(text: str) -> str:
    return " ".join(word for word in text.split() if not word.startswith("zz"))


def _found(shelf: tuple[Known, ...], text: str) -> list[Known]:
    words = _words(text)
    return [each for each in shelf if words and each.fits(words)]


def _open_library(asked: Request) -> Response:
    told = asked.query_params
    if set(told) - _OL_KNOWS:
        return JSONResponse({"detail": "unknown parameter"}, 422)
    if "Meanwhile" not in asked.headers.get("User-Agent", ""):
        return PlainTextResponse("Say who you are.", 429)
    words = told.get("q") or told.get("title") or told.get("author") or told.get("isbn") or ""
    if any(mark in words for mark in ':"()[]{}'):
        return JSONResponse({"error": "org.apache.solr.search.SyntaxError"}, 500)
    found = _found((*WORLD, *CHILDREN), words)[: int(told.get("limit", 100))]
    fields = set(told.get("fields", "").split(","))
    docs = [_doc(each, number, fields) for number, each in enumerate(found, 1)]
    return JSONResponse({"numFound": len(docs), "start": 0, "numFoundExact": True, "docs": docs})


def _doc(book: Known, number: int, fields: set[str]) -> dict[str, Any]:
    """Only what was named comes, and of that only what is known."""
    whole: dict[str, Any] = {
        "key": f"/works/OL{number}W",
        "title": book.title,
        "author_name": [book.author] if book.author else None,
        "first_publish_year": book.year or None,
        "cover_i": book.cover or None,
        "language": [book.language, "fre"] if book.language else None,
        "number_of_pages_median": book.pages or None,
        "subject": list(book.subjects) or None,
        # Every number of every edition, in no order, some of them nonsense.
        "isbn": ["1234567890", book.isbn] if book.isbn else None,
    }
    doc = {k: v for k, v in whole.items() if v is not None and (k in fields or k in _ALWAYS)}
    if "editions" in fields and book.publisher:
        edition = {
            "key": f"/books/OL{number}M",
            "title": book.title,
            "isbn": [book.isbn],
            "publisher": [book.publisher],
            "publish_date": [f"March 1, {book.year}"],
            "language": [book.language],
        }
        doc["editions"] = {"numFound": 1, "start": 0, "docs": [edition]}
    return doc


async def _cover(asked: Request) -> Response:
    number = int(asked.path_params["name"].partition("-")[0])
    match number:
        case 12 | 13:  # they often lie in the archive; this one says that they lie elsewhere
            archive = asked.url.replace(path="/archive/12.png", query="")
            return RedirectResponse(archive if number == 12 else _METADATA_SERVICE, 302)
        case 14:
            return PlainTextResponse("<svg onload=alert(1)>" * 40, media_type="image/svg+xml")
        case 15:
            return PlainTextResponse("trouble", 503)
        case 20:
            blank = Response(BLANK, media_type="image/gif")
            nothing = PlainTextResponse("not found", 404)
            return nothing if asked.query_params.get("default") == "false" else blank
        case _:
            return Response(picture(number), media_type="image/png")


async def _lying_elsewhere(asked: Request) -> Response:
    return Response(picture(len(asked.path_params["name"])), media_type="image/png")


async def _thumb(asked: Request) -> Response:
    number = int(asked.path_params["name"].partition(".")[0])
    return Response(picture(number), media_type="image/png")


def _kakao(asked: Request) -> Response:
    told = asked.query_params
    if asked.headers.get("Authorization") != f"KakaoAK {KEY}":
        return _no(401, "AccessDeniedError", "wrong appKey format")
    if not told.get("query", "").strip():
        return _no(400, "MissingParameter", "query parameter required")
    if not 1 <= int(told.get("size", 10)) <= 50:
        return _no(400, "InvalidArgument", "size is more than max")
    if told.get("target", "title") not in ("title", "isbn", "publisher", "person"):
        return _no(400, "InvalidArgument", "target")
    found = _found(KOREAN, told["query"])[: int(told.get("size", 10))]
    documents = [_document(each, asked) for each in found]
    meta = {"total_count": len(found), "pageable_count": len(found), "is_end": True}
    return JSONResponse({"meta": meta, "documents": documents})


def _no(status: int, kind: str, words: str) -> Response:
    return JSONResponse({"errorType": kind, "message": words}, status)


def _document(book: Known, asked: Request) -> dict[str, Any]:
    base = str(asked.base_url).rstrip("/")
    # Both numbers with a space between; where the short one is missing, the space is left.
    short = "8936434594" if book.isbn.endswith("4595") else ""
    return {
        "title": book.title,
        "contents": "…",
        "url": "https://search.daum.net/",
        "isbn": f"{short} {book.isbn}",
        "datetime": f"{book.year}-05-19T00:00:00.000+09:00" if book.title != "흰" else "",
        "authors": [book.author],
        "publisher": book.publisher,
        "translators": [],
        "price": 15000,
        "sale_price": -1,
        "thumbnail": f"{base}/kakao/thumb/{book.cover}.png" if book.cover else "",
        "status": "",
    }


def _aladin(asked: Request) -> Response:
    told = asked.query_params
    if told.get("ttbkey") != KEY:
        return _said({"errorCode": 100, "errorMessage": "잘못된 TTBKey값입니다."})
    if told.get("output") != "js" or not told.get("Version"):
        return PlainTextResponse("<?xml version='1.0'?><object/>", media_type="text/xml")
    words = told.get("Query") or told.get("ItemId") or ""
    if not words.strip():
        return _said({"errorCode": 1, "errorMessage": "검색어가 필요합니다."})
    found = _found(KOREAN, words)[: int(told.get("MaxResults", 10))]
    is_look_up = asked.url.path.endswith("ItemLookUp.aspx")
    if is_look_up and not found:
        return _said({"errorCode": 8, "errorMessage": "존재하지 않는 상품입니다."})
    items = [_item(each, asked, is_look_up=is_look_up) for each in found]
    return _said({"version": "20131101", "totalResults": len(items), "item": items})


def _said(told: dict[str, Any]) -> Response:
    """Whatever it is, it is a success, and ends like a statement."""
    body = json.dumps(told, ensure_ascii=False)
    return Response(f"{body};", media_type="text/javascript; charset=utf-8")


def _item(book: Known, asked: Request, *, is_look_up: bool) -> dict[str, Any]:
    base = str(asked.base_url).rstrip("/")
    item: dict[str, Any] = {
        "title": html.escape(f"{book.title} - 장편소설 & 해설"),
        "author": f"{book.author} (지은이), 김옮김, 이옮김 (옮긴이)",
        "pubDate": f"{book.year}-03-02",
        "isbn": "K382536731",
        "isbn13": book.isbn,
        "cover": f"{base}/aladin/img/{book.cover}.png" if book.cover else f"{base}/img/noimg.gif",
        "categoryName": "국내도서>소설/시/희곡>한국소설>2000년대 이후 한국소설",
        "publisher": html.escape(f"{book.publisher} & 벗"),
        "adult": False,
    }
    if is_look_up:
        item["subInfo"] = {"itemPage": book.pages}
    return item
