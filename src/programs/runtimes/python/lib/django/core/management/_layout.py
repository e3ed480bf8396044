"""What startproject and startapp write, by the version of Django."""
import django
_MANAGE = """#!/usr/bin/env python
\"\"\"The project's command line.\"\"\"
import os
import sys


def main():
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'PROJECT.settings')
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)


if __name__ == '__main__':
    main()
"""
_MANAGE_1 = """#!/usr/bin/env python
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "PROJECT.settings")

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
"""
_APPS = ['django.contrib.' + app for app in ('admin', 'auth', 'contenttypes', 'sessions', 'messages', 'staticfiles')]
_MIDDLEWARE = ['django.middleware.security.SecurityMiddleware', 'django.contrib.sessions.middleware.SessionMiddleware', 'django.middleware.common.CommonMiddleware', 'django.middleware.csrf.CsrfViewMiddleware', 'django.contrib.auth.middleware.AuthenticationMiddleware', 'django.contrib.messages.middleware.MessageMiddleware', 'django.middleware.clickjacking.XFrameOptionsMiddleware']
_MIDDLEWARE_1 = _MIDDLEWARE[1:5] + ['django.contrib.auth.middleware.SessionAuthenticationMiddleware'] + _MIDDLEWARE[5:] + _MIDDLEWARE[:1]
_VALIDATORS = ['UserAttributeSimilarityValidator', 'MinimumLengthValidator', 'CommonPasswordValidator', 'NumericPasswordValidator']
_PROCESSORS = ['django.template.context_processors.request', 'django.contrib.auth.context_processors.auth', 'django.contrib.messages.context_processors.messages']
def _list(name, items, marks='[]'): return '%s = %s\n%s%s\n\n' % (name, marks[0], ''.join("    '%s',\n" % one for one in items), marks[1])
def _secret():
    import random
    return ''.join(random.choice('abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)') for _ in range(50))
def _settings():
    old = django.VERSION < (2, 0)
    paths = django.VERSION >= (3, 1)
    debug = () if django.VERSION >= (5, 1) else ('django.template.context_processors.debug',)
    base = 'from pathlib import Path\n\nBASE_DIR = Path(__file__).resolve().parent.parent\n\n' if paths else 'import os\n\nBASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))\n\n'
    text = base + "# Keep the key secret in production.\nSECRET_KEY = '%s%s'\n\n# No debugging in production.\nDEBUG = True\n\nALLOWED_HOSTS = []\n\n\n" % ('django-insecure-' if django.VERSION >= (3, 2) else '', _secret())
    text += _list('INSTALLED_APPS', _APPS, '()' if old else '[]') + (_list('MIDDLEWARE_CLASSES', _MIDDLEWARE_1, '()') if old else _list('MIDDLEWARE', _MIDDLEWARE))
    text += "ROOT_URLCONF = 'PROJECT.urls'\n\nTEMPLATES = [\n    {\n        'BACKEND': 'django.template.backends.django.DjangoTemplates',\n        'DIRS': [],\n        'APP_DIRS': True,\n        'OPTIONS': {\n            'context_processors': [\n%s            ],\n        },\n    },\n]\n\nWSGI_APPLICATION = 'PROJECT.wsgi.application'\n\n\n" % ''.join("                '%s',\n" % one for one in list(debug) + _PROCESSORS)
    text += "DATABASES = {\n    'default': {\n        'ENGINE': 'django.db.backends.sqlite3',\n        'NAME': %s,\n    }\n}\n\n\n" % ("BASE_DIR / 'db.sqlite3'" if paths else "os.path.join(BASE_DIR, 'db.sqlite3')")
    if not old: text += 'AUTH_PASSWORD_VALIDATORS = [\n%s]\n\n\n' % ''.join("    {\n        'NAME': 'django.contrib.auth.password_validation.%s',\n    },\n" % one for one in _VALIDATORS)
    text += "LANGUAGE_CODE = 'en-us'\n\nTIME_ZONE = 'UTC'\n\nUSE_I18N = True\n\n%sUSE_TZ = True\n\n\nSTATIC_URL = '%sstatic/'\n" % ('' if django.VERSION >= (4, 0) else 'USE_L10N = True\n\n', '' if django.VERSION >= (3, 1) else '/')
    if django.VERSION >= (3, 2): text += "\nDEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'\n"
    return text
def _urls():
    if django.VERSION < (2, 0): return "from django.conf.urls import include, url\nfrom django.contrib import admin\n\nurlpatterns = [\n    # Examples:\n    # url(r'^$', 'PROJECT.views.home', name='home'),\n    # url(r'^blog/', include('blog.urls')),\n\n    url(r'^admin/', include(admin.site.urls)),\n]\n"
    return "from django.contrib import admin\nfrom django.urls import path\n\nurlpatterns = [\n    path('admin/', admin.site.urls),\n]\n"
def _gateway(kind):
    mark = '"' if django.VERSION < (2, 0) else "'"
    return "import os\n\nfrom django.core.KIND import get_KIND_application\n\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'PROJECT.settings')\n\napplication = get_KIND_application()\n".replace("'", mark).replace('KIND', kind)
def project(name):
    """The files of a new project, by their names: manage.py beside the project's package, the others in it."""
    files = {'manage.py': _MANAGE_1 if django.VERSION < (2, 0) else _MANAGE, '__init__.py': '', 'settings.py': _settings(), 'urls.py': _urls(), 'wsgi.py': _gateway('wsgi')}
    if django.VERSION >= (3, 0): files['asgi.py'] = _gateway('asgi')
    return {path: text.replace('PROJECT', name) for path, text in files.items()}
APP = {
    '__init__.py': '', 'admin.py': 'from django.contrib import admin\n\n# Register your models here.\n', 'apps.py': "from django.apps import AppConfig\n\n\nclass CAMELConfig(AppConfig):\n    default_auto_field = 'django.db.models.BigAutoField'\n    name = 'APP'\n",
    'migrations/__init__.py': '', 'models.py': 'from django.db import models\n\n# Create your models here.\n', 'tests.py': 'from django.test import TestCase\n\n# Create your tests here.\n', 'views.py': 'from django.shortcuts import render\n\n# Create your views here.\n',
}
