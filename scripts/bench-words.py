"""usage: bench-words.py LETTERS.jsonl DATA

Texts whose words made-up letters are made of, as JSON lines: the project's own letters and, where the data beside the
project are there, the labelled texts and every third sentence of general Kazakh and Russian.
"""
import json
import pathlib
import sys

letters, data = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])


def show(title, text):
    print(json.dumps({"title": title, "text": text}, ensure_ascii=False))


labelled = data / "labelled" / "texts.jsonl"
for file in [letters] + ([labelled] if labelled.exists() else []):
    for line in file.read_text(encoding="utf-8").splitlines():
        text = json.loads(line)
        show(text["title"], text["text"])
for language in ["kaz_Cyrl", "rus_Cyrl"]:
    for file in sorted((data / "language" / language).glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines()[1::3]:
            show("", line.split("\t")[-1])
