"""Messages for a visitor's next page, kept in the session."""
DEBUG, INFO, SUCCESS, WARNING, ERROR = 10, 20, 25, 30, 40
_TAGS = {10: 'debug', 20: 'info', 25: 'success', 30: 'warning', 40: 'error'}
class Message:
    def __init__(self, level, message, extra_tags=''): self.level, self.message, self.extra_tags, self.level_tag = level, message, extra_tags, _TAGS.get(level, '')
    tags = property(lambda self: ' '.join(one for one in (self.extra_tags, self.level_tag) if one))
    def __str__(self): return str(self.message)
def add_message(request, level, message, extra_tags='', fail_silently=False): request.session['_messages'] = request.session.get('_messages', []) + [[level, str(message), extra_tags]]
def get_messages(request): return [Message(*one) for one in request.session.pop('_messages', [])] if '_messages' in request.session else []
def _made(level): return lambda request, message, extra_tags='', fail_silently=False: add_message(request, level, message, extra_tags)
debug, info, success, warning, error = [_made(level) for level in (DEBUG, INFO, SUCCESS, WARNING, ERROR)]
