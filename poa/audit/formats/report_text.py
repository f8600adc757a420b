"""The audit report as text for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from poa.audit.report import Report, ranked_rules, ranked_senders
from poa.model.rule import Rule
from poa.text.clean import clean
from poa.text.names import told_name
from poa.text.width import cells, fit, pad

_TOP = 20
_SUSPECTS = 40
_TEXTS = 10


def report_text(report: Report, words: Callable[..., str], rules: Mapping[str, Rule], language: str) -> str:
    """The whole report.

    Args:
        report: the counts.
        words: the program's words.
        rules: for the titles.
        language: of the titles.
    """
    told = _Told(words)
    if not report.read and not report.asked:
        return "\n".join([told("title"), told("none_read")]) + "\n"
    lines = [told("title"), *_scope(report, told), ""]
    if not report.breach:
        return "\n".join([*lines, told(_nothing_found(report)), *_texts(report, told)]) + "\n"
    titles = {rule.id: rule.title.of(language) for rule in rules.values()}
    by_rule = [(f"{count.messages}", f"{rule}  {titles.get(rule, '')}") for rule, count in ranked_rules(report)]
    lines += _block(told("by_rule"), by_rule)
    senders = ranked_senders(report)
    if len(senders) > 1 or (senders and senders[0][0]):
        rows = [(f"{t.breach}/{t.messages}", clean(name) or told("unknown_sender")) for name, t in senders]
        lines += _block(told("by_sender"), rows)
    months = [(f"{tally.breach}/{tally.messages}", month) for month, tally in sorted(report.months.items())]
    if months and report.no_month.messages:
        months.append((f"{report.no_month.breach}/{report.no_month.messages}", told("no_month")))
    lines += _block(told("by_month"), months, len(months))
    lines += _texts(report, told)
    lines += _suspects(report, told)
    return "\n".join(lines).rstrip() + "\n"


class _Told:
    """Words of ``audit.report``."""

    def __init__(self, words: Callable[..., str]) -> None:
        self._words = words

    def __call__(self, key: str, **values: object) -> str:
        return self._words(f"audit.report.{key}", **values)


def _nothing_found(report: Report) -> str:
    """What is said where nothing was found: that nothing was judged is no praise."""
    if report.outbound:
        return "none_dated" if report.not_judged else "none"
    return "none_in_period" if report.asked else "none_judged"


def _scope(report: Report, told: _Told) -> Iterator[str]:
    since, until = report.since or report.first, report.until or report.last
    if since or until:
        yield told("period", since=f"{since:%Y-%m-%d}" if since else "…", until=f"{until:%Y-%m-%d}" if until else "…")
    else:
        yield told("no_period")
    if report.undated and report.asked:
        yield told("undated", n=report.undated, count=report.undated)
    if report.outside and report.seen_first and report.seen_last:
        first, last = f"{report.seen_first:%Y-%m-%d}", f"{report.seen_last:%Y-%m-%d}"
        yield told("outside", n=report.outside, count=report.outside, first=first, last=last)
    yield told("read_in" if report.asked else "read", n=report.read, count=report.read, outbound=report.outbound)
    if report.no_month.messages and (since or until):
        undated = report.no_month.messages
        yield told("in_no_month", n=undated, count=undated)
    if report.breach:
        share = f"{report.breach / report.outbound:.1%}"
        orders = _orders(told, "on_orders", report.orders_in_breach)
        yield told("breach", n=report.breach, count=report.breach, orders=orders, share=share)
    if report.stop:
        yield told("stop", n=report.stop, count=report.stop)


def _orders(told: _Told, key: str, count: int) -> str:
    """How many orders, where the messages name any."""
    return told(key, n=count, count=count) if count else ""


def _block(title: str, rows: list[tuple[str, str]], most: int = _TOP) -> list[str]:
    if not rows:
        return []
    width = max(cells(number) for number, _ in rows)
    return [title, *(f"  {pad(number, width)}  {fit(name, 90)}" for number, name in rows[:most]), ""]


def _texts(report: Report, told: _Told) -> list[str]:
    texts = report.texts()
    lines = []
    for text in texts[:_TEXTS]:
        went = told("template", n=text.messages, count=text.messages)
        went += _orders(told, "to_orders", text.orders)
        lines.append(f"  {went}: {fit(clean(text.text), 70)}")
        broken = report.template_rules(text)
        if broken:
            lines.append("    " + ", ".join(broken))
    rest = texts[_TEXTS:]
    if rest:
        broken_too = sum(bool(report.template_rules(text)) for text in rest)
        lines.append("  " + told("more_texts", n=len(rest), count=len(rest), breach=broken_too))
    return [told("by_template"), *lines, ""] if lines else []


def _suspects(report: Report, told: _Told) -> list[str]:
    suspects = report.suspects()
    lines = [told("suspects")]
    for suspect in suspects[:_SUSPECTS]:
        sent = f"{suspect.sent:%Y-%m-%d}  " if suspect.sent else ""
        order = f"  {told_name(suspect.order_id)}" if suspect.order_id else ""
        lines.append(f"  {sent}{told_name(suspect.source or suspect.id)}{order}  {', '.join(suspect.rules)}")
        if suspect.excerpt:
            lines.append("    " + fit(f"“{clean(suspect.excerpt)}”".replace("\n", " "), 96))
    rest = report.breach - min(len(suspects), _SUSPECTS)
    if rest > 0:
        lines.append("  " + told("more", n=rest, count=rest))
    return [*lines, ""]
