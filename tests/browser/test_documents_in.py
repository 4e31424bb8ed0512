"""A report and then its plan come in, as a coordinator brings them in: with script and without, from files and by pasting."""

import pytest
from playwright.sync_api import expect

from .accessibility import problems_at_both_widths
from .chromium import person, ready
from .demonstration import CAST, ROOT, demonstration

SAMPLES = ROOT / "fixtures" / "samples"
REPORT, PLAN = SAMPLES / "inspection-report-march-2015.html", SAMPLES / "missing-children-plan-september-2015.csv"
PUBLISHED_REPORT = ROOT.parent / "shared" / "real" / "hmic-report.pdf"  # read in place and never copied here
# As Word puts a table on the clipboard: paragraphs in the cells, lines of source that mean nothing, a cell over two rows.
WORD_TABLE = """<html><body><p class="MsoNormal">The plan</p><table class="MsoTable"><tbody>
<tr><td><p>Recommendation</p></td><td><p>Action
 required</p></td><td><p>Action owner</p></td></tr>
<tr><td rowspan="2"><p>71. Keep the log.</p><p>Read it &amp; sign it.</p></td><td>Write the<br>order.</td>
<td><p>Superintendent</p></td></tr>
<tr><td><p>Sample <b>forty</b> logs.</p></td><td><p>Superintendent</p></td></tr></tbody></table></body></html>"""
CELLS = (
    '<table><tr><td rowspan="1" colspan="1">Recommendation</td><td rowspan="1" colspan="1">Action required</td>'
    '<td rowspan="1" colspan="1">Action owner</td></tr>'
    '<tr><td rowspan="2" colspan="1">71. Keep the log.<br>Read it &amp; sign it.</td>'
    '<td rowspan="1" colspan="1">Write the<br>order.</td><td rowspan="1" colspan="1">Superintendent</td></tr>'
    '<tr><td rowspan="1" colspan="1">Sample forty logs.</td><td rowspan="1" colspan="1">Superintendent</td></tr></table>'
)
# What Control and C put on the clipboard. The clipboard's own interface may wait for ever for a permission.
COPIES = """html => addEventListener("copy", event => {
    event.preventDefault();
    event.clipboardData.setData("text/html", html);
    event.clipboardData.setData("text/plain", "words");
}, {once: true})"""
PRESSES = "addEventListener('pointerdown', press => { if (press.isTrusted) pressed(); }, true)"


@pytest.fixture(scope="module")
def shared(built, tmp_path_factory):
    """A demonstration for the tests of this module, each with an inspection of its own."""
    with demonstration(tmp_path_factory.mktemp("documents-in"), built) as running:
        yield running


@pytest.fixture
def coordinator(chromium, shared):
    with person(chromium, shared.url, CAST["coordinator"]) as page:
        yield page
        assert page.complaints == []


# Whatever is looked for is waited for: a page may be on its way.


def press(page, name):
    page.get_by_role("button", name=name).first.click()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def choose_report(page, file):
    """From the menu to the form, with one to register."""
    follow(page, "Reports in")
    press(page, "Read a report")
    page.get_by_label("The report", exact=True).set_input_files(file)
    page.get_by_label("One to register now").check()


def name_inspection(page, title, kind, published):
    page.get_by_label("Inspecting body").select_option(label="HMIC")
    page.get_by_label("Kind of inspection").select_option(label=kind)
    page.get_by_label("Title").fill(title)
    page.get_by_role("textbox", name="Publication date").fill(published)


def decide(page):
    """Keep those that are sure, then the doubtful one; record."""
    press(page, "Keep all 4 that are sure")
    press(page, "Keep Recommendation 4")
    press(page, "Record 4 recommendations and 1 milestone")


def refused(page, words):
    """The error summary says so."""
    expect(page.locator(".govuk-error-summary")).to_contain_text(words)


def recommendations(page, count):
    """The inspection's table shows Recommendation 1 to `count`, in order."""
    shown = page.locator("tbody th a").filter(has_text="Recommendation")
    expect(shown).to_have_text([f"Recommendation {number}" for number in range(1, count + 1)])


def test_a_report_and_then_its_plan_come_in_and_every_page_on_the_way_is_accessible(coordinator):
    page, problems = coordinator, []
    for opened in (_report_comes_in, _plan_comes_in, _import_is_withdrawn):
        for _ in opened(page):
            problems += problems_at_both_widths(page)

    assert problems == []


