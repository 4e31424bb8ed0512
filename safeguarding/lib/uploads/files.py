"""Which files may be kept as evidence: by name, by size, and by what is really inside. They are never opened here."""

import zipfile
from pathlib import PurePath

import filetype

from safeguarding.lib.readers.office_files import BROKEN, CONTENT_TYPES
from safeguarding.lib.readers.refusals import MEGABYTE, Unreadable
from safeguarding.lib.uploads.active_content import found_in_package, found_in_text
from safeguarding.lib.uploads.viruses import insist_clean

LARGEST = 50 * MEGABYTE  # bytes
HEAD = 8192  # bytes; enough for every signature that filetype knows
MOST_READ = MEGABYTE  # bytes of a package's own list of contents, which may claim to unpack to anything

# By extension: what filetype calls the contents, how an Office package declares its main part, how OpenDocument does.
SIGNED = {".pdf": "pdf", ".png": "png", ".jpg": "jpg", ".jpeg": "jpg"}
OFFICE = {
    ".docx": "wordprocessingml.document.main+xml",
    ".xlsx": "spreadsheetml.sheet.main+xml",
    ".pptx": "presentationml.presentation.main+xml",
}
OPEN_DOCUMENT = {
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}
PLAIN = (".csv", ".txt")
EXTENSIONS = tuple(sorted([*SIGNED, *OFFICE, *OPEN_DOCUMENT, *PLAIN]))
ALLOWED = "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument, JPEG, PNG, plain text or CSV"
MACROS = ("vbaproject.bin", "basic/", "scripts/")


def check_evidence(file) -> None:
    """Return if an uploaded file (name, size, read, seek) may be kept; it is left at its beginning.

    Raises Unreadable where it is empty, larger than LARGEST, of a kind not in ALLOWED, not what its name says,
    locked with a password, refused by the virus scanner, or carries what runs or fetches something when it is opened.
    """
    extension = PurePath(file.name).suffix.lower()
    if extension not in EXTENSIONS:
        raise Unreadable(f"{file.name} is of a kind that is not kept here. Choose a file that is {ALLOWED}.")
    if not file.size:
        raise Unreadable(f"{file.name} is empty. Check that it was saved, and choose it again.")
    if file.size > LARGEST:
        limit = LARGEST // MEGABYTE
        raise Unreadable(f"{file.name} is larger than {limit} MB. Make it smaller, or say where it is held.")
    try:
        _check_inside(file, extension)
    finally:
        file.seek(0)
    insist_clean(file)


def _check_inside(file, extension):
    file.seek(0)
    head = file.read(HEAD)
    if extension in SIGNED:
        right = filetype.guess_extension(head) == SIGNED[extension]
    elif extension in PLAIN:
        right = b"\0" not in head and filetype.guess(head) is None
    else:
        right = head.startswith(b"PK") and _is_package(file, extension)
    file.seek(0)
    if right and extension in PLAIN and (found := found_in_text(file)):
        raise _carries(file, found)
    if not right:
        raise Unreadable(f"{file.name} is not what its name says{_seems(head)}. Choose another copy.")


def _is_package(file, extension):
    """Return whether an Office or OpenDocument package is of the kind that its name says."""
    try:
        with zipfile.ZipFile(file) as package:
            names = [name.lower() for name in package.namelist()]
            if any(member.flag_bits & 1 for member in package.infolist()):
                raise Unreadable(f"{file.name} is locked with a password. Choose a copy without one.")
            listed = _read(package, CONTENT_TYPES if extension in OFFICE else "mimetype")
            if any(name.endswith(MACROS[0]) or name.startswith(MACROS[1:]) for name in names):
                raise _carries(file, "macros")
            if found := found_in_package(package, listed):
                raise _carries(file, found)
    except BROKEN:
        return False
    return OFFICE[extension] in listed if extension in OFFICE else listed.strip() == OPEN_DOCUMENT[extension]


def _read(package, member):
    with package.open(member) as part:
        return part.read(MOST_READ).decode("utf-8", "replace")


def _carries(file, what):
    without = "them" if what == "macros" else "it"
    return Unreadable(f"{file.name} carries {what}. Save it without {without} and choose that copy.")


def _seems(head):
    guessed = filetype.guess_extension(head)
    return f": inside it is a .{guessed} file" if guessed else ""
