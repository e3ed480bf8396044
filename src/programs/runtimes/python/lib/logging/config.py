"""logging.config.dictConfig (Lib/logging/config.py)."""
import importlib, logging, sys
def _resolved(name):
    module, _, attribute = name.rpartition('.')
    return getattr(importlib.import_module(module), attribute)
def _value(value):
    if isinstance(value, str) and value.startswith('ext://'): return {'ext://sys.stdout': sys.stdout, 'ext://sys.stderr': sys.stderr}.get(value) or _resolved(value[6:])
    return value
def dictConfig(config):
    if config.get('version') != 1: raise ValueError('Unsupported version: %s' % config['version'] if 'version' in config else "dictionary doesn't specify a version")
    formatters = {name: _formatter(one) for name, one in config.get('formatters', {}).items()}
    handlers = {name: _handler(name, one, formatters) for name, one in config.get('handlers', {}).items()}
    if config.get('disable_existing_loggers', True):
        for name, logger in logging._loggers.items():
            if not any(name == one or name.startswith(one + '.') for one in config.get('loggers', {})): logger.disabled = True
    for name, one in config.get('loggers', {}).items(): _logger(logging.getLogger(name), one, handlers, name)
    if 'root' in config: _logger(logging.root, config['root'], handlers, 'root')
def _formatter(one):
    if '()' in one: return (one['()'] if callable(one['()']) else _resolved(one['()']))(**{key: value for key, value in one.items() if key != '()'})
    return logging.Formatter(one.get('format'), one.get('datefmt'), one.get('style', '%'))
def _handler(name, one, formatters):
    made = (_resolved(one['class']) if isinstance(one['class'], str) else one['class'])(**{key: _value(value) for key, value in one.items() if key not in ('class', 'level', 'formatter', 'filters')})
    made.name = name
    if 'level' in one: made.setLevel(one['level'])
    if 'formatter' in one:
        if one['formatter'] not in formatters: raise ValueError('Unable to configure handler %r' % name)
        made.setFormatter(formatters[one['formatter']])
    return made
def _logger(logger, one, handlers, name):
    if 'level' in one: logger.setLevel(one['level'])
    if 'propagate' in one: logger.propagate = one['propagate']
    logger.disabled, logger.handlers = False, []
    for wanted in one.get('handlers', []):
        if wanted not in handlers: raise ValueError('Unable to add handler %r' % wanted)
        logger.addHandler(handlers[wanted])
def fileConfig(*args, **more): raise NotImplementedError('dockyard: logging.config.fileConfig is not simulated')
