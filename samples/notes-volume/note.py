#!/usr/bin/env python3
import argparse
import json
from pathlib import Path

STORE = Path("/data/notes.json")


def load():
    return json.loads(STORE.read_text()) if STORE.exists() else []


parser = argparse.ArgumentParser(prog="note", description="Keep notes.")
commands = parser.add_subparsers(dest="command", required=True)
adding = commands.add_parser("add", help="write a note")
adding.add_argument("text")
adding.add_argument("--tag", default="misc")
commands.add_parser("list", help="show all notes")
args = parser.parse_args()

notes = load()
if args.command == "add":
    notes.append({"text": args.text, "tag": args.tag})
    STORE.write_text(json.dumps(notes, indent=2))
    print(f"{len(notes)} note{'s' if len(notes) != 1 else ''} kept")
else:
    for number, note in enumerate(notes, start=1):
        print(f"{number:>2}. [{note['tag']:<5}] {note['text']}")
