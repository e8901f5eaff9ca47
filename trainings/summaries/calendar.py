"""What the calendar says about an event, and which days stand in it."""


def where(event):
    """The place in words: venue, municipality (or county, or region), and the country when it is not Estonia."""
    place = event.municipality or event.county or event.region or ""
    country = event.get_country_display() if event.country not in {"", "EE"} else ""
    return ", ".join(part for part in (event.venue, str(place), str(country)) if part)
