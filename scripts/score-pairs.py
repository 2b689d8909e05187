"""The pairs that scripts/score measures, as lines of JSON: news judged by people, sentences and their translations."""
import csv
import json
import pathlib
import sys

what, data = sys.argv[1], pathlib.Path(sys.argv[2])


def emit(identifier, first, second, relation):
    print(json.dumps({"id": identifier, "a": first, "b": second, "relation": relation}, ensure_ascii=False))


def news():
    for language in ("ru", "en"):
        with open(data / f"pairs/{language}_train_pool.tsv", newline="") as file:
            for number, row in enumerate(csv.DictReader(file, delimiter="\t"), 1):
                sides = [{"title": row[f"INPUT:{side}_title"], "text": row[f"INPUT:{side}_text"]} for side in ("first", "second")]
                emit(f"{language}{number}", *sides, {"OK": "same-matter", "BAD": "different"}[row["GOLDEN:quality"]])


def translations():
    languages = {}
    for folder in sorted((data / "language").iterdir()):
        sentences = languages[folder.name] = {}
        for file in folder.glob("*.tsv"):
            with open(file, newline="") as lines:
                for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                    sentences[row["index_id"]] = row["text"]
    own = ["kaz_Cyrl", "rus_Cyrl", "eng_Latn"]
    for first in own:
        for second in languages:
            if second == first or (second in own and own.index(second) < own.index(first)):
                continue
            for index, text in languages[first].items():
                if index in languages[second]:
                    other = languages[second][index]
                    emit(f"{first} {second} {index}", {"title": "", "text": text}, {"title": "", "text": other}, "different")


{"news": news, "translations": translations}[what]()
