"""Limits on what strangers may do: so many times within so many seconds, counted in the cache all processes share.

    wait = throttles.hit("checkin-mail", address, most=3, seconds=3600)
    if wait:
        return errors.too_many(request, retry_after=wait)
"""
import hashlib
import time

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import cache


def hit(action, key, *, most, seconds):
    """Count one more; 0 while that is allowed, otherwise how many seconds to wait. Keys are hashed: the cache knows no address."""
    now = int(time.time())
    window, rest = now // seconds, seconds - now % seconds
    name = f"throttle:{action}:{hashlib.sha256(str(key).encode()).hexdigest()[:32]}:{window}"
    cache.add(name, 0, seconds)
    try:
        count = cache.incr(name)
    except ValueError:  # it ran out between the two
        return 0
    return rest if count > most else 0


def client_of(request):
    """The address somebody calls from, as the trusted proxy tells it; of IPv6 the network."""
    return get_ip(request)
