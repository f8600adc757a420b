"""The policy rules: searched by words, each with its sources, exceptions and examples."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from poa.errors import PoaError
from poa.library.search import Searched, found_in, haystack, missed, wanted_words
from poa.model.question import STEPS
from poa.model.rule import Rule
from poa.tui import commands as c
from poa.tui.flow import APART, shortened
from poa.tui.screens.base import PoaScreen
from poa.tui.screens.case import CaseScreen
from poa.tui.widgets.lines import Item, Line, Lines, Span, columns, flow_spans

if TYPE_CHECKING:
    from poa.tui.guide import Guide, Topic

# Messages that are listed under a rule.
SHOWN = 20
# Widths of the columns, and the widths from which there are two and three of them.
SEVERITY, ID, NARROW, WIDE = 10, 38, 56, 100
SEVERITY_STYLES = {"error": "bad", "warning": "warn", "info": "quiet"}


class RuleLine(Item):
    """How grave, what it is called, and where there is room its id: one line, so that many can be looked over."""

    def __init__(self, key: Any, title: str, severity: Span) -> None:
        super().__init__(key)
        self.title, self.severity = title, severity

    def lines(self, width: int) -> list[Line]:
        """One line; two where it is narrow."""
        word, style = self.severity
        if width < NARROW:
            return flow_spans([(self.title, ""), (f"  {word}", style)], width, 0, 2)
        room = width - SEVERITY - 2
        if width < WIDE:
            return [columns([(word, SEVERITY, style), (self.title, room, "")])]
        title = room - ID - 2
        return [
            columns(
                [
                    (word, SEVERITY, style),
                    (self.title, title, ""),
                    (self.key if isinstance(self.key, str) else "", ID, "quiet"),
                ]
            )
        ]


class RulesScreen(PoaScreen[None]):
    """All rules; typing narrows the list."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.ShowDetails, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = [*c.bindings(*ACTIONS[1:]), ("down", "to_list", "")]
    HELP = "rules"

    def __init__(self) -> None:
        super().__init__()
        self.guide: Guide | None = None
        self._loading = False
        self._topics: list[tuple[Topic, Searched]] = []
        self._shown = ""

    def body(self) -> Iterable[Widget]:
        """The search line and the rules."""
        yield Vertical(
            Input(id="rule-words", placeholder=self.words("tui_rules.search")), Lines(id="rules"), classes="page"
        )

    def where(self) -> tuple[str, str, str]:
        """How many rules there are."""
        count = len(self.desk.rules)
        return self.words("tui_rules.where"), self.words("tui_rules.count", n=count, count=count), "right"

    def first_focus(self) -> str:
        """The search line."""
        return "#rule-words"

    def redraw(self) -> None:
        """The rules that fit the words, then what else is said of them."""
        typed = self.query_one("#rule-words", Input).value
        groups = self.guide.groups if self.guide else ()
        rules, beside = [text for _, text in self._texts], [text for _, text in self._topics]
        wanted = wanted_words(typed, rules, groups, beside)
        items: list[Item] = []
        for rule in found_in(self._texts, wanted):
            severity = (self.words(f"tui_rules.severity.{rule.severity}"), SEVERITY_STYLES[rule.severity])
            items.append(RuleLine(rule.id, self.desk.tell(rule.title) or self.desk.tell(rule.summary), severity))
        topics = found_in(self._topics, wanted) if wanted else []
        if topics:
            items += [_gap(), Item(spans=[(self.words("tui_rules.elsewhere"), "head")], selectable=False)]
        for topic in topics:
            kind = (self.words(f"tui_rules.kind.{topic.kind}"), "accent")
            items.append(RuleLine(topic, self.desk.tell(topic.title), kind))
        if not items:
            why = missed(wanted, [*rules, *beside]).told(self.words)
            items = [
                Item(spans=[(why, "")], selectable=False),
                Item(spans=[(self.words("tui_rules.none"), "quiet")], selectable=False),
            ]
        # The nearest stands first: other words begin there again.
        self.query_one("#rules", Lines).show(items, key=items[0].key if typed != self._shown else None)
        self._shown = typed

    @cached_property
    def _texts(self) -> list[tuple[Rule, Searched]]:
        return [(rule, haystack(rule)) for rule in self.desk.rules.values()]

    @on(Input.Changed, "#rule-words")
    def _typed(self) -> None:
        if self.guide is None and not self._loading:
            self._loading = True
            self._load()
        self.redraw()

    @work(thread=True, exit_on_error=False, group="guide")
    def _load(self) -> None:
        """What is searched beside the rules is read when the first letter is typed."""
        from poa.tui.guide import load_guide

        try:
            guide = load_guide(self.desk)
        except PoaError as problem:
            self.app.call_from_thread(self.tell_problem, problem)
            return
        self.app.call_from_thread(self._loaded, guide)

    def _loaded(self, guide: Guide) -> None:
        self.guide = guide
        for topic, text in guide.texts:
            head = f"{topic.id}\n{topic.title.en}\n{topic.title.zh}".casefold()
            self._topics.append((topic, Searched(head, f"{head}\n{text}")))
        if self.is_attached:
            self.redraw()

    @on(Input.Submitted, "#rule-words")
    def action_to_list(self) -> None:
        """From the search line to the list."""
        self.query_one("#rules", Lines).focus()

    @on(Lines.Chosen, "#rules")
    def action_show_details(self) -> None:
        """The rule in full, or the place that was found."""
        key = self.query_one("#rules", Lines).key
        if isinstance(key, str) and key in self.desk.rules:
            self.app.push_screen(RuleScreen(self.desk.rules[key]))
        elif key is not None and not isinstance(key, str):
            self._open(key)

    def _open(self, topic: Topic) -> None:
        """A training or an entry of the playbook to read; a step, where a case is open."""
        from poa.tui.guide import told_topic
        from poa.tui.screens.reading import ReadingScreen
        from poa.tui.screens.training_module import ModuleScreen

        tell, words = self.desk.tell, self.words
        if topic.kind == "training":
            self.app.push_screen(ModuleScreen(topic.entry))
        elif topic.kind != "step":
            step = words(
                "tui_rules.in_step", number=STEPS.index(topic.kind) + 1, name=words(f"tui_steps.{topic.kind}.name")
            )
            self.app.push_screen(ReadingScreen(tell(topic.title), told_topic(topic, self.desk), note=step))
        elif case := open_case(self):
            self.dismiss(None)
            case.call_later(case.jump, topic.id)
        else:
            self.tell(words("tui_rules.no_case", number=STEPS.index(topic.id) + 1))


