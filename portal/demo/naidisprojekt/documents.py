"""Two small papers of the example, so that nobody meets an empty list first: one for everybody, one for the project."""
from django.core.files.uploadedfile import SimpleUploadedFile

from projects import actions
from projects.choices import DocumentKind, Visibility
from projects.models import Document

GUIDE = """Kuidas talgupäeva korraldada

1. Leppige kokku, mida päeva lõpuks näha on.
2. Küsige igaühelt, mida ta oskab ja mida ta kaasa võtab.
3. Pange üles nimekiri, kell ja supp.
4. Tehke enne ja pärast pilti. Tänage kõiki nimepidi.
"""
MEMO = """Juhtrühma koosoleku kokkuvõte (väljamõeldud)

Otsustati: sügisesed õpipäevad jäävad kavasse, üks õpipäev lükkub edasi.
Järgmine kord: vaadatakse üle kevadise reisi sihtkoht.
"""


def add(project, by):
    for title, kind, visibility, name, text in (
        ("Kuidas talgupäeva korraldada", DocumentKind.GUIDE, Visibility.PUBLIC, "talgupaev.txt", GUIDE),
        ("Juhtrühma koosoleku kokkuvõte", DocumentKind.MINUTES, Visibility.PROJECT, "juhtruhm.txt", MEMO),
    ):
        document = Document(project=project, title=title, kind=kind, visibility=visibility)
        actions.add_document(document, SimpleUploadedFile(name, text.encode()), by=by)
