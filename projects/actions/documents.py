"""Files of a project: checked by content, named by us, kept in private storage, never overwritten."""
import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

import puremagic
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.refusals import at_field
from portal.shared.text import clean_line
from projects.actions.notices import people_of, tell
from projects.actions.project import require_open
from projects.choices import NoticeKind, Role, Visibility
from projects.models import Document

MAX_FILE = 20 * 1024 * 1024
MAX_PROJECT = 5 * 1024**3
MAX_PIXELS = 40_000_000
# What an office needs, by content and by name; both must agree. Value: the content type we send it with.
ALLOWED = {
    ".pdf": ("application/pdf", {".pdf"}),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", {".docx", ".zip"}),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", {".xlsx", ".zip", ".docx"}),
    ".pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", {".pptx", ".zip", ".docx"}),
    ".odt": ("application/vnd.oasis.opendocument.text", {".odt", ".zip"}),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", {".ods", ".zip"}),
    ".jpg": ("image/jpeg", {".jpg", ".jpeg", ".jfif"}),
    ".jpeg": ("image/jpeg", {".jpg", ".jpeg", ".jfif"}),
    ".png": ("image/png", {".png"}),
    ".txt": ("text/plain; charset=utf-8", set()),
    ".csv": ("text/csv; charset=utf-8", set()),
    ".asice": ("application/vnd.etsi.asic-e+zip", {".zip", ".asice", ".docx"}),
    ".edoc": ("application/vnd.etsi.asic-e+zip", {".zip", ".edoc", ".docx"}),
}


@dataclass(frozen=True)
class CheckedFile:
    name: str
    content_type: str
    data: bytes


def add_document(document, upload, *, by, key=None):
    """Check the upload and save it with its row. `upload` is a Django UploadedFile.

    Raises ValidationError at `file` when it is too big, of a kind we do not take, or not what its name says.
    """
    require_open(document.project)
    return store(document, check_upload(upload), lambda: verbs.create(document, by=by, key=key))


@transaction.atomic
def share_document(document, upload, *, by, key=None):
    """Add a document, and tell those who may read it: papers that belong to a plan, an event or a cost come without."""
    made = add_document(document, upload, by=by, key=key)
    roles = [Role.COORDINATOR] if made.visibility == Visibility.COORDINATORS else Role
    tell(
        NoticeKind.DOCUMENT, people=people_of(made.project, roles, activity=made.activity), subject=made.title, by=by,
        project=made.project, route="projects:document-list", args=[made.project.slug], key=f"document:{made.pk}",
    )
    return made


def change_document(document, *, by, version, upload=None):
    """Save changed fields, and a new file when one was sent; the former file stays for the history."""
    require_open(document.project)

    def save():
        return verbs.update(document, by=by, version=version)

    return store(document, check_upload(upload), save) if upload else save()


@transaction.atomic
def store(document, checked, save):
    used = Document.objects.filter(project=document.project).aggregate(total=Sum("size"))["total"] or 0
    if used + len(checked.data) > MAX_PROJECT:
        raise at_field("file", _("The project's space for files is full."), "quota")
    document.file_name = checked.name
    document.content_type = checked.content_type
    document.size = len(checked.data)
    document.sha256 = hashlib.sha256(checked.data).hexdigest()
    suffix = PurePath(checked.name).suffix.lower()
    document.file = ContentFile(checked.data, name=f"{document.sha256[:24]}{suffix}")
    return save()


def check_upload(upload):
    """What the upload really is; pictures are drawn anew, so that neither place nor camera goes along."""
    name = clean_line(PurePath(upload.name or "").name)[-120:]
    suffix = PurePath(name).suffix.lower()
    if upload.size > MAX_FILE:
        raise at_field("file", _("The file is too large: at most 20 MB."), "too_big")
    if suffix not in ALLOWED:
        kinds = ", ".join(sorted(ending.lstrip(".") for ending in ALLOWED))
        raise at_field("file", _("We do not take this kind of file. Allowed: %(kinds)s.") % {"kinds": kinds}, "kind")
    data = upload.read()
    if not data:
        raise at_field("file", _("The file is empty."), "empty")
    content_type, contents = ALLOWED[suffix]
    if contents and not contents & found_kinds(data):
        raise not_what_it_says()
    if not contents:
        check_plain(data)
    if content_type.startswith("image/"):
        data = redrawn(data, content_type)
    return CheckedFile(name, content_type, data)


def not_what_it_says():
    return at_field("file", _("The file is not what its name says."), "not_what_it_says")


def found_kinds(data):
    """File endings that the first bytes stand for; empty when nothing is recognised."""
    try:
        return {match.extension.lower() for match in puremagic.magic_string(data)}
    except (puremagic.PureError, ValueError):
        return set()


def check_plain(data):
    if b"\x00" in data or b"<script" in data[:4096].lower() or b"<html" in data[:4096].lower():
        raise not_what_it_says()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            data.decode("cp1257")
        except UnicodeDecodeError:
            raise not_what_it_says() from None


def redrawn(data, content_type):
    from PIL import Image, ImageOps, UnidentifiedImageError  # 3 MB, for pictures alone

    try:
        with Image.open(BytesIO(data)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise at_field("file", _("The picture is too large."), "pixels")
            picture = ImageOps.exif_transpose(picture)
            out = BytesIO()
            if content_type == "image/png":
                picture.save(out, "PNG")
            else:
                picture.convert("RGB").save(out, "JPEG", quality=90)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        raise not_what_it_says() from None
    return out.getvalue()
