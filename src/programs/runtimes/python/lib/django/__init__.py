import _dockyard
__version__ = _dockyard.setup['versions'].get('django', '5.2.7')
VERSION = tuple(int(part) for part in __version__.split('.')) + ('final', 0)
def get_version(): return __version__
def setup(set_prefix=True):
    from django.apps import apps
    apps.populate()
