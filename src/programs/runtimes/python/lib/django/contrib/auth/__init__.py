def authenticate(*a, **k): return None
def login(*a, **k): raise NotImplementedError("dockyard: Django's users are not simulated")
logout = get_user_model = login
