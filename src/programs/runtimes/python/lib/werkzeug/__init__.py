"""What applications import of Werkzeug themselves."""
import _dockyard
__version__ = _dockyard.setup['versions'].get('werkzeug', '3.1.3')
