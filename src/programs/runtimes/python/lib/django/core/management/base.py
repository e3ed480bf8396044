"""What a command is made of."""
import sys
class CommandError(Exception):
    def __init__(self, *args, returncode=1, **more):
        super().__init__(*args)
        self.returncode = returncode
class _Out:
    def __init__(self, file): self._file = file
    def write(self, text='', style=None, ending='\n'): self._file.write(str(text) + ('' if str(text).endswith('\n') else ending))
    def flush(self): self._file.flush()
    def isatty(self): return self._file.isatty()
class _Style:
    def __getattr__(self, name): return lambda text: text
class BaseCommand:
    help = ''
    def __init__(self, stdout=None, stderr=None, **more): self.stdout, self.stderr, self.style = _Out(stdout or sys.stdout), _Out(stderr or sys.stderr), _Style()
    def add_arguments(self, parser): pass
    def handle(self, *args, **options): raise NotImplementedError('subclasses of BaseCommand must provide a handle() method')
class AppCommand(BaseCommand): pass
class LabelCommand(BaseCommand): pass
def words(args, valued=()):
    """Options and the rest of a command line; `valued` options take the next word."""
    options, rest, args = {}, [], list(args)
    while args:
        one = args.pop(0)
        if one[:1] != '-': rest.append(one)
        elif '=' in one: options[one.partition('=')[0]] = one.partition('=')[2]
        elif one in valued: options[one] = args.pop(0) if args else ''
        else: options[one] = True
    return options, rest
