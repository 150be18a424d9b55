"""What the browser needs before the first paint."""

import json

import reflex as rx

from app.ui.fonts import cut_fonts

# Runs before anything is painted: which language will be spoken, and whether to lay the page out
# for somebody who was here before. Nothing here is secret, and the server decides again later.
# Only the front pages are said in Korean beforehand: of others `said.ko.js` knows no more than the
# frame, and React would find half of a page otherwise than it lays it out.
_BEFORE_PAINT = """
(function(d){
var k=document.cookie.match(/(?:^|; )mw_language=(ko|en)/),l=k&&k[1];
if(!l){l="en";var n=navigator.languages||[navigator.language];
for(var i=0;i<n.length;i++){var s=n[i].slice(0,2).toLowerCase();if(s=="ko"||s=="en"){l=s;break}}}
d.lang=l;if(l!="en")d.setAttribute("data-unsaid","");
var w;try{w=localStorage.getItem("mw_known")}catch(e){}
if(w)d.setAttribute(/^\\/s\\//.test(location.pathname)?"data-shown":"data-known","");
if(l=="ko")FONTS.forEach(function(f){var k=document.createElement("link");
k.rel="preload";k.as="font";k.type="font/woff2";k.crossOrigin="";k.href=f;
document.head.appendChild(k)});
if(!w&&l=="ko"&&/^\\/(sign-(in|up))?\\/*$/.test(location.pathname)){
var c=document.createElement("script");c.src="/said.ko.js";
document.head.appendChild(c)}
var p=location.pathname,q=p.replace(/\\/+$/,"")||"/";
if(p!=q)history.replaceState(history.state,"",q+location.search+location.hash);
setTimeout(function(){d.removeAttribute("data-unsaid")},4000);
})(document.documentElement);
""".strip().replace("\n", "")


def head() -> list[rx.Component]:
    """Icons, manifest, colours of the browser's own edges."""
    return [
        rx.el.script(_BEFORE_PAINT.replace("FONTS", json.dumps(cut_fonts("korean")))),
        *[
            rx.el.link(
                rel="preload",
                href=font,
                type="font/woff2",
                cross_origin="anonymous",
                custom_attrs={"as": "font"},
            )
            for font in cut_fonts("latin")
        ],
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/icon-180.png"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        rx.el.meta(name="theme-color", content="#FBF8F3", media="(prefers-color-scheme: light)"),
        rx.el.meta(name="theme-color", content="#12131A", media="(prefers-color-scheme: dark)"),
    ]
