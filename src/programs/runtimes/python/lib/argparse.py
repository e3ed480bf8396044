import sys, os
class Namespace:
    def __init__(self, **values):
        for key, value in values.items():
            setattr(self, key, value)
    def __repr__(self):
        return 'Namespace(%s)' % ', '.join('%s=%r' % pair for pair in sorted(self.__dict__.items()))
class ArgumentTypeError(Exception): pass
class _Argument:
    pass
SUPPRESS = '==SUPPRESS=='
class HelpFormatter: pass
RawDescriptionHelpFormatter = ArgumentDefaultsHelpFormatter = RawTextHelpFormatter = HelpFormatter
def _is_option(text):
    """Whether a word looks like an option: a lone dash and negative numbers don't."""
    return text[:1] == '-' and text != '-' and not text[1:2].isdigit()
class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, add_help=True, formatter_class=None, **more):
        self.prog, self.description, self.epilog, self._args, self._subs, self._defaults = prog or os.path.basename(sys.argv[0]), description, epilog, [], None, {}
        if add_help:
            self.add_argument('-h', '--help', action='help', help='show this help message and exit')
    def add_argument(self, *names, action='store', nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None, dest=None, version=None):
        a = _Argument()
        a.names, a.action, a.nargs, a.const, a.default, a.type, a.choices, a.required, a.help, a.metavar, a.version = names, action, nargs, const, default, type, choices, required, help, metavar, version
        a.optional = names[0].startswith('-')
        long = [n for n in names if n.startswith('--')]
        a.dest = dest or ((long[0] if long else names[0]).lstrip('-').replace('-', '_') if a.optional else names[0])
        if action == 'store_true' and default is None: a.default = False
        if action == 'store_false' and default is None: a.default = True
        self._args.append(a)
        return a
    def add_argument_group(self, *a, **k): return self
    def add_mutually_exclusive_group(self, **k): return self
    def set_defaults(self, **values): self._defaults.update(values)
    def add_subparsers(self, dest=None, **more):
        self._subs, self._sub_dest = {}, dest
        return self
    def add_parser(self, name, **more):
        sub = ArgumentParser(prog=self.prog + ' ' + name, description=more.get('help'))
        self._subs[name] = sub
        return sub
    def _meta(self, a):
        return a.metavar or ('{%s}' % ','.join(str(c) for c in a.choices) if a.choices else a.dest.upper() if a.optional else a.dest)
    def format_usage(self):
        parts = []
        for a in self._args:
            if a.optional:
                text = a.names[0] + ('' if a.action not in ('store', 'append') else ' ' + self._meta(a))
                parts.append(text if a.required else '[%s]' % text)
        for a in self._args:
            if not a.optional:
                parts.append('[%s]' % self._meta(a) if a.nargs == '?' else '[%s ...]' % self._meta(a) if a.nargs == '*' else self._meta(a) + (' [%s ...]' % self._meta(a) if a.nargs == '+' else ''))
        if self._subs is not None:
            parts.append('{%s} ...' % ','.join(self._subs))
        return 'usage: %s %s\n' % (self.prog, ' '.join(parts))
    def format_help(self):
        out = self.format_usage()
        if self.description: out += '\n%s\n' % self.description
        for title, wanted in (('positional arguments', False), ('options', True)):
            rows = [a for a in self._args if a.optional == wanted]
            if rows:
                out += '\n%s:\n' % title
                for a in rows:
                    head = '  ' + (', '.join(n + ('' if a.action not in ('store', 'append') else ' ' + self._meta(a)) for n in a.names) if a.optional else self._meta(a))
                    text = (a.help or '').replace('%(default)s', str(a.default))
                    out += head + (('\n' + ' ' * 24 if len(head) > 22 else ' ' * (24 - len(head))) + text if text else '') + '\n'
        if self.epilog: out += '\n%s\n' % self.epilog
        return out
    def print_help(self, file=None): (file or sys.stdout).write(self.format_help())
    def print_usage(self, file=None): (file or sys.stdout).write(self.format_usage())
    def error(self, message):
        sys.stderr.write(self.format_usage() + '%s: error: %s\n' % (self.prog, message))
        sys.exit(2)
    def _value(self, a, text):
        if a.type:
            try:
                text = a.type(text)
            except (ValueError, TypeError):
                self.error('argument %s: invalid %s value: %r' % ('/'.join(a.names), getattr(a.type, '__name__', 'value'), text))
        if a.choices and text not in a.choices:
            self.error('argument %s: invalid choice: %r (choose from %s)' % ('/'.join(a.names), text, ', '.join(repr(c) for c in a.choices)))
        return text
    def parse_args(self, args=None):
        space, rest = self.parse_known_args(args)
        if rest:
            self.error('unrecognized arguments: ' + ' '.join(rest))
        return space
    def parse_known_args(self, args=None):
        args = list(sys.argv[1:] if args is None else args)
        space = Namespace(**self._defaults)
        for a in self._args:
            if a.action not in ('help', 'version'):
                setattr(space, a.dest, a.default)
        places, rest, seen = [], [], set()
        while args:
            arg = args.pop(0)
            if arg == '--':
                places.extend(args)
                break
            if _is_option(arg):
                name, sign, joined = arg.partition('=')
                found = [a for a in self._args if name in a.names]
                if not found and not arg.startswith('--') and [a for a in self._args if arg[:2] in a.names]:
                    found = [a for a in self._args if arg[:2] in a.names]
                    sign, joined = '=', arg[2:]
                if not found:
                    rest.append(arg)
                    continue
                a = found[0]
                seen.add(a.dest)
                if a.action == 'help':
                    self.print_help()
                    sys.exit(0)
                if a.action == 'version':
                    print((a.version or '').replace('%(prog)s', self.prog))
                    sys.exit(0)
                if a.action == 'store_true': setattr(space, a.dest, True)
                elif a.action == 'store_false': setattr(space, a.dest, False)
                elif a.action == 'store_const': setattr(space, a.dest, a.const)
                elif a.action == 'count': setattr(space, a.dest, (getattr(space, a.dest) or 0) + 1)
                else:
                    if a.nargs in ('*', '+') or isinstance(a.nargs, int):
                        values = [joined] if sign else []
                        while args and not _is_option(args[0]) and (not isinstance(a.nargs, int) or len(values) < a.nargs):
                            values.append(self._value(a, args.pop(0)))
                        setattr(space, a.dest, values)
                        continue
                    if not sign and (not args or _is_option(args[0])):
                        if a.nargs == '?':
                            setattr(space, a.dest, a.const)
                            continue
                        self.error('argument %s: expected one argument' % '/'.join(a.names))
                    value = self._value(a, joined if sign else args.pop(0))
                    setattr(space, a.dest, (getattr(space, a.dest) or []) + [value] if a.action == 'append' else value)
            elif self._subs is not None and len(places) >= len([a for a in self._args if not a.optional]):
                if arg not in self._subs:
                    self.error('argument %s: invalid choice: %r (choose from %s)' % (self._sub_dest or '{%s}' % ','.join(self._subs), arg, ', '.join(repr(c) for c in self._subs)))
                if self._sub_dest: setattr(space, self._sub_dest, arg)
                inner = self._subs[arg].parse_args(args)
                for key, value in inner.__dict__.items():
                    setattr(space, key, value)
                args = []
            else:
                places.append(arg)
        missing = []
        for a in [a for a in self._args if not a.optional]:
            if a.nargs in ('*', '+'):
                if a.nargs == '+' and not places: missing.append(a.dest)
                setattr(space, a.dest, [self._value(a, p) for p in places])
                places = []
            elif places: setattr(space, a.dest, self._value(a, places.pop(0)))
            elif a.nargs != '?': missing.append(a.dest)
        missing += ['/'.join(a.names) for a in self._args if a.optional and a.required and a.dest not in seen]
        if missing: self.error('the following arguments are required: ' + ', '.join(missing))
        return space, rest + places
