"""gunicorn's command: one process serves, its words are those of a master with workers."""
import _dockyard
__version__ = _dockyard.setup['versions'].get('gunicorn', '23.0.0')
def _main(args):
    from gunicorn.settings import read
    from gunicorn.arbiter import Arbiter
    given = read(args)
    return given if isinstance(given, int) else Arbiter(given).run()
