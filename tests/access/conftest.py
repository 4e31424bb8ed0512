"""The world that is looked at, built once for all that looks at it."""

import pytest

from safeguarding.models import User
from tests.cast import find_cast, taken_back
from tests.moments import NOW

from .world import build

package_db = pytest.fixture(scope="package")(taken_back)


@pytest.fixture(scope="package")
def world(package_db, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("safeguarding.clock.now", lambda: NOW)
        # Django keeps a copy of all that each page was made from.
        patched.setattr("django.test.client.store_rendered_templates", lambda *args, **kwargs: None)
        patched.setattr("django.core.files.storage.default_storage.location", str(tmp_path_factory.mktemp("kept")))
        yield build(find_cast())


@pytest.fixture(scope="module")
def module_cast(world, module_db):
    """The cast, and the other agency's partner; what a module changes of them and of the world is taken back at its end."""
    cast = find_cast()
    cast.health = User.objects.get(username="health")
    return cast
