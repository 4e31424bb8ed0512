"""The world that is looked at, built once for a module."""

import pytest

from tests.moments import NOW

from .world import build


@pytest.fixture(scope="module")
def world(module_cast, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("safeguarding.clock.now", lambda: NOW)
        # Django keeps a copy of all that each page was made from, which takes a fifth of the time.
        patched.setattr("django.test.client.store_rendered_templates", lambda *args, **kwargs: None)
        patched.setattr("django.core.files.storage.default_storage.location", str(tmp_path_factory.mktemp("kept")))
        yield build(module_cast)
