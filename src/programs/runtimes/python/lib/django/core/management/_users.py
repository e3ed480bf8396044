"""createsuperuser, changepassword."""
import os, sys
from django.core.management.base import CommandError, words
def _field(kind, name): return str(kind._meta.get_field(name).verbose_name)
def _checked(password, user_words=()):
    """What the project's validators have against a password."""
    from django.conf import settings
    names = [one['NAME'].split('.')[-1] for one in settings.AUTH_PASSWORD_VALIDATORS]
    wrong = []
    if 'UserAttributeSimilarityValidator' in names:
        for word, name in user_words:
            if word and len(password) > 2 and (password.lower() in word.lower() or word.lower() in password.lower()): wrong.append('The password is too similar to the %s.' % name)
    if 'MinimumLengthValidator' in names and len(password) < 8: wrong.append('This password is too short. It must contain at least 8 characters.')
    if 'CommonPasswordValidator' in names and password.lower() in ('password', '123456', '12345678', 'admin', 'qwerty', 'letmein', 'secret', 'test', '1234', '12345', 'admin123', 'password1', 'password123', 'changeme', 'welcome'): wrong.append('This password is too common.')
    if 'NumericPasswordValidator' in names and password.isdigit(): wrong.append('This password is entirely numeric.')
    return wrong
def createsuperuser(args):
    from django.contrib.auth import get_user_model
    kind = get_user_model()
    name_field = kind.USERNAME_FIELD
    fields = [name_field] + [one for one in kind.REQUIRED_FIELDS if one != name_field]
    options, _ = words(args, tuple('--' + one for one in fields) + ('--database',))
    given = {one: options.get('--' + one) for one in fields}
    quiet = '--noinput' in options or '--no-input' in options
    password = None
    if quiet:
        for one in fields:
            given[one] = given[one] or os.environ.get('DJANGO_SUPERUSER_' + one.upper())
            if not given[one]: raise CommandError('You must use --%s with --noinput.' % one)
        password = os.environ.get('DJANGO_SUPERUSER_PASSWORD')
        if kind._default_manager.filter(**{name_field: given[name_field]}).exists(): raise CommandError('Error: That %s is already taken.' % _field(kind, name_field))
    else:
        if not sys.stdin.isatty():
            print('Superuser creation skipped due to not running in a TTY. You can run `manage.py createsuperuser` in your project to create one manually.')
            return
        try: password = _asked(kind, fields, given)
        except KeyboardInterrupt:
            sys.stderr.write('\nOperation cancelled.\n')
            return 1
    kind._default_manager.create_superuser(**dict(given, password=password))
    print('Superuser created successfully.')
def _asked(kind, fields, given):
    from getpass import getpass, getuser
    name_field = fields[0]
    while not given[name_field]:
        own = getuser()
        free = own if name_field == 'username' and not kind._default_manager.filter(username=own).exists() else ''
        answer = input('%s%s: ' % (_field(kind, name_field).capitalize(), " (leave blank to use '%s')" % free if free else '')) or free
        if not answer: sys.stderr.write('Error: This field cannot be blank.\n')
        elif kind._default_manager.filter(**{name_field: answer}).exists(): sys.stderr.write('Error: That %s is already taken.\n' % _field(kind, name_field))
        else: given[name_field] = answer
    for one in fields[1:]:
        while given[one] is None: given[one] = input('%s: ' % _field(kind, one).capitalize())
    while True:
        password = getpass('Password: ')
        if password != getpass('Password (again): '):
            sys.stderr.write("Error: Your passwords didn't match.\n")
            continue
        if not password.strip():
            sys.stderr.write("Error: Blank passwords aren't allowed.\n")
            continue
        wrong = _checked(password, [(given[one], _field(kind, one)) for one in fields])
        for one in wrong: sys.stderr.write(one + '\n')
        if not wrong or input('Bypass password validation and create user anyway? [y/N]: ').lower() == 'y': return password
def changepassword(args):
    from django.contrib.auth import get_user_model
    from getpass import getpass, getuser
    _, rest = words(args)
    name, kind = rest[0] if rest else getuser(), get_user_model()
    user = kind._default_manager.filter(**{kind.USERNAME_FIELD: name}).first()
    if user is None: raise CommandError("user '%s' does not exist" % name)
    print("Changing password for user '%s'" % user)
    for left in range(3):
        password, again = getpass('Password: '), getpass('Password (again): ')
        if password != again:
            print('Passwords do not match. Please try again.')
            continue
        wrong = _checked(password)
        if not wrong:
            user.set_password(password)
            user.save()
            print("Password changed successfully for user '%s'" % user)
            return
        sys.stderr.write('\n'.join(wrong) + '\n')
    raise CommandError("Aborting password change for user '%s' after 3 attempts" % name)
