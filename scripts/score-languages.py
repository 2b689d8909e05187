"""usage: score-languages.py BINARY FOLDER

How many sentences of each language are told: kk, ru and en as themselves, their neighbours as und; and kk, ru and en
by their first three words.
"""
import collections
import json
import pathlib
import subprocess
import sys

binary, folder = sys.argv[1], pathlib.Path(sys.argv[2])
ours = {"kaz_Cyrl": "kk", "rus_Cyrl": "ru", "eng_Latn": "en"}


def told(sentences):
    """The languages found, in order."""
    lines = "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in sentences)
    out = subprocess.run([binary, "triage", "-", "--format", "jsonl"], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line)["language"] for line in out.stdout.splitlines()]


def row(name, expected, sentences, goal):
    found = collections.Counter(told(sentences))
    right = found[expected] / len(sentences)
    others = ", ".join(f"{language} {count}" for language, count in found.most_common() if language != expected)
    print(f"{name:24} {expected:4} {right:.3f}{'' if right >= goal else ' below ' + str(goal)}{'  (' + others + ')' if others else ''}")
    return found[expected], len(sentences)


right = count = 0
print("== sentences (goal 0.980)")
for part in sorted(folder.iterdir()):
    if not part.is_dir():
        continue
    texts = [
        line.split("\t")[-1]
        for file in sorted(part.glob("*.tsv"))
        for line in file.read_text().splitlines()[1:]
    ]
    one, all_of_it = row(part.name, ours.get(part.name, "und"), texts, 0.98)
    right, count = right + one, count + all_of_it
    ours.setdefault(part.name, None)
    if ours[part.name]:
        row(part.name + ", three words", ours[part.name], [" ".join(text.split()[:3]) for text in texts], 0.95)
print(f"all sentences            {right / count:.3f}")
