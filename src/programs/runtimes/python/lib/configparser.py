class Error(Exception): pass
class NoSectionError(Error): pass
class NoOptionError(Error): pass
class _Section(dict):
    def __init__(self, name, defaults): super().__init__(); self.name, self._defaults = name, defaults
    def get(self, key, fallback=None): return self[key] if key in self else fallback
    def __getitem__(self, key):
        key = key.lower()
        if super().__contains__(key): return super().__getitem__(key)
        return self._defaults[key]
    def __contains__(self, key): return super().__contains__(key.lower()) or key.lower() in self._defaults
    def __setitem__(self, key, value): super().__setitem__(key.lower(), value)
    def getint(self, key, fallback=None): return int(self[key]) if key in self else fallback
    def getfloat(self, key, fallback=None): return float(self[key]) if key in self else fallback
    def getboolean(self, key, fallback=None): return self[key].lower() in ('1', 'yes', 'true', 'on') if key in self else fallback
class ConfigParser:
    def __init__(self, **more): self._default = {}; self._sections = {}
    def read(self, names, encoding=None):
        done = []
        for name in [names] if not isinstance(names, (list, tuple)) else names:
            try: self.read_string(open(name).read())
            except OSError: continue
            done.append(str(name))
        return done
    def read_file(self, file): self.read_string(file.read())
    def read_string(self, text):
        now, key = None, None
        for line in text.split('\n'):
            bare = line.strip()
            if not bare or bare[0] in '#;': continue
            if bare[0] == '[':
                name = bare[1:bare.index(']')]
                now = self._default if name == 'DEFAULT' else self._sections.setdefault(name, _Section(name, self._default))
                continue
            if line[0] in ' \t' and key is not None:
                now[key] = now[key] + '\n' + bare
                continue
            cut = min([i for i in (bare.find('='), bare.find(':')) if i >= 0] or [len(bare)])
            key = bare[:cut].strip().lower()
            now[key] = bare[cut + 1:].strip()
    def sections(self): return list(self._sections)
    def has_section(self, name): return name in self._sections
    def has_option(self, section, key): return section in self._sections and key in self._sections[section]
    def add_section(self, name): self._sections[name] = _Section(name, self._default)
    def options(self, name): return list(self[name])
    def items(self, name=None): return [(k, self[k]) for k in self._sections] if name is None else list(self[name].items())
    def __getitem__(self, name):
        if name == 'DEFAULT': return self._default
        if name not in self._sections: raise KeyError(name)
        return self._sections[name]
    def __setitem__(self, name, values):
        made = self._sections[name] = _Section(name, self._default)
        for key, value in values.items(): made[key] = str(value)
    def __contains__(self, name): return name in self._sections
    def __iter__(self): return iter(['DEFAULT'] + list(self._sections))
    def get(self, section, key, fallback=None, **more):
        if section not in self._sections:
            if fallback is not None: return fallback
            raise NoSectionError('No section: %r' % section)
        if key not in self._sections[section]:
            if fallback is not None: return fallback
            raise NoOptionError('No option %r in section: %r' % (key, section))
        return self._sections[section][key]
    def set(self, section, key, value): self[section][key] = value
    def getint(self, section, key, fallback=None): return int(self.get(section, key, fallback))
    def getfloat(self, section, key, fallback=None): return float(self.get(section, key, fallback))
    def getboolean(self, section, key, fallback=None): return str(self.get(section, key, fallback)).lower() in ('1', 'yes', 'true', 'on')
    def write(self, file):
        for name, section in self._sections.items():
            file.write('[%s]\n' % name)
            for key, value in section.items(): file.write('%s = %s\n' % (key, value))
            file.write('\n')
RawConfigParser = SafeConfigParser = ConfigParser
