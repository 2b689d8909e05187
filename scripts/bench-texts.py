"""usage: bench-texts.py TEXTS.jsonl

Letters of about 700 characters, the median of real ones: each is one of the texts, lengthened by those behind it in its
language.
"""
import json
import sys

texts = [json.loads(line) for line in open(sys.argv[1])]
for number, first in enumerate(texts):
    whole = first["text"]
    for other in texts[number + 1 :] + texts[:number]:
        if len(whole) >= 650:
            break
        if other["language"] == first["language"]:
            whole += " " + other["text"]
    print(json.dumps({"title": first["title"], "text": whole[:800]}, ensure_ascii=False))
