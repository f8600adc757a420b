"""How much is read. Real messages stay far below; what exceeds a limit is told, never silently dropped."""

from __future__ import annotations

MB = 1_000_000
# Amazon's own limit for a buyer-seller message is 4,000 characters; this leaves room for HTML.
MAX_MESSAGE = 256_000
MAX_TEXT_FILE = 10 * MB
MAX_MAIL = 50 * MB
MAX_TABLE = 500 * MB
# What comes through a pipe is held whole in memory.
MAX_STREAM = 500 * MB
MAX_JSON_ARRAY = 100 * MB
MAX_LINE = 8 * MB
MAX_ROWS_BEFORE_HEADER = 20
MAX_FILES = 100_000
# A document of the Office kind: unpacked size, and unpacked to packed (ordinary text packs at most about 20 to 1).
MAX_UNPACKED = 200 * MB
MAX_RATIO = 100
MAX_MEMBERS = 10_000
# A screenshot of a phone has 4 million pixels, of a large screen 15 million.
MAX_PIXELS = 50_000_000
