"""Passwords as they are stored: pbkdf2_sha256$iterations$salt$hash."""
import base64, hashlib, django
_ITERATIONS = {(5, 2): 1000000, (5, 1): 870000, (5, 0): 720000, (4, 2): 600000, (4, 1): 390000, (4, 0): 320000, (3, 2): 260000}
_LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
UNUSABLE_PASSWORD_PREFIX = '!'
def get_random_string(length, letters=_LETTERS):
    import secrets
    return ''.join(secrets.choice(letters) for _ in range(length))
def _encoded(password, salt, iterations):
    made = hashlib.pbkdf2_hmac('sha256', str(password).encode(), salt.encode(), iterations)
    return 'pbkdf2_sha256$%d$%s$%s' % (iterations, salt, base64.b64encode(made).decode().strip())
def make_password(password, salt=None, hasher='default'):
    if password is None: return UNUSABLE_PASSWORD_PREFIX + get_random_string(40)
    return _encoded(password, salt or get_random_string(22), _ITERATIONS.get(django.VERSION[:2], 1000000))
def check_password(password, encoded, setter=None, preferred='default'):
    parts = (encoded or '').split('$')
    return len(parts) == 4 and password is not None and _encoded(password, parts[2], int(parts[1])) == encoded
def is_password_usable(encoded): return encoded is None or not encoded.startswith(UNUSABLE_PASSWORD_PREFIX)
