"""Evidence of a demo day: small files that say of themselves that they are examples."""
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from projects.choices import EvidenceKind
from trainings.actions.attendance import add_signed_sheet
from trainings.actions.evidence import add_evidence, close_event
from trainings.models import EvidenceItem, SignedSheet

SHEET = "Näidisfail. Siin on päeval allkirjastatud nimekirja pilt.\n"
CONTRACT = "Näidisfail. Siin on koolitaja leping.\n"
SKY, FIELD, HOUSE, ROOF, MARK = "#dfe9f2", "#4f7a4a", "#e8dcc2", "#a63a24", "#2b5a9b"


def picture():
    """A village house with a blue sign beside its door."""
    image = Image.new("RGB", (960, 640), SKY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 440, 960, 640), fill=FIELD)
    draw.rectangle((280, 260, 700, 500), fill=HOUSE)
    draw.polygon(((250, 270), (490, 120), (730, 270)), fill=ROOF)
    draw.rectangle((460, 370, 540, 500), fill=ROOF)
    draw.rectangle((580, 330, 660, 400), fill=MARK)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def complete(told, event, signatures):
    """Everything the funder asks for, one sheet for each day; then the event is closed."""
    for day in event.days.order_by("date"):
        scan = SimpleUploadedFile(f"nimekiri-{day.date}.txt", SHEET.encode())
        add_signed_sheet(SignedSheet(day=day, signatures=signatures, is_demo=True), scan, by=told.by)
    for kind, name, content in (
        (EvidenceKind.PHOTO, "koolituspaev.png", picture()), (EvidenceKind.CONTRACT, "leping.txt", CONTRACT.encode()),
    ):
        add_evidence(
            EvidenceItem(event=event, kind=kind, is_demo=True), upload=SimpleUploadedFile(name, content), by=told.by
        )
    return close_event(event, by=told.by)


def begun(told, event):
    """Only a photo so far."""
    add_evidence(
        EvidenceItem(event=event, kind=EvidenceKind.PHOTO, is_demo=True),
        upload=SimpleUploadedFile("koolituspaev.png", picture()), by=told.by,
    )
