"""The words of a web page, and of text into which tags have strayed."""

import re

from safeguarding.lib.readers.refusals import Unreadable
from safeguarding.lib.readers.report_rows import END_OF_A_CELL, INSIDE

NOT_THE_REPORT = ("script", "style", "nav", "noscript", "template", "svg", "form", "button", "select")
HEADINGS = {f"h{level}" for level in range(1, 7)}
BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "table",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "body",
}
LONGEST_TERM = 100  # letters, of a term and of what it says, to stand in one line
SPACE = re.compile(r"\s+")
TAG = re.compile(
    r"</?(?:p|b|i|u|em|strong|br|div|span|ul|ol|li|input|td|tr|table|h[1-6])\b[^<>\n]{0,300}>", re.IGNORECASE
)
ENDS_A_LINE = re.compile(r"</?(?:p|br|div|ul|ol|li|tr|td|table|h[1-6])\b", re.IGNORECASE)
BOX = re.compile(r"<input\b[^<>\n]{0,300}>", re.IGNORECASE)


def text_of_web_page(data: bytes, name: str) -> str:
    """The page's words: a line a paragraph or a table's row, blank lines round headings, list items behind bullets or their numbers.

    Raises Unreadable where it holds no page.
    """
    from lxml import etree, html  # here, since a worker that reads no page does without its megabytes

    try:
        page = html.document_fromstring(data, parser=html.HTMLParser(encoding=_encoding(data), no_network=True))
    except (etree.LxmlError, ValueError, AssertionError):
        raise Unreadable(
            f"{name} cannot be read as a web page: save the page again, or copy its words and paste them."
        ) from None
    for element in list(page.iter(*NOT_THE_REPORT, etree.Comment, etree.ProcessingInstruction)):
        element.drop_tree()
    body = page.find("body")
    return _tidied("".join(_words(page if body is None else body)))


def _encoding(data: bytes) -> str | None:
    """UTF-8 for a page that is, though it does not say so; None leaves it to the page's own word."""
    if b"charset" in data[:4_096].lower():
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _words(top):
    """Walked without recursion, as pages nest hundreds deep."""
    from lxml import etree  # here, as above

    cell = None
    for event, element in etree.iterwalk(top, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if cell is None and event == "start" and element is not top and _is_cell_of_a_row(element):
            cell = element
            yield _inside(element)
        elif element is cell and event == "end":
            cell = None
            yield END_OF_A_CELL if element.getnext() is not None else "\n"
        elif cell is not None:
            continue
        elif event == "start":
            yield _before(element)
            yield SPACE.sub(" ", element.text or "")
        elif _is_term(element):
            yield ": " if not element.text_content().strip().endswith(":") else " "
        else:
            yield (
                "\n\n"
                if element.tag in HEADINGS | BLOCKS - {"td", "th"}
                else "\n"
                if element.tag in ("li", "td", "th")
                else ""
            )
            yield SPACE.sub(" ", element.tail or "") if element is not top else ""


def _is_cell_of_a_row(element) -> bool:
    """Return whether this is one of several cells of a table that holds no other: pages were laid out in tables once."""
    if element.tag not in ("td", "th") or len(element.getparent()) < 2:
        return False
    return sum(1 for _ in element.iterancestors("table")) == 1 and next(element.iter("table"), None) is None


def _inside(cell) -> str:
    """The words of a cell in one line, INSIDE between those that the page parts."""
    words = "".join(_words(cell))
    lines = (" ".join(line.split()) for line in _tidied(words).split("\n"))
    return INSIDE.join(line for line in lines if line)


def _is_term(element) -> bool:
    """Return whether this names a field that the next element tells in a few words: "Status" before "Accepted"."""
    following = element.getnext() if element.tag == "dt" else None
    if following is None or following.tag != "dd" or len(element.text_content()) > LONGEST_TERM:
        return False
    return len(following) == 0 and len(following.text or "") <= LONGEST_TERM


def _before(element) -> str:
    if element.tag == "br":
        return "\n"
    if element.tag == "dd" and (term := element.getprevious()) is not None and _is_term(term):
        return ""
    if element.tag != "li":
        return "\n\n" if element.tag in HEADINGS | BLOCKS else ""
    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return "\n• "
    place = 1 + sum(1 for _ in element.itersiblings("li", preceding=True))
    if parent.get("type") in ("a", "A") and place <= 26:
        return f"\n{chr(ord('a') + place - 1)}) "
    return f"\n{place}. "


def without_tags(text: str) -> str:
    """Text in which a few tags stand, as in a table copied out of a web page, without them; other text as it is."""
    if not re.search(r"</(?:p|b|li|td|div|span|strong)>", text, re.IGNORECASE):
        return text
    bare = TAG.sub(lambda tag: "\n" if ENDS_A_LINE.match(tag[0]) else "", BOX.sub("\n• ", text))
    return _tidied(bare.replace("&amp;", "&").replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">"))


def _tidied(text: str) -> str:
    """Lines without spaces at their ends, never more than one blank line, and no bullet on a line of its own."""
    lines = "\n".join(re.sub(r"[ \xa0]+", " ", line).strip(" ") for line in text.split("\n"))
    lines = re.sub(r"^(•|[0-9]{1,3}\.|[a-z]\))\s*\n+(?=\S)", r"\1 ", lines, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")
