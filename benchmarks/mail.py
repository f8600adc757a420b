"""How fast mailboxes are read, against the standard library's ``mailbox.mbox`` in the same run.

python benchmarks/mail.py [--mails N] [--rounds N]

The mailbox is made here: plain, quoted-printable, base64, HTML and multipart mails with an attachment, in four
languages, one in 97 of them broken. The reference reads each mail with ``mailbox.mbox`` and decodes subject,
sender, date and body: the least that any importer must do. That both read the same words is checked and printed.
"""

from __future__ import annotations

import argparse
import email.header
import email.utils
import mailbox
import random
import sys
import tempfile
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from poa.errors import InputError
from poa.messages import read

_WORDS = {
    "en": "we have sent a new lamp to your address today and hope that it arrives soon please tell us if it works",
    "de": "wir haben heute eine neue Lampe für Sie verschickt und hoffen dass sie bald ankommt schöne Grüße",
    "zh": "您好 我们 今天 已经 为您 补发 了 一个 新的 台灯 请 您 注意 查收 谢谢 您的 耐心",
    "ja": "本日 新しい ランプ を お送り いたしました ご迷惑 を おかけし 申し訳 ございません",
}


def make_mailbox(path: Path, mails: int, seed: int = 7) -> None:
    """Write a mailbox of ``mails`` mails; one in 97 is broken: its last boundary or its headers are missing."""
    chance = random.Random(seed)
    with path.open("wb") as file:
        for number in range(mails):
            raw = _mail(chance, number)
            if number % 97 == 96:
                raw = raw[: raw.rfind(b"--")] if b"multipart" in raw else b"no headers at all\n"
            file.write(b"From poa@bench.example Tue Mar 10 02:42:00 2026\n" + raw.replace(b"\nFrom ", b"\n>From "))
            file.write(b"\n\n")


def _mail(chance: random.Random, number: int) -> bytes:
    words = _WORDS[chance.choice(list(_WORDS))].split()
    text = " ".join(chance.choices(words, k=chance.randint(60, 120)))
    text = "\n".join(text[place : place + 70] for place in range(0, len(text), 70)) + "\n"
    mail = EmailMessage()
    mail["From"] = "Shop Müller <service@shop.example>"
    mail["To"] = f"Ann via Amazon <b{number}@marketplace.amazon.com>"
    mail["Subject"] = f"Re: order 113-555{number % 10000:04}-7654321 {words[0]}"
    mail["Date"] = email.utils.formatdate(1_770_000_000 + number * 60)
    mail["Message-ID"] = f"<{number}@bench.example>"
    kind = number % 5
    mail.set_content(text, cte=("8bit", "quoted-printable", "base64")[kind % 3])
    if kind in (3, 4):
        mail.add_alternative("<html><body><p>" + text.replace("\n", "<br>\n") + "</p></body></html>", subtype="html")
    if kind == 4:
        mail.add_attachment(chance.randbytes(20_000), maintype="image", subtype="png", filename="photo.png")
    return mail.as_bytes()


def read_with_poa(path: Path) -> int:
    """Import the mailbox as the program does."""
    problems: list[InputError] = []
    return sum(1 for _ in read([path], on_problem=problems.append))


def read_with_mailbox(path: Path) -> int:
    """Read the mailbox with the standard library and decode what an importer needs."""
    box = mailbox.mbox(path)
    count = 0
    for mail in box:
        str(email.header.make_header(email.header.decode_header(str(mail["Subject"] or ""))))
        str(email.header.make_header(email.header.decode_header(str(mail["From"] or ""))))
        if mail["Date"]:
            email.utils.parsedate_to_datetime(mail["Date"])
        for part in mail.walk():
            if part.get_content_maintype() != "multipart":
                content = part.get_payload(decode=True)
                if part.get_content_maintype() == "text" and isinstance(content, bytes):
                    content.decode(part.get_content_charset() or "utf-8", "replace")
        count += 1
    box.close()
    return count


def differing(path: Path) -> int:
    """How many mails the two read with different words (0 is right)."""
    ours = {message.id: message.text.split() for message in read([path], on_problem=lambda problem: None)}
    wrong = 0
    box = mailbox.mbox(path)
    for mail in box:
        plain = next((part for part in mail.walk() if part.get_content_type() == "text/plain"), None)
        name = str(mail["Message-ID"] or "").strip("<>")
        if plain is not None and name:
            content = plain.get_payload(decode=True)
            words = content.decode("utf-8", "replace").split() if isinstance(content, bytes) else []
            wrong += ours.get(name, []) != words
    box.close()
    return wrong


def _best(run: Callable[[Path], int], path: Path, rounds: int) -> tuple[float, int]:
    best, count = float("inf"), 0
    for _ in range(rounds):
        start = time.perf_counter()
        count = run(path)
        best = min(best, time.perf_counter() - start)
    return best, count


def main() -> None:
    """Print messages and megabytes a second for both, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.mbox"
        make_mailbox(path, wanted.mails)
        megabytes = path.stat().st_size / 1e6
        rates = {}
        for name, run in (("mailbox.mbox", read_with_mailbox), ("poa", read_with_poa)):
            seconds, count = _best(run, path, wanted.rounds)
            rates[name] = count / seconds
            print(f"{name:<14} {count:>8} mails {rates[name]:>9.0f} mails/s {megabytes / seconds:>7.1f} MB/s")
        print(f"mails read with different words: {differing(path)}")
        print(f"poa is {rates['poa'] / rates['mailbox.mbox']:.1f} times as fast as mailbox.mbox")
    if sys.platform != "win32":
        import resource

        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
