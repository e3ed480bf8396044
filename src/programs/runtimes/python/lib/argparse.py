"""argparse: usage and help as Lib/argparse.py lays them out."""
import os, shutil, sys, textwrap
import _dk_percent
class Namespace:
    def __init__(self, **values):
        for key, value in values.items():
            setattr(self, key, value)
    def __repr__(self):
        return 'Namespace(%s)' % ', '.join('%s=%r' % pair for pair in self.__dict__.items())
    def __eq__(self, other): return isinstance(other, Namespace) and self.__dict__ == other.__dict__
    def __contains__(self, key): return key in self.__dict__
class ArgumentTypeError(Exception): pass
class _Argument:
    pass
SUPPRESS = '==SUPPRESS=='
class HelpFormatter: pass
class RawDescriptionHelpFormatter(HelpFormatter): pass
class RawTextHelpFormatter(RawDescriptionHelpFormatter): pass
class ArgumentDefaultsHelpFormatter(HelpFormatter): pass
class MetavarTypeHelpFormatter(HelpFormatter): pass
def _is_option(text):
    """Whether a word looks like an option: a lone dash and negative numbers don't."""
    return text[:1] == '-' and text != '-' and not text[1:2].isdigit()
class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, add_help=True, formatter_class=None, **more):
        self.prog, self.description, self.epilog, self._args, self._subs, self._defaults = prog or os.path.basename(sys.argv[0]), description, epilog, [], None, {}
        self.usage, self._formatter, self._told, self._sub_title, self._sub_help, self._sub_about, self._sub_required = usage, formatter_class, None, None, None, None, False
        if add_help:
            self.add_argument('-h', '--help', action='help', help='show this help message and exit')
    def add_argument(self, *names, action='store', nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None, dest=None, version=None):
        a = _Argument()
        a.names, a.action, a.nargs, a.const, a.default, a.type, a.choices, a.required, a.help, a.metavar, a.version = names, action, nargs, const, default, type, choices, required, help, metavar, version
        a.optional = names[0].startswith('-')
        long = [n for n in names if n.startswith('--')]
        a.dest = dest or ((long[0] if long else names[0]).lstrip('-').replace('-', '_') if a.optional else names[0])
        if action == 'version' and help is None: a.help = "show program's version number and exit"
        if action == 'store_true' and default is None: a.default = False
        if action == 'store_false' and default is None: a.default = True
        self._args.append(a)
        return a
    def add_argument_group(self, *a, **k): return self
    def add_mutually_exclusive_group(self, **k): return self
    def set_defaults(self, **values): self._defaults.update(values)
    def add_subparsers(self, dest=None, required=False, title=None, description=None, help=None, metavar=None, **more):
        self._subs, self._sub_dest, self._sub_required = {}, dest, required
        self._sub_title, self._sub_help, self._sub_about = title or ('subcommands' if description else None), help, description
        return self
    def add_parser(self, name, help=None, **more):
        sub = ArgumentParser(prog=' '.join([self.prog] + [self._meta(a) for a in self._args if not a.optional] + [name]), **{key: value for key, value in more.items() if key in ('description', 'epilog', 'usage', 'formatter_class', 'add_help')})
        sub._told = help
        self._subs[name] = sub
        return sub
    def _meta(self, a):
        return a.metavar or ('{%s}' % ','.join(str(c) for c in a.choices) if a.choices else a.dest.upper() if a.optional else a.dest)
    def _takes(self, a):
        """What stands behind an option, or in a place: its value's name as often as it is taken."""
        meta = self._meta(a)
        if a.action not in ('store', 'append', 'extend'): return ''
        if isinstance(a.nargs, int): return ' '.join([meta] * a.nargs)
        return {'?': '[%s]' % meta, '*': '[%s ...]' % meta, '+': '%s [%s ...]' % (meta, meta)}.get(a.nargs, meta)
    def _shown(self, a): return (a.names[0] + ' ' + self._takes(a)).rstrip() if a.optional else self._takes(a)
    def _places(self): return ['{%s} ...' % ','.join(self._subs)] if self._subs is not None else []
    def format_usage(self):
        if self.usage is not None: return 'usage: %s\n' % self.usage.replace('%(prog)s', self.prog)
        seen = [a for a in self._args if a.help != SUPPRESS]
        options = [self._shown(a) if a.required else '[%s]' % self._shown(a) for a in seen if a.optional]
        places = [self._shown(a) for a in seen if not a.optional] + self._places()
        one = ' '.join(['usage:', self.prog] + options + places)
        width = shutil.get_terminal_size()[0] - 2
        if len(one) <= width: return one + '\n'
        start = ' ' * (len('usage: ' + self.prog) + 1)
        if len(start) > width * 0.75: start = ' ' * 7
        def rows(parts):
            out, line = [], ''
            for part in parts:
                if line and len(start) + len(line) + 1 + len(part) > width:
                    out.append(start + line)
                    line = ''
                line += (' ' if line else '') + part
            return out + ([start + line] if line else [])
        lines = rows(options + places) if not places or not options else rows(options) + rows(places)
        return 'usage: ' + self.prog + lines[0][len('usage: ' + self.prog):] + ''.join(['\n' + row for row in lines[1:]]) + '\n'
    def _rows(self, a):
        """What an argument's line begins with, and what is said of it."""
        if not a.optional: head = self._meta(a)
        elif sys.version_info >= (3, 13) and self._takes(a): head = ', '.join(a.names) + ' ' + self._takes(a)
        else: head = ', '.join([(n + ' ' + self._takes(a)).rstrip() for n in a.names])
        text = a.help or ''
        if text and self._formatter is ArgumentDefaultsHelpFormatter and '%(default)' not in text and a.action not in ('help', 'version') and (a.optional or a.nargs in ('?', '*')): text += ' (default: %(default)s)'
        return head, _dk_percent.percent(text, {'default': a.default, 'prog': self.prog, 'type': getattr(a.type, '__name__', None), 'choices': ', '.join([str(c) for c in a.choices or []]), 'dest': a.dest}) if '%' in text else text
    def format_help(self):
        width = shutil.get_terminal_size()[0] - 2
        out = self.format_usage()
        def told(text): return text.replace('%(prog)s', self.prog) if self._formatter in (RawDescriptionHelpFormatter, RawTextHelpFormatter) else textwrap.fill(' '.join(text.split()).replace('%(prog)s', self.prog), width)
        if self.description: out += '\n%s\n' % told(self.description)
        seen = [a for a in self._args if a.help != SUPPRESS]
        parts = [('positional arguments', [self._rows(a) + (0,) for a in seen if not a.optional]), ('options' if sys.version_info >= (3, 10) else 'optional arguments', [self._rows(a) + (0,) for a in seen if a.optional])]
        if self._subs is not None:
            rows = [('{%s}' % ','.join(self._subs), self._sub_help or '', 0)] + [(name, sub._told, 2) for name, sub in self._subs.items() if sub._told is not None]
            if self._sub_title: parts.append((self._sub_title, rows))
            else: parts[0][1].extend(rows)
        head = min(max([len(one[0]) + one[2] for _, rows in parts for one in rows] or [0]) + 4, 24)
        for title, rows in parts:
            if not rows: continue
            out += '\n%s:\n' % title
            if title == self._sub_title and self._sub_about: out += '  %s\n\n' % self._sub_about
            for name, text, more in rows:
                name = ' ' * (2 + more) + name
                lines = text.split('\n') if self._formatter is RawTextHelpFormatter else textwrap.wrap(' '.join(text.split()), max(width - head, 11)) if text else []
                if not lines: out += name + '\n'
                else: out += (name + ' ' * (head - len(name)) if len(name) <= head - 2 else name + '\n' + ' ' * head) + ('\n' + ' ' * head).join(lines) + '\n'
        if self.epilog: out += '\n%s\n' % told(self.epilog)
        return out
    def print_help(self, file=None): (file or sys.stdout).write(self.format_help())
    def print_usage(self, file=None): (file or sys.stdout).write(self.format_usage())
    def exit(self, status=0, message=None):
        if message: sys.stderr.write(message)
        sys.exit(status)
    def error(self, message):
        sys.stderr.write(self.format_usage() + '%s: error: %s\n' % (self.prog, message))
        sys.exit(2)
    def _value(self, a, text):
        if a.type:
            try:
                text = a.type(text)
            except ArgumentTypeError as error: self.error('argument %s: %s' % ('/'.join(a.names) if a.optional else self._meta(a), error))
            except (ValueError, TypeError):
                self.error('argument %s: invalid %s value: %r' % ('/'.join(a.names) if a.optional else self._meta(a), getattr(a.type, '__name__', 'value'), text))
        if a.choices and text not in a.choices:
            self.error('argument %s: invalid choice: %r (choose from %s)' % ('/'.join(a.names) if a.optional else a.metavar or a.dest, text, ', '.join(repr(c) for c in a.choices)))
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
                setattr(space, a.dest, self._value(a, a.default) if a.type and isinstance(a.default, str) else a.default)
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
                if a.nargs == '+' and not places: missing.append(self._meta(a) if a.metavar else a.dest)
                setattr(space, a.dest, [self._value(a, p) for p in places])
                places = []
            elif places: setattr(space, a.dest, self._value(a, places.pop(0)))
            elif a.nargs != '?': missing.append(self._meta(a) if a.metavar else a.dest)
        missing += ['/'.join(a.names) for a in self._args if a.optional and a.required and a.dest not in seen]
        if self._sub_required and self._subs is not None and getattr(space, self._sub_dest or '', None) is None: missing.append(self._sub_dest or '{%s}' % ','.join(self._subs))
        if missing: self.error('the following arguments are required: ' + ', '.join(missing))
        return space, rest + places
