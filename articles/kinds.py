"""What each block of an article is: told by its form and its place, not by its words alone.

Two passes. The first looks at one block by itself: a call to read something else (promo), the
furniture of a site (boilerplate), a picture's caption, a list item, a quotation. The second looks
at neighbours: a short line with no full stop heads the prose below it, and heads nothing at all
after the last paragraph. Every pattern is anchored and bounded, so none is slow on hostile text.
"""

import re
from collections.abc import Sequence

from articles.blocks import Block, ends_as_sentence, has_list_mark
from articles.records import Kind

#: Longest block, in code points, that can be anything but prose by its form.
_LONGEST = 500
_HEADING_WORDS = 14
_HEADLINE_WORDS = 30
#: How many lines after the last paragraph may be furniture by their place alone.
_TAIL = 12

_LABEL_END = r"\s{0,3}[:：|»>–—-]+\s*\S"
_PLATFORM = (
    r"facebook|twitter|x|instagram|linkedin|pinterest|reddit|whatsapp|telegram|tumblr|tiktok|"
    r"youtube|threads|bluesky|mastodon|flipboard|snapchat|messenger|google news|google|apple news"
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


#: Each is matched at the start of a block in lower case.
_PROMO = _any(
    # A label and the headline of another piece.
    r"(?:also read|read also|read more|read next|read|must read|see also|see|watch also|watch|"
    r"listen|more(?: on (?:this|the)[\w ]{0,30}| from[\w ]{0,30})?|related(?: \w{1,12}){0,2}|"
    r"recommended(?: \w{1,12}){0,2}|trending(?: now)?|up next|don['’]t miss|in case you missed it|"
    r"editor['’]?s['’]? (?:pick|choice)s?|you (?:may|might) (?:also )?like)" + _LABEL_END,
    r"(?:also read|read also|read more (?:about|on|from|at|here)|read next)\b",
    r"read (?:the|our|his|her|their|it|more|this) (?:\w+ ){0,4}here\b",
    r"read (?:the |our )?(?:full|rest|original|entire|complete)\b.{0,80}$",
    r"(?:you may|you might|you['’]ll) also (?:like|enjoy|be interested)\b",
    # The same in other languages.
    r"(?:lire aussi|à lire (?:aussi|également)|lesen sie auch|mehr zum thema|auch interessant|"
    r"lea también|lee también|te puede interesar|leia também|leggi anche|lees ook|"
    r"les også|läs också|читайте также|читайте також|ayrıca okuyun|czytaj też|"
    r"یہ بھی پڑھیں|مزید پڑھیں|اقرأ أيضا|اقرأ أيضًا|اقرأ أيضاً|यह भी पढ़ें|相关阅读|延伸阅读|関連記事)",
    # Follow, join, download, support.
    rf"(?:follow|like|find|connect with|join) (?:us|me|him|her|them|our|@|[\w.'’@ ]{{1,60}}? on "
    rf"(?:{_PLATFORM})\b)",
    r"(?:download|install|get) (?:our|the) [\w ]{0,30}\bapps?\b",
    r"(?:support|donate|contribute)\b.{0,80}\b(?:our (?:work|journalism|reporting)|independent "
    r"(?:journalism|media)|today)\b",
    r"(?:click|tap) here (?:to|for)\b",
)
_NEWSLETTER = re.compile(
    r"(?:want|like|enjoy|get|sign|subscribe|join|register|receive|stay|never miss|delivered|our|"
    r"the|for more|if you|looking)\b"
)
_NEWSLETTER_NOUN = re.compile(
    r"\b(?:newsletters?|(?:your|the) (?:e-?mail )?inbox|mailing list|e-?mail (?:alerts?|updates?)|"
    r"daily briefing|push notifications?)\b"
)
_NEWSLETTER_VERB = re.compile(
    r"\b(?:sign up|subscribe|get|receive|join|register|straight to|delivered)\b"
)

_BOILERPLATE = _any(
    # Comments.
    r"(?:leave|post|add|write|submit|view|see|show|hide) (?:a |your |all |the )?"
    r"(?:comments?|reply|review|replies)\b",
    r"(?:\d{1,6} )?(?:comments?|replies|responses)\W{0,3}(?:\(?\d{0,6}\)?)?$",
    r"(?:join|start) the (?:conversation|discussion|debate)",
    r"(?:cancel )?reply$|be the first to (?:comment|know|review)|comments? (?:are|is) closed",
    r"your e-?mail (?:address )?will not be|required fields|save my name|notify me (?:of|when|by)",
    # Subscriptions and walls.
    r"subscribe\b|unlock this|this (?:article|content|story) is (?:for|only|available|reserved)\b",
    r"(?:log|sign) ?(?:in|up)\b.{0,60}$|create (?:a|an|your) (?:free )?account",
    r"already (?:a|have an?) (?:subscriber|member|account|subscription)",
    r"(?:continue|keep) reading\b|discover more from\b|type your e-?mail|enter your e-?mail",
    r"(?:load|show|view|see|read|learn) (?:more|all|less)(?: \w{1,15}){0,3}\W{0,3}$",
    r"(?:thanks|thank you) for (?:reading|signing|subscribing)\b",
    # Cookies and scripts.
    r"(?:we|this (?:web)?site|our (?:web)?site|by (?:using|continuing|clicking))\b"
    r".{0,200}\bcookies?\b",
    r"(?:accept|reject|manage|allow) (?:all )?cookies|cookie (?:policy|settings|preferences)",
    r"(?:please )?(?:enable|turn on) javascript|javascript (?:is|must be)\b",
    # Share lines.
    r"share (?:this|on|via|with|to|article|story|link|it)\b|(?:share|tweet|print|e-?mail)\W*$",
    r"(?:copy|get) (?:the )?link\b|click to share\b|opens in (?:a )?new window",
    # Rights.
    r"(?:copyright\b|©|\(c\) ?\d{4})",
    r".{0,200}\ball rights reserved\b",
    r"(?:this|the) (?:material|article|story|content|post|piece) (?:may not be|was (?:originally|"
    r"first)|(?:originally|first) appeared|has been (?:re)?published)\b",
    r"(?:originally|first) (?:published|appeared) (?:in|on|by|at)\b",
    r"(?:re)?published with permission",
    r"terms (?:of (?:use|service)|and conditions)|privacy (?:policy|notice)",
    # Advertisements.
    r"(?:advertisements?|advertising|sponsored(?: content)?|ad|promoted|anzeige|publicidad|"
    r"publicité|pubblicità|werbung|реклама|广告)\b\W{0,3}(?:continue .{0,40}|scroll .{0,40}|"
    r"story continues .{0,40})?$",
    r"(?:article|story) continues (?:below|after)\b",
    # Site navigation and filing.
    r"(?:tags?|filed under|topics?|categories|category|posted in|posted by|keywords|labels)"
    r"\s{0,2}[:：]",
    r"(?:skip to|back to top|jump to|scroll (?:down|up)|table of contents$|menu$|search$|home$|"
    r"print this|toggle |play video|hide caption|enlarge this|view (?:gallery|comments|image))",
    # Who wrote, took and edited, and when.
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled|translated) by\b",
    r"(?:images?|photos?|pictures?|photographs?|graphics?|(?:featured|header|cover|top|lead|main) "
    r"(?:image|photo|picture))(?: credits?)?(?: (?:by|via|courtesy|from)\b|\s?[:：]).{0,120}$",
    r"(?:published|updated|posted|last (?:updated|modified)|first published)\s?(?:on|at|by|:)?\s?"
    r"(?:\d|(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]{0,6}\b[.,]?\s?).{0,60}$",
    r"\d{1,3} min(?:ute)?s?(?: read)?$",
)


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