def _report_comes_in(page):
    """Yields at each page that is met, with errors and without."""
    choose_report(page, REPORT)
    press(page, "Read the report")
    refused(page, "Enter the title")
    yield
    name_inspection(page, "Children who go missing", "Thematic", "24 March 2015")
    press(page, "Read the report")
    page.get_by_text("0 of 5 decided").wait_for()
    yield
    follow(page, "Edit Recommendation 1")
    for way, button in (("Merge it with another", "Merge"), ("Split it in two", "Split")):
        follow(page, way)
        press(page, button)
        refused(page, "Select ")
        yield
        follow(page, "Recommendation 1")
    page.get_by_label("Wording").fill("")
    press(page, "Save and keep")
    refused(page, "Enter the wording")
    yield
    follow(page, "What the report asks")
    decide(page)
    page.get_by_text("4 recommendations and 1 milestone. Next: bring in the action plan.").wait_for()
    recommendations(page, 4)
    yield
    follow(page, "Recommendation 2")
    page.get_by_text("Where it was found").click()
    page.locator("mark").first.wait_for()
    yield
    page.go_back()


def _plan_comes_in(page):
    follow(page, "Bring in its action plan")
    press(page, "Read the plan")
    refused(page, "Choose a file or paste a table")
    yield
    page.get_by_label("The plan").set_input_files(PLAN)
    press(page, "Read the plan")
    page.get_by_text("2 rows need an answer").wait_for()
    yield
    page.get_by_label("31 June 2015 is not a real date").fill("30/06/2015")
    page.get_by_label("“slipping a little”").select_option(label="At risk")
    page.get_by_label("Head of Missing Children").select_option(label="A new post: Head of Missing Children")
    press(page, "Save answers")
    page.get_by_role("button", name="Accept 4 rows").wait_for()
    yield
    press(page, "Accept 4 rows")
    page.get_by_text("Actions: 4 opened, 0 changed, 0 as they were.").wait_for()
    yield


def _import_is_withdrawn(page):
    press(page, "Withdraw this plan")
    press(page, "Withdraw this plan")
    refused(page, "Enter why it is withdrawn")
    yield
    page.get_by_label("Why is it withdrawn?").fill("It was last month's.")
    press(page, "Withdraw this plan")
    page.get_by_text("The register is as it was before.").wait_for()
    yield


def test_a_report_comes_in_without_script(chromium, shared):
    with person(chromium, shared.url, CAST["coordinator"], javascript=False) as page:
        choose_report(page, REPORT)
        name_inspection(page, "Without script", "Thematic", "24 March 2015")
        press(page, "Read the report")
        decide(page)

        page.get_by_text("4 recommendations and 1 milestone. Next: bring in the action plan.").wait_for()
        recommendations(page, 4)
        assert page.complaints == []


# Pasted


def paste(page):
    """Paste the table into the box, as Control and V do; what the hidden field holds then."""
    page.get_by_label("Or paste the table here").focus()
    page.keyboard.press("Control+V")
    return held(page)


def held(page):
    return page.locator("#id_pasted_html").input_value()


@pytest.fixture
def copied(coordinator):
    """The page on which plans are brought in, with a table of Word's on the clipboard."""
    ready(coordinator, "/plans/?inspection=hmic-ncpi-2014")
    coordinator.get_by_label("Or paste the table here").fill("")  # the words that another test left in it come back
    coordinator.evaluate(COPIES, WORD_TABLE)
    coordinator.keyboard.press("Control+C")
    return coordinator


def test_a_table_pasted_from_word_keeps_its_cells_and_their_lines(copied):
    assert paste(copied) == CELLS

    press(copied, "Read the plan")
    ready(copied, f"{copied.url}?show=all")

    rows = copied.locator(".app-plan-row").all_inner_texts()
    assert ["Recommendation 71" in row for row in rows] == [True, True]
    assert "Opens an action: Write the order. Owner: Superintendent, Public Protection (“Superintendent”)." in " ".join(
        rows[0].split()
    )
    assert "Opens an action: Sample forty logs." in rows[1]


@pytest.mark.parametrize("then", [lambda page: page.keyboard.type("x"), paste], ids=["typing", "pasting-again"])
def test_after_a_paste_whatever_else_is_put_into_the_box_lets_go_of_the_table(copied, then):
    assert paste(copied) == CELLS

    then(copied)

    assert held(copied) == ""


# The published report


@pytest.mark.skipif(
    not PUBLISHED_REPORT.exists(),
    reason=f"{PUBLISHED_REPORT.name} is not at hand: the published papers are not part of the project",
)
def test_the_published_report_takes_six_presses_to_ten_recommendations(coordinator):
    pressed = []
    coordinator.expose_function("pressed", lambda: pressed.append(coordinator.url))
    coordinator.add_init_script(PRESSES)
    coordinator.goto("/")

    choose_report(coordinator, PUBLISHED_REPORT)
    name_inspection(coordinator, "As it was published", "Child protection", "11/2/2015")
    press(coordinator, "Read the report")
    press(coordinator, "that are sure")
    press(coordinator, "Record 10 recommendations")

    recommendations(coordinator, 10)
    assert len(pressed) == 6
