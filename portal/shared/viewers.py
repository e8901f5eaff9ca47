"""Who looks, in the manner of `once`: a question about what somebody may see is the same for everybody of his kind.

    @once
    def event_asked(key, kind, number):
        return Event.objects.visible_to(stand_in(kind, number)).filter(pk=key)

    read([event_asked(key, *viewer(user))])

The stand-ins know only what `visible_to` of a queryset may ask for (see `seen`); anything else raises AttributeError.
"""
from portal.shared.seen import Nobody, Somebody


class Staff(Somebody):
    is_staff = True


class Superuser(Staff):
    is_superuser = True


KINDS = {"nobody": lambda number: Nobody(), "somebody": Somebody, "staff": Staff, "superuser": Superuser}


def viewer(user):
    """(kind, number) of a person; whoever is not active sees what nobody does."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return "nobody", 0
    # Staff see all, a superuser only as one of them: whose staff rights were taken away is somebody like others.
    if not user.is_staff:
        return "somebody", user.pk
    return "superuser" if user.is_superuser else "staff", user.pk


def stand_in(kind, number):
    return KINDS[kind](number)
