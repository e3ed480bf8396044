def dedent(text):
    lines = text.split('\n')
    pads = [len(l) - len(l.lstrip()) for l in lines if l.strip()]
    n = min(pads) if pads else 0
    return '\n'.join(l[n:] if l.strip() else '' for l in lines)
def indent(text, prefix): return ''.join((prefix + l if l.strip() else l) for l in text.splitlines(True)) if hasattr(text, 'splitlines') else prefix + text
def wrap(text, width=70):
    out, line = [], ''
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            out.append(line)
            line = word
        else:
            line = line + ' ' + word if line else word
    return out + [line] if line else out
def fill(text, width=70): return '\n'.join(wrap(text, width))
