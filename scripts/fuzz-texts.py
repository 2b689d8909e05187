"""usage: fuzz-texts.py DATA LETTERS.jsonl FOLDER

Writes texts for the harness of triage into a folder, a file each: the project's letters and, where they are beside it, the
labelled texts and pairs, and twenty sentences of each of the languages.
"""
import json
import pathlib
import sys

data, letters, folder = map(pathlib.Path, sys.argv[1:])
count = 0


def write(*sides):
    global count
    count += 1
    (folder / f"text-{count}").write_text("\n===\n".join(f"{title}\n{text}" for title, text in sides), encoding="utf-8")


for file in [letters, data / "labelled" / "texts.jsonl", data / "labelled" / "pairs.jsonl"]:
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
        one = json.loads(line)
        write(*[(side["title"], side["text"]) for side in ([one["a"], one["b"]] if "a" in one else [one])])
for part in sorted((data / "language").glob("*/train.tsv")):
    for line in part.read_text(encoding="utf-8").splitlines()[1:21]:
        write(("", line.split("\t")[-1]))
