"""The replica as a database of Django's: what is known of it (state), and a connection that gives way (base)."""
