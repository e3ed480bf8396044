from django.conf import ImproperlyConfigured
class ObjectDoesNotExist(Exception): pass
class PermissionDenied(Exception): pass
class SuspiciousOperation(Exception): pass
class ValidationError(Exception):
    def __init__(self, message, code=None, params=None):
        self.message, self.code, self.messages = message, code, [message]
        super().__init__(message)
