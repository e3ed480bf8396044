import os
def dotenv_values(path='.env'):
    out = {}
    if os.path.exists(str(path)):
        for line in open(str(path)):
            line = line.strip()
            if line.startswith('export '): line = line[7:]
            if not line or line[0] == '#' or '=' not in line: continue
            key, _, value = line.partition('=')
            value = value.strip()
            if value[:1] in '"\'' and value[:1]: value = value[1:value.rfind(value[0])]
            else: value = value.split(' #')[0].strip()
            out[key.strip()] = value
    return out
def find_dotenv(*a, **k): return '.env' if os.path.exists('.env') else ''
def load_dotenv(path=None, override=False, **more):
    values = dotenv_values(path or '.env')
    for key, value in values.items():
        if override or key not in os.environ: os.environ[key] = value
    return bool(values)
