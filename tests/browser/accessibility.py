"""What is wrong with an open page: axe's violations and a page that scrolls sideways, at both widths; a scattered cell, too many bytes."""

from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from .chromium import WIDTHS

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": STANDARD},
    # Axe describes each element of what passed too, unless told otherwise: two thirds of its time.
    "resultTypes": ["violations"],
    # A link within words is to be underlined: that its colour differs would do for axe, and takes it a sixth of its time to see.
    "checks": {"link-in-text-block": {"enabled": False}},
}
# Texts of the same colours on the same grounds have the same contrast, which is half of axe's time: it is looked at in the first of
# them. What lies over something else, may be disabled or is too short for axe to judge stands for no other.
ALIKE = """() => {
  const grounds = new Map([[null, ""]]), seen = new Set();
  const apart = "label, :disabled, [aria-disabled]";
  const ground = element => {
    if (!grounds.has(element)) {
      const look = getComputedStyle(element);
      const alone = !["static", "relative"].includes(look.position) || element.matches(apart) ? grounds.size : "";
      const own = [element.tagName, element.className, look.backgroundColor, look.backgroundImage, look.opacity, alone];
      grounds.set(element, `${ground(element.parentElement)}>${own}`);
    }
    return grounds.get(element);
  };
  for (const element of document.body.querySelectorAll("*")) {
    const text = [...element.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data).join(" ");
    if (!/\\p{L}{3}/u.test(text) || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    const look = [ground(element), color, fontSize, fontWeight, textShadow].join();
    element.toggleAttribute("data-alike", seen.has(look));
    seen.add(look);
  }
}"""
UNLIKE = "axe.configure({ rules: [{ id: 'color-contrast', selector: ':not([data-alike])' }] });"
AXE = f"{Axe().axe_script};{UNLIKE}"
NARROWEST = 320  # pixels: a desktop's page enlarged to 400 % (WCAG 1.4.10)
LARGEST = 60_000  # bytes of HTML
LARGER = {"/position/": 62_000}  # with every section, as no register of thousands has them
# Cells that stand beside their label, on a phone, and hold several pieces of which one falls under the label: wrap these in one.
SCATTERED = """[...document.querySelectorAll("td[data-label]")].filter(cell => {
  const range = document.createRange();
  const left = piece => (range.selectNode(piece), Math.round(range.getBoundingClientRect().left));
  const inSight = piece => piece.nodeType === Node.ELEMENT_NODE ? getComputedStyle(piece).display !== "none" : piece.textContent.trim();
  return getComputedStyle(cell).display === "grid" && new Set([...cell.childNodes].filter(inSight).map(left)).size > 1;
}).map(cell => cell.innerText)"""
# Until the page is laid out anew: the next frame; or a second, since a browser that draws nothing would keep the test for ever.
LAID_OUT = "() => new Promise(done => { requestAnimationFrame(done); setTimeout(done, 1000); })"
SIZE = "performance.getEntriesByType('navigation')[0].decodedBodySize"


def problems_at_both_widths(page, *, known=False):
    """A list of sentences, empty where nothing is wrong. known: its kind was looked at in full, as somebody else saw it.

    Then axe looks once: what one reader is shown and another is not is the same at both widths. So are the colours of a
    kind of page for every reader: contrast, two thirds of axe's time, is looked at once.
    """
    _make_ready(page)
    found = []
    if (size := page.evaluate(SIZE)) > LARGER.get(urlsplit(page.url).path, LARGEST):
        found.append(f"{page.url}: {size:,} bytes of HTML")
    for width, (across, down) in WIDTHS.items():
        page.set_viewport_size({"width": across, "height": down})
        page.evaluate(LAID_OUT)
        if width == "desktop" or not known:
            contrast = width == "desktop" and not known
            found += [f"{page.url} at {width}: {violation}" for violation in _violations(page, contrast)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{page.url} at {width}: scrolls sideways")
    page.set_viewport_size({"width": NARROWEST, "height": 844})
    found += [f"{page.url}: pieces of a cell fall under its label: {cell}" for cell in page.evaluate(SCATTERED)]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{page.url} enlarged to 400 %: scrolls sideways")
    return found


def _make_ready(page):
    """Wait until its script has run, and give it axe; the pages opened after it have axe from the start.

    So Chromium is sent axe's half a megabyte, and reads it, once and not for each page; and Playwright's own, with which it
    looks for a selector, only where the page is not ready yet.
    """
    if not page.evaluate("document.documentElement.dataset.appReady"):
        page.wait_for_selector("html[data-app-ready]", state="attached")
    if not page.evaluate("'axe' in window"):
        page.add_init_script(AXE)
        page.evaluate(AXE)


def _violations(page, contrast):
    """Axe's, each with the first piece of the page it was found in."""
    if contrast:
        page.evaluate(ALIKE)
    options = OPTIONS | {"rules": {"color-contrast": {"enabled": contrast}}}
    rules = page.evaluate("options => axe.run(document, options).then(found => found.violations)", options)
    return [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in rules]
