"""Limits on what strangers may do: so many times within so many seconds, counted in the cache all processes share.

    wait = throttles.hit("checkin-mail", address, most=3, seconds=3600)
    if wait:
        return errors.too_many(request, retry_after=wait)

What is kept is a list of moments under a keyed digest, for as long as they count: no address, no name.
"""
import math
import time

from allauth.core.internal.ratelimit import cache_lock, get_ip
from django.core.cache import cache
from django.utils.crypto import salted_hmac

# Further ahead nobody is put in line: a queue that long is somebody's joke.
FURTHEST = 24 * 60 * 60


def hit(action, key, *, most, seconds):
    """Count one more; 0 while that is allowed, otherwise how many seconds to wait. What was refused does not count."""
    name, now = name_of(action, key), time.time()
    with cache_lock(name):
        counted = [moment for moment in cache.get(name, ()) if moment > now - seconds]
        if len(counted) >= most:
            return max(1, math.ceil(counted[-most] + seconds - now))
        cache.set(name, [*counted, now], seconds)
    return 0


def turn(action, key, *, most, seconds):
    """Put one more in line: how many seconds until its turn (0: now), or None when the line is a day long.

    In any `seconds` at most `most` have their turn.
    """
    name, now = name_of(action, key), time.time()
    with cache_lock(name):
        turns = [moment for moment in cache.get(name, ()) if moment > now - seconds]
        mine = now if len(turns) < most else max(now, turns[-most] + seconds)
        if mine - now > FURTHEST:
            return None
        cache.set(name, [*turns, mine], math.ceil(mine - now) + seconds)
    return math.ceil(mine - now)


def name_of(action, key):
    return f"throttle:{action}:{salted_hmac('portal.shared.throttles', f'{action}:{key}', algorithm='sha256').hexdigest()}"


def client_of(request):
    """The address somebody calls from, as the trusted proxy tells it; of IPv6 the network."""
    return get_ip(request)
