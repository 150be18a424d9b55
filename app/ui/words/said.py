"""
The front pages are laid out beforehand, in English. This script says them in Korean before anything
is painted, without waiting for the rest of the page: a first visit in Korean is as quick as one in
English. `said_in_korean()` is what `assets/said.ko.js` holds; a test keeps the two the same.
"""

import json

from app.ui.words import CATALOGUES

_FAMILIES = ("front.", "access.", "nav.", "lost.", "indicator.", "player.label", "herald.label")
_SCRIPT = """// Written by app/ui/words/said.py.
(function (words) {
  var html = document.documentElement;
  var names = ["aria-label", "title", "placeholder"];
  function say() {
    // Once React reads the page it is left as it is: half in each language would be a fault.
    if (window.laidOut || !html.hasAttribute("data-unsaid")) return;
    var walk = document.createTreeWalker(document.body, 5);
    for (var node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node.nodeType === 3) {
        if (words[node.nodeValue]) node.nodeValue = words[node.nodeValue];
        continue;
      }
      for (var i = 0; i < names.length; i++) {
        var value = node.getAttribute(names[i]);
        if (value && words[value]) node.setAttribute(names[i], words[value]);
      }
      if (node.hasAttribute("data-other")) node.lang = "en";
    }
    html.setAttribute("data-said", "ko");
    html.removeAttribute("data-unsaid");
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", say);
  else say();
})(%s);
"""


def said_in_korean() -> str:
    """English sentence by English sentence, what the front pages say in Korean."""
    english, korean = CATALOGUES["en"], CATALOGUES["ko"]
    # The button that names the other language, and what is shown while nobody is known.
    pairs = {"한국어": "English"}
    for key, sentence in english.items():
        if key.startswith(_FAMILIES):
            pairs[sentence.replace("{n}", "0")] = korean[key].replace("{n}", "0")
    return _SCRIPT % json.dumps(pairs, ensure_ascii=False, indent=0)
