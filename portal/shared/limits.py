"""How often one address may do something on a page that needs no account. The address itself is kept nowhere."""
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.utils.crypto import salted_hmac


def is_over(request, name, most, seconds):
    """Count this request; True when its address has sent more than `most` of the same `name` within `seconds`.

    What is counted under is a keyed digest of address and hour, which nobody can turn back, and it goes with the hour.
    """
    window = int(time.time()) // seconds
    address = get_adapter().get_client_ip(request)
    key = f"limit:{salted_hmac(f'portal.shared.limits:{name}:{window}', address, algorithm='sha256').hexdigest()}"
    if cache.add(key, 1, timeout=seconds):
        return most < 1
    try:
        return cache.incr(key) > most
    except ValueError:  # It went away between the two.
        return False
