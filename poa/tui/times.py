"""How much time is left, in words and with a degree of urgency; always from the notice's own time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Literal

from poa.wording import Wording

Urgency = Literal["over", "today", "soon", "calm", "none"]
STYLE: dict[Urgency, str] = {"over": "bad", "today": "bad", "soon": "warn", "calm": "good", "none": "quiet"}


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """The words ("2 d 4 h left"), when it ends, and how urgent it is."""

    words: str
    ends: datetime | None
    urgency: Urgency

    @property
    def style(self) -> str:
        """The name of the style that goes with the words."""
        return STYLE[self.urgency]


# From so many days on no hours are told.
MANY = 100


def aware(moment: datetime) -> datetime:
    """A time without a zone is taken as UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def time_left(ends: datetime | None, now: datetime, words: Wording, stated_hours: float | None = None) -> TimeLeft:
    """What remains until ``ends``; where no end can be told, the hours that the notice states and what is lacking.

    Args:
        ends: when the answer is due.
        now: the present time, aware.
        words: the program's words.
        stated_hours: of poa.cases.summary.stated_hours.
    """
    if ends is None and stated_hours is not None:
        return TimeLeft(words("tui.time.stated", hours=f"{stated_hours:g}"), None, "soon")
    if ends is None:
        return TimeLeft(words("tui.time.none"), None, "none")
    ends = aware(ends)
    left = ends - now
    if left <= timedelta(0):
        return TimeLeft(words("tui.time.over", time=_length(-left, words)), ends, "over")
    urgency: Urgency = "today" if left < timedelta(hours=24) else "soon" if left < timedelta(hours=72) else "calm"
    return TimeLeft(words("tui.time.left", time=_length(left, words)), ends, urgency)


def closed_head(closed_on: date, outcome: str, words: Wording) -> TimeLeft:
    """Of a closed case, where no time runs any more: how it ended, and when.

    Args:
        closed_on: the day.
        outcome: of poa.cases.rounds.ended_as.
        words: the program's words.
    """
    from poa.text.dates import told_day

    on = words("tui.time.closed", on=told_day(closed_on, words))
    told = words(f"tui.time.head_{outcome}", on=on) if outcome else on
    return TimeLeft(told, None, "none")


def _length(length: timedelta, words: Wording) -> str:
    """How long, with hours beside the days and minutes beside the hours; hours are too fine beside many days."""
    minutes = int(length.total_seconds() // 60)
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days >= MANY:
        return words("tui.time.whole_days", days=days)
    if days:
        return words("tui.time.days", days=days, hours=hours)
    if hours:
        return words("tui.time.hours", hours=hours, minutes=minutes % 60)
    return words("tui.time.minutes", minutes=minutes)


def told_moment(moment: datetime, zone: tzinfo | None, words: Wording) -> str:
    """A time on the user's own clock, with its zone, unambiguous everywhere."""
    from poa.text.dates import told_time

    return told_time(aware(moment).astimezone(zone), words)
