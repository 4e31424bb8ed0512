"""The invented people of the demonstration, the posts they hold and the agencies beside the force."""

from datetime import datetime
from types import SimpleNamespace

from safeguarding.appointments import appoint, confirm_role, grant
from safeguarding.history import verb, write
from safeguarding.models import Agency, Post, RoleGrant, User
from safeguarding.models.people import Role

AGENCIES = {
    "city": "Anyshire City children's social care",
    "county": "Anyshire County children's social care",
    "boards": "Anyshire safeguarding children boards",
    "cps": "Crown Prosecution Service, Anyshire",
    "health": "Anyshire mental health trust",
}

# By the key that the chapters use: title, other spellings in the documents, agency.
POSTS = {
    "dcc": ("Deputy Chief Constable", "DCC", None),
    "acc": ("Assistant Chief Constable", "ACC", None),
    "superintendent": ("Superintendent, Public Protection", "Superintendent", None),
    "dci": (
        "Detective Chief Inspector, Public Protection",
        "Detective Chief Inspector\nActing Detective Chief Inspector",
        None,
    ),
    "di": ("Detective Inspector, Exploitation Unit", "Detective Inspector", None),
    "support": ("Strategic Support Officer", "", None),
    "records": ("Chief Inspector, Records Project", "Chief Inspector", None),
    "custody": ("Chief Inspector, Custody", "Temporary Chief Inspector", None),
    "missing": ("Missing Persons Manager", "", None),
    "security": ("Information Security Manager", "", None),
    "county": ("Service Manager, County children's social care", "", "county"),
}

# Roles whose people also look into the admin.
LOOK_INTO_ADMIN = {Role.ADMINISTRATOR, Role.AUDITOR, Role.OPCC}

# First name, last name, role, the agency they speak for, and the post they hold from the beginning, if any.
PEOPLE = {
    "administrator": ("Robin", "Imaginary", Role.ADMINISTRATOR, None, None),
    "coordinator": ("Colin", "Sample", Role.COORDINATOR, None, None),
    "dcc": ("Dana", "Specimen", Role.DCC, None, "dcc"),
    "acc": ("Alec", "Placeholder", Role.DCC, None, "acc"),
    "staff_officer": ("Stefan", "Notional", Role.STAFF_OFFICER, None, None),
    "superintendent": ("Sue", "Template", Role.OWNER, None, "superintendent"),
    "first_dci": ("Ben", "Bygone", Role.OWNER, None, "dci"),
    "dci": ("Ada", "Example", Role.OWNER, None, None),
    "di": ("Dee", "Invented", Role.OWNER, None, "di"),
    "support": ("Sam", "Pretend", Role.OWNER, None, "support"),
    "records": ("Chris", "Mockup", Role.OWNER, None, "records"),
    "first_custody": ("Theo", "Draft", Role.OWNER, None, "custody"),
    "custody": ("Carla", "Figment", Role.OWNER, None, None),
    "missing": ("Pat", "Example", Role.OWNER, None, "missing"),
    "security": ("Inga", "Dummyname", Role.OWNER, None, "security"),
    "opcc": ("Olive", "Fictitious", Role.OPCC, None, None),
    "county": ("Parul", "Makebelieve", Role.PARTNER, "county", "county"),
    "auditor": ("Audrey", "Hypothetical", Role.AUDITOR, None, None),
    "second_administrator": ("Rowan", "Conjectural", Role.ADMINISTRATOR, None, None),
}


@verb()
def gather(at: datetime) -> SimpleNamespace:
    """Everybody takes their post and role at `at`. Returns the people by key, with `posts` and `agencies`."""
    cast = SimpleNamespace(posts=SimpleNamespace(), agencies=SimpleNamespace())
    for key, (first_name, last_name, role, *_) in PEOPLE.items():
        setattr(cast, key, _person(first_name, last_name, at, is_staff=role in LOOK_INTO_ADMIN))
    # Every row is written by somebody, so the people come before the posts that they are appointed to.
    by = cast.administrator
    for key, name in AGENCIES.items():
        setattr(cast.agencies, key, write(Agency(slug=key, name=name), by=by, at=at))
    for key, (title, aliases, agency) in POSTS.items():
        post = Post(title=title, aliases=aliases, agency=agency and getattr(cast.agencies, agency))
        setattr(cast.posts, key, write(post, by=by, at=at))
    for key, (*_, role, agency, post) in PEOPLE.items():
        person = getattr(cast, key)
        grant(person, role, agency=agency and getattr(cast.agencies, agency), by=by, at=at)
        if post:
            appoint(getattr(cast.posts, post), person, by=by, at=at)
    for given in RoleGrant.objects.filter(awaits_confirmation=True):
        confirm_role(given, by=cast.second_administrator, at=at)
    return cast


def _person(first_name, last_name, at, *, by=None, is_staff):
    """An account that no password opens: the demonstration's sign-in page lets anybody be anybody."""
    username = f"{first_name}.{last_name}".lower()
    person = User(username=username, first_name=first_name, last_name=last_name, date_joined=at, is_staff=is_staff)
    person.email = f"{username}@force.example"
    person.set_unusable_password()
    return write(person, by=by or person, at=at)