_SHARE_WORDS = _words(
    "share tweet email e-mail print pin it copy link like this on via by with more loading "
    "save bookmark facebook twitter x instagram linkedin pinterest reddit whatsapp telegram tumblr "
    "tiktok youtube threads bluesky mastodon flipboard pocket messenger sms to and or the a "
    "page article story post"
)
_SHARE_CORE = _words("share tweet email e-mail print pin copy facebook twitter whatsapp")

_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Door|Text by|Words by|Story by)\s+[^\W\d_a-z]")
_CAPTION = _any(
    r"[^\n]{0,400}[(\[](?:photo|image|picture|photograph|ap photo|file photo|credit|source)s?\b"
    r"[^()\[\]]{0,120}[)\]]\W{0,2}$",
    r"[^\n]{0,400}(?:photo|image|picture|photograph|photo credit|credit|illustration)s?"
    r"(?: by|[:：]| courtesy)[^\n.]{1,80}\W{0,2}$",
    r"[^\n]{0,400}(?:getty images|shutterstock|afp via getty|ap photo|reuters/[\w .]{1,40}|"
    r"epa-efe|alamy(?: stock photo)?)\W{0,3}$",
    r"(?:file photo|pictured|caption)\s{0,2}[:：–—-]",
)
_QUESTION = re.compile(
    r"(?:what|why|how|who|whose|when|where|which|is|are|was|were|can|could|will|would|do|does|did|"
    r"should|has|have|pourquoi|comment|qui|que|warum|wie|wer|was|qué|por qué|cómo|quién)\b"
)
_RELATED = re.compile(
    r"(?:(?:related|more|recommended|trending|popular|latest|top|most (?:read|popular|viewed)|"
    r"other|featured|further|suggested)"
    r"(?: (?:stories|story|articles?|posts?|news|reading|coverage|content|links|topics|headlines|"
    r"videos?|now|today|for you|like this|from [\w ’'.-]{1,40}|on this[\w ]{0,30}))+"
    r"|related|recommended|trending|most (?:read|popular|viewed)|see also|read (?:more|next)|"
    r"you (?:may|might) (?:also )?(?:like|enjoy)|editor['’]?s['’]? (?:pick|choice)s?|"
    r"what to read next|around the web|from our partners)\W{0,3}$"
)


