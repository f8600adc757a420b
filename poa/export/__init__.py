"""Letter -> Word, plain text, Markdown, fields to paste and the evidence pack. Knows no guidance and no case rules."""
