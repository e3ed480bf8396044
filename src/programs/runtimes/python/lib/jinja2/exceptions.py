"""What can be wrong with a template."""
class TemplateError(Exception):
    @property
    def message(self): return self.args[0] if self.args else None
class TemplateNotFound(TemplateError):
    def __init__(self, name, message=None):
        super().__init__(message or name)
        self.name, self.templates = name, [name]
class TemplatesNotFound(TemplateNotFound):
    def __init__(self, names=(), message=None):
        super().__init__(names[-1] if names else None, message or 'none of the templates given were found: %s' % ', '.join(names))
        self.templates = list(names)
class TemplateSyntaxError(TemplateError):
    def __init__(self, message, lineno, name=None, filename=None):
        super().__init__(message)
        self.lineno, self.name, self.filename, self.source = lineno, name, filename, None
class TemplateAssertionError(TemplateSyntaxError): pass
class TemplateRuntimeError(TemplateError): pass
class UndefinedError(TemplateRuntimeError): pass
class SecurityError(TemplateRuntimeError): pass
class FilterArgumentError(TemplateRuntimeError): pass