def block_kinds(text: str, blocks: Sequence[Block], *, marked: bool = False) -> list[Kind]:
    """Return the kind of each of ``blocks``, which are all the blocks of ``text``, in order.

    ``marked`` says that a page or markup told the blocks, so that a headline not marked as one is
    not looked for: pages keep theirs outside the article's text.
    """
    kinds: list[Kind | str] = [_kind_alone(text[b.start : b.end], b.kind) for b in blocks]
    short = [
        _heads_by_form(text[b.start : b.end]) if not kind else kind == "heading"
        for b, kind in zip(blocks, kinds, strict=True)
    ]
    _mark_tail(kinds, short)
    if not marked:
        _mark_headline(text, blocks, kinds, short)
    _mark_headings(kinds, short)
    _mark_related(text, blocks, kinds)
    return [kind or "body" for kind in kinds]  # type: ignore[misc]


def _kind_alone(content: str, hint: str) -> Kind | str:
    """Return the kind the block's own form gives it, else what the page said, else empty."""
    if hint in ("headline", "boilerplate", "promo"):
        return hint
    if len(content) <= _LONGEST:
        low = content.lower().lstrip("*_#>•-–—»→▶[( \t\u00a0")
        words = low.split(maxsplit=61)
        if len(words) <= 45 and _is_promo(low):
            return "promo"
        if len(words) <= 60 and _is_boilerplate(content, low, words):
            return "boilerplate"
        if hint in ("", "caption") and len(words) <= 60 and _CAPTION.match(low):
            return "caption"
    if hint:
        return hint
    if content.startswith(">"):
        return "quote"
    return "list" if has_list_mark(content) else ""


def _is_promo(low: str) -> bool:
    if _PROMO.match(low):
        return True
    newsletter = _NEWSLETTER.match(low) and _NEWSLETTER_NOUN.search(low)
    return bool(newsletter and _NEWSLETTER_VERB.search(low))


