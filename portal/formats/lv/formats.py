"""Latvian: 2024. gada 1. augusts, 01.08.2024., 12 743,68; the week starts on Monday."""
DATE_FORMAT = r"Y. \g\a\d\a j. F"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = r"Y. \g\a\d\a j. F H:i"
YEAR_MONTH_FORMAT = r"Y. \g\a\d\a F"
MONTH_DAY_FORMAT = "j. F"
SHORT_DATE_FORMAT = "d.m.Y."
SHORT_DATETIME_FORMAT = "d.m.Y. H:i"
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = ["%d.%m.%Y.", "%d.%m.%Y", "%d. %m. %Y.", "%d. %m. %Y", "%Y-%m-%d"]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H.%M"]
DATETIME_INPUT_FORMATS = [
    "%d.%m.%Y. %H:%M", "%d.%m.%Y %H:%M", "%d.%m.%Y. %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y. %H.%M", "%d.%m.%Y %H.%M",
    "%d.%m.%Y.", "%d.%m.%Y", "%Y-%m-%d %H:%M",
]  # fmt: skip

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\u00a0"
NUMBER_GROUPING = 3
