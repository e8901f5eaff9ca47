"""The door for servers: what was loaded at the start is out of the garbage collector's way."""
import gc


def test_a_full_collection_looks_at_few_things():
    gc.unfreeze()
    from portal import wsgi

    try:
        assert wsgi.application.get_response is not None
        wsgi.settled(None)
        assert gc.get_freeze_count() > 100_000 > 20 * len(gc.get_objects())
    finally:
        gc.unfreeze()
