"""One JSON object per line, with the request's number, so that a person who names it is found at once."""
import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

# The number of the request this thread answers; empty outside a request.
request_id = ContextVar("request_id", default="")

# Everything a LogRecord has anyway; what is left over came with `extra=`.
STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "request", "response", "server_time"}


class JsonFormatter(logging.Formatter):
    """Keys: time (UTC), level, logger, message, request (when there is one), error (a traceback), and the record's extras."""

    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            line["request"] = request_id.get()
        line.update({key: value for key, value in vars(record).items() if key not in STANDARD})
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
