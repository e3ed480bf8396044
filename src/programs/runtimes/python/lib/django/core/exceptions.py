class ObjectDoesNotExist(Exception): pass
class MultipleObjectsReturned(Exception): pass
class FieldDoesNotExist(Exception): pass
class FieldError(Exception): pass
class AppRegistryNotReady(Exception): pass
class SuspiciousOperation(Exception): pass
class PermissionDenied(Exception): pass
class ImproperlyConfigured(Exception): pass
NON_FIELD_ERRORS = '__all__'
class ValidationError(Exception):
    def __init__(self, message, code=None, params=None):
        super().__init__(message, code, params)
        self.code, self.params = code, params
        if isinstance(message, dict): self.error_dict = {key: value if isinstance(value, list) else [value] for key, value in message.items()}
        elif isinstance(message, list): self.messages = [text for one in message for text in (one.messages if isinstance(one, ValidationError) else [one])]
        else: self.messages = [message % params if params else message]
        if isinstance(message, dict): self.messages = [text for many in self.error_dict.values() for text in many]
    @property
    def message(self): return self.messages[0]
    @property
    def message_dict(self): return self.error_dict
    def __iter__(self): return iter(self.error_dict.items() if hasattr(self, 'error_dict') else self.messages)
    def __str__(self): return repr(self.error_dict if hasattr(self, 'error_dict') else self.messages)
    def __repr__(self): return 'ValidationError(%s)' % self
