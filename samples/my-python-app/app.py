import sys
from collections import Counter

text = " ".join(sys.argv[1:]) or "the quick brown fox jumps over the lazy dog"
counts = Counter(text.replace(" ", ""))
for letter, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]:
    print(f"{letter}: {'*' * count} ({count / sum(counts.values()):.1%})")
