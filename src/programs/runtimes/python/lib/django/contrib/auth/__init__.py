"""Who asks: users looked up, logged in and out."""
SESSION_KEY, HASH_SESSION_KEY, REDIRECT_FIELD_NAME = '_auth_user_id', '_auth_user_hash', 'next'
def get_user_model():
    from django.apps import apps
    from django.conf import settings
    return apps.get_model(settings.AUTH_USER_MODEL)
def authenticate(request=None, username=None, password=None, **given):
    kind = get_user_model()
    if username is None: username = given.get(kind.USERNAME_FIELD)
    if username is None or password is None: return None
    user = kind._default_manager.filter(**{kind.USERNAME_FIELD: username}).first()
    return user if user is not None and user.check_password(password) and user.is_active else None
def login(request, user, backend=None):
    from django.utils import timezone
    request.session.cycle_key()
    request.session[SESSION_KEY] = str(user.pk)
    user.last_login = timezone.now()
    user.save(update_fields=['last_login'])
    request.user = user
def logout(request):
    from django.contrib.auth.models import AnonymousUser
    request.session.flush()
    request.user = AnonymousUser()
def get_user(request):
    from django.contrib.auth.models import AnonymousUser
    key = request.session.get(SESSION_KEY)
    return key is not None and get_user_model()._default_manager.filter(pk=key).first() or AnonymousUser()
def update_session_auth_hash(request, user): pass
