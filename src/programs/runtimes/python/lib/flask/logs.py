"""The application's logger (flask/logging.py): to stderr in Flask's own words, where nobody has set another up."""
import logging
default_handler = logging.StreamHandler()
default_handler.setFormatter(logging.Formatter('[%(asctime)s] %(levelname)s in %(module)s: %(message)s'))
def create_logger(app):
    logger = logging.getLogger(app.name)
    if app.debug and not logger.level: logger.setLevel(logging.DEBUG)
    if not logger.hasHandlers(): logger.addHandler(default_handler)
    return logger
