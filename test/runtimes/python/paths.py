from pathlib import Path
p = Path('/tmp/pp'); p.mkdir(parents=True, exist_ok=True); f = p / 'sub.txt'; f.write_text('hey\nyou'); print(f, f.name, f.stem, f.suffix, f.parent, f.exists(), f.read_text().splitlines(), f.is_file(), p.is_dir(), [x.name for x in sorted(p.iterdir())], repr(f), f.parts, f.with_suffix('.md'), Path('a') / 'b', str(Path('/a/b/../c')), Path('x/y').is_absolute(), [str(x) for x in p.glob('*.txt')], f.relative_to('/tmp'))
with f.open() as h: print(h.readline())
f.unlink(); print(f.exists())
