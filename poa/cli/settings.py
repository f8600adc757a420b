"""``poa settings``: shows or changes a setting."""

from __future__ import annotations

import argparse
import json
import sys

from poa.cli.run import Context


def add_arguments(parser: argparse.ArgumentParser, context: Context) -> None:
    """Declare the arguments."""
    parser.add_argument("key", nargs="?", metavar="KEY", help=context.words("settings.help_key"))
    parser.add_argument("value", nargs="?", metavar="VALUE", help=context.words("settings.help_value"))
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help=context.words("settings.help_format")
    )


def run(args: argparse.Namespace, context: Context) -> int:
    """Show all settings, show one, or change one."""
    from poa.cases.settings import SETTINGS, load_settings, save_settings

    place = context.places.settings
    settings = load_settings(place)
    if args.key and args.value is not None:
        settings = settings.with_value(args.key, args.value)
        save_settings(place, settings)
    known = {setting.key: setting for setting in SETTINGS}
    if args.key and args.key not in known:
        settings.with_value(args.key, "")
    if args.format == "json":
        shown = {key: settings[key] for key in known if args.key in (None, key)}
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
        return 0
    for key, setting in known.items():
        if args.key in (None, key):
            value = settings[key]
            told = ", ".join(str(one) for one in value) if isinstance(value, tuple) else value
            sys.stdout.write(f"{key:<20} {told!s:<12} {context.words(setting.words)}\n")
    return 0
