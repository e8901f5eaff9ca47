"""An organisation as schema.org tells it."""


def organisation_data(organisation, address):
    """`address`: callable(path) -> absolute address."""
    url = address(organisation.get_absolute_url())
    return {"@type": "Organization", "@id": url, "url": url, "name": organisation.name}
