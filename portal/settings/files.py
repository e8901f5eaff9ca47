"""Where documents lie: a folder, or a bucket of an object storage. Readers get them from our view alone, either way."""
from django.core.exceptions import ImproperlyConfigured

from portal.settings import env


def documents():
    """Django's settings dict for STORAGES["default"]: MEDIA_ROOT without S3_BUCKET, otherwise that bucket, private."""
    bucket = env.text("S3_BUCKET")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    endpoint = env.text("S3_ENDPOINT_URL")
    if endpoint and not endpoint.startswith("https://") and not env.flag("S3_UNENCRYPTED"):
        raise ImproperlyConfigured("S3_ENDPOINT_URL must start with https://; inside a network of your own say S3_UNENCRYPTED=1.")
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "region_name": env.text("S3_REGION") or None,
        "access_key": env.text("S3_ACCESS_KEY") or None,
        "secret_key": env.text("S3_SECRET_KEY") or None,
        "location": env.text("S3_FOLDER"),
        # No right for anybody but this account, no name taken twice, and an address, if one were ever asked for, is signed
        # and short-lived. The portal asks for none: it opens the file and sends it itself.
        "default_acl": "private",
        "file_overwrite": False,
        "querystring_auth": True,
        "querystring_expire": 60,
        "custom_domain": None,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
