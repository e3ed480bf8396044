import os
from django.core.exceptions import ImproperlyConfigured
class _Settings:
    """The project's settings, read when they are first asked for."""
    _DEFAULTS = {'DEBUG': False, 'ALLOWED_HOSTS': [], 'INSTALLED_APPS': [], 'MIDDLEWARE': [], 'TEMPLATES': [], 'STATIC_URL': None, 'MEDIA_URL': '', 'APPEND_SLASH': True, 'DATABASES': {}, 'TIME_ZONE': 'America/Chicago', 'LANGUAGE_CODE': 'en-us', 'LOGIN_URL': '/accounts/login/', 'LOGIN_REDIRECT_URL': '/accounts/profile/', 'LOGOUT_REDIRECT_URL': None, 'AUTH_USER_MODEL': 'auth.User', 'AUTH_PASSWORD_VALIDATORS': [], 'USE_TZ': True, 'DEFAULT_AUTO_FIELD': 'django.db.models.AutoField', 'SESSION_COOKIE_NAME': 'sessionid', 'SESSION_COOKIE_AGE': 1209600, 'SECRET_KEY': '', 'STATIC_ROOT': None, 'MEDIA_ROOT': '', 'CACHES': {}, 'LOGGING': {}, 'CSRF_TRUSTED_ORIGINS': [], 'STATICFILES_DIRS': [], 'ROOT_URLCONF': None}
    _module = None
    def configure(self, **values):
        self._module = type('Configured', (), values)
    def _load(self):
        if self._module is None:
            name = os.environ.get('DJANGO_SETTINGS_MODULE')
            if not name: raise ImproperlyConfigured('Requested setting, but settings are not configured. You must either define the environment variable DJANGO_SETTINGS_MODULE or call settings.configure() before accessing settings.')
            import importlib
            self._module = importlib.import_module(name)
        return self._module
    @property
    def configured(self): return self._module is not None
    def __getattr__(self, name):
        if name.startswith('_'): raise AttributeError(name)
        module = self._load()
        if hasattr(module, name): return getattr(module, name)
        if name == 'MIDDLEWARE' and hasattr(module, 'MIDDLEWARE_CLASSES'): return module.MIDDLEWARE_CLASSES
        if name in self._DEFAULTS: return self._DEFAULTS[name]
        raise AttributeError("'Settings' object has no attribute '%s'" % name)
settings = _Settings()