def _is_boilerplate(content: str, low: str, words: list[str]) -> bool:
    if _BOILERPLATE.match(low):
        return True
    if len(words) <= 10 and _BYLINE.match(content) and not ends_as_sentence(content):
        return True
    bare = {word.strip(".,:;|/·•()[]+&!") for word in words} - {""}
    return bool(bare & _SHARE_CORE) and len(words) <= 16 and bare <= _SHARE_WORDS


def _heads_by_form(content: str) -> bool:
    """Say whether a block looks like a heading: one short line that is no sentence."""
    if len(content) > 120 or "\n" in content or len(content.split()) > _HEADING_WORDS:
        return False
    if content[0].islower() or content.endswith((",", ";")) or not any(map(str.isalnum, content)):
        return False
    if content.endswith("?"):
        return _QUESTION.match(content.lower()) is not None and len(content.split()) > 2
    return not ends_as_sentence(content)


def _mark_tail(kinds: list[Kind | str], short: list[bool]) -> None:
    """Set aside the short lines after the last paragraph: a heading that heads nothing is none."""
    if not any(_is_prose(kind, heads) for kind, heads in zip(kinds, short, strict=True)):
        return
    place = len(kinds)
    while place and not _is_prose(kinds[place - 1], short[place - 1]):
        place -= 1
    if len(kinds) - place > _TAIL:
        return
    for at in range(place, len(kinds)):
        if kinds[at] in ("", "heading"):
            kinds[at] = "boilerplate"


def _is_prose(kind: str, heads: bool) -> bool:
    return kind in ("body", "quote", "list") or (kind == "" and not heads)


def _mark_headline(
    text: str, blocks: Sequence[Block], kinds: list[Kind | str], short: list[bool]
) -> None:
    opening: list[int] = []  # lines before the first paragraph
    for at, block in enumerate(blocks[:8]):
        content = text[block.start : block.end]
        line = _reads_as_headline(content) or short[at]
        if kinds[at] in ("", "heading") and line:
            opening.append(at)
        elif _is_prose(kinds[at], short[at]):
            if opening:
                long = [o for o in opening if _size(text, blocks[o]) >= 4]
                kinds[(long or opening)[0]] = "headline"
            return


def _reads_as_headline(content: str) -> bool:
    words = content.split(maxsplit=_HEADLINE_WORDS + 1)
    if len(words) > _HEADLINE_WORDS or len(content) > 250 or "\n" in content:
        return False
    if not ends_as_sentence(content) or content.endswith("?"):
        return len(words) > 1 and not content.endswith((",", ";")) and not content[0].islower()
    # A full stop, but Capitals on the Words as Headlines Have Them.
    long = [word for word in words if len(word) > 3]
    capitals = sum(word.strip("\"'“‘")[:1].isupper() for word in long)
    return len(long) > 3 and capitals >= 0.8 * len(long)


def _size(text: str, block: Block) -> int:
    """Return the length in words, two characters to a word where words are not spaced."""
    content = text[block.start : block.end]
    east_asian = sum("\u3040" <= char <= "\u9fff" for char in content)
    return max(len(content.split()), east_asian // 2)


def _mark_headings(kinds: list[Kind | str], short: list[bool]) -> None:
    """A short line heads prose right below it, or below one more such line; a run is a list."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "" and short[end]:
            end += 1
        run = end - at if end < len(kinds) else 0
        for place in range(at, at + run):
            kinds[place] = "heading" if run <= 3 or place == end - 1 else "list"
        at = max(end, at + 1)


def _mark_related(text: str, blocks: Sequence[Block], kinds: list[Kind | str]) -> None:
    """Set aside what a heading such as "Related stories" announces, as far as it runs."""
    announced = False
    for at, block in enumerate(blocks):
        content = text[block.start : block.end]
        opens = kinds[at] in ("heading", "list", "boilerplate") and len(content) <= 60
        if opens and _RELATED.match(content.lower().lstrip("*_#•-–— \t")):
            announced = True
        elif kinds[at] != "list" or ends_as_sentence(content):
            announced = False
        if announced:
            kinds[at] = "promo"
