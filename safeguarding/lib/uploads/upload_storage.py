"""Where uploaded files are kept: in the folder MEDIA_ROOT, or in a bucket of an S3-like service."""

from typing import Any

from django.conf import settings
from environ import Env


def storage(env: Env) -> dict[str, Any]:
    """The entry of STORAGES. The keys of a bucket are boto3's to find: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, a role of the machine."""
    if not (bucket := env.str("UPLOADS_BUCKET", default="")):
        return {"BACKEND": "safeguarding.lib.uploads.whole_files.WholeFileStorage"}
    place = {"bucket_name": bucket, "endpoint_url": env.str("UPLOADS_ENDPOINT", default="") or None}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": place | {"file_overwrite": False}}


def bucket() -> str:
    """The name of the bucket in which they are, "" where they are in the folder."""
    return settings.STORAGES["default"].get("OPTIONS", {}).get("bucket_name", "")