class RuleScreen(PoaScreen[None]):
    """One rule in full."""

    ACTIONS: ClassVar[tuple[type[c.Command], ...]] = (c.OpenLink, c.Back, c.SwitchLanguage, c.Help)
    BINDINGS: ClassVar[list[BindingType]] = c.bindings(*ACTIONS)
    HELP = "rules"

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self.rule = rule

    def body(self) -> Iterable[Widget]:
        """One page."""
        yield Vertical(Lines(id="rule", cursor=False), classes="page")

    def where(self) -> tuple[str, str, str]:
        """How grave it is."""
        return self.words("tui_rules.where"), self.words(f"tui_rules.severity.{self.rule.severity}"), "right"

    def first_focus(self) -> str:
        """The page."""
        return "#rule"

    def redraw(self) -> None:
        """Summary, reasons, examples, sources."""
        rule, tell, words = self.rule, self.desk.tell, self.words
        items = [Item(spans=[(tell(rule.title) or rule.id, "head")]), Item(spans=[(tell(rule.summary), "")]), _gap()]
        items += self._in_case()
        if rule.retired:
            items += [Item(spans=[(words("tui_rules.retired", on=self._day(rule.retired)), "warn")]), _gap()]
        for name, texts in (("why", (rule.why,)), ("exceptions", rule.exceptions), ("conflicts", rule.conflicts)):
            told = [tell(text) for text in texts if tell(text)]
            if told:
                items.append(Item(spans=[(words(f"tui_rules.{name}"), "accent")]))
                items += [Item(spans=[(text, "")], indent=2) for text in told]
                items.append(_gap())
        for name, examples, style in (("violates", rule.violates, "bad"), ("passes", rule.passes, "good")):
            if examples:
                items.append(Item(spans=[(words(f"tui_rules.{name}"), "accent")]))
                marks = {"bad": "x ", "good": "✓ "}
                # Those in the reader's language first.
                own = self.desk.language[:2]
                for example in sorted(examples, key=lambda one: not one.lang.startswith(own))[:4]:
                    items.append(
                        Item(spans=[(marks[style], style), (shortened(example.text, 400), "")], indent=2, hang=2)
                    )
                items.append(_gap())
        items.append(Item(spans=[(words("tui_rules.sources"), "accent")]))
        for source in rule.sources:
            items.append(Item(spans=[(source.title, ""), (f"\n{source.url}", "quiet")], indent=2))
        items += [_gap(), Item(spans=[(self._known(), "quiet")])]
        self.query_one("#rule", Lines).show(items)

    def _known(self) -> str:
        """Since when, when it was last looked at, how it is known, and the name for scripts."""
        rule, words = self.rule, self.words
        how = words.area("rules")["confidence"]
        sure = words("tui.between").join(how.get(part, part) for part in rule.confidence.split("+"))
        said = [
            words(f"rules.{name}", date=self._day(on)) for name in ("since", "verified") if (on := getattr(rule, name))
        ]
        told = APART.join([*said, words("rules.sure", how=sure), rule.id])
        return told[:1].upper() + told[1:]

    def _day(self, written: str) -> str:
        """A day of guidance in the reader's language; what is no full date as it is written."""
        try:
            return self.desk.day(date.fromisoformat(written))
        except ValueError:
            return written

    def _in_case(self) -> list[Item]:
        """What the open case holds on this rule: incidents that cite it, and messages in which it was found."""
        case = open_case(self)
        if case is None:
            return []
        from poa.cases.mail import Wanted

        session = case.session
        words, rule = self.words, self.rule.id
        items = [Item(spans=[(words("tui_rules.in_case", case=session.title()), "accent")])]
        for incident in session.case.incidents:
            if rule in incident.rules:
                what = incident.quote or self.desk.tell(incident.act)
                items.append(
                    _place(
                        words("tui_rules.incident"),
                        incident.order_id,
                        self.desk.day(incident.on) if incident.on else "",
                        what,
                    )
                )
        try:
            found = session.mail.suspects(SHOWN + 1, wanted=Wanted(rule=rule))
        except PoaError as problem:
            return [*items, Item(spans=[(problem.told(words), "bad")], indent=2), _gap()]
        for audited in found[:SHOWN]:
            what = next((finding.excerpt for finding in audited.findings if finding.rule == rule), "")
            items.append(_place(words("tui_rules.message"), audited.order_id, audited.source or audited.id, what))
        if len(found) > SHOWN:
            items.append(Item(spans=[(words("tui_rules.more_in_case", count=SHOWN), "quiet")], indent=2))
        if len(items) == 1:
            items.append(Item(spans=[(words("tui_rules.not_in_case"), "quiet")], indent=2))
        return [*items, _gap()]

    def action_open_link(self) -> None:
        """The best source in the browser; only on this key."""
        import webbrowser

        if self.rule.url:
            webbrowser.open(self.rule.url)
            self.tell(self.rule.url)


def open_case(screen: PoaScreen[None]) -> CaseScreen | None:
    """The case below a screen, if one is open."""
    return next((shown for shown in screen.app.screen_stack if isinstance(shown, CaseScreen)), None)


def _place(kind: str, order: str | None, where: object, what: str) -> Item:
    """An incident or a message in a line, and the words of it below."""
    told = APART.join(str(part) for part in (order, where) if part)
    spans = [(f"{kind}  ", "warn"), (told, "")]
    if what:
        spans.append((f"\n“{shortened(what, 160)}”", "quiet"))
    return Item(spans=spans, indent=2)


def _gap() -> Item:
    return Item(spans=[("", "")])
