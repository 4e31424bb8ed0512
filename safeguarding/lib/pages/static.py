"""How static files are served: hashed names and compressed copies, also for imports inside scripts."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which also rewrites `import ... from "./x.js"` to the hashed name."""

    support_js_module_import_aggregation = True
