import sys
def import_module(name, package=None):
    if name.startswith('.'): name = (package or '') + name
    __import__(name)
    return sys.modules[name]
def reload(module): return module
