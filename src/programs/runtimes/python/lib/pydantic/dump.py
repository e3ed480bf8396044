def plain(value, for_json=True):
    """A value without models in it; for JSON also without dates, members and sets."""
    if hasattr(value, 'model_dump'): return value.model_dump(mode='json' if for_json else 'python')
    if isinstance(value, dict): return {plain(key, for_json): plain(one, for_json) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        made = [plain(one, for_json) for one in value]
        return made if for_json or isinstance(value, list) else type(value)(made)
    if not for_json or value is None or isinstance(value, (bool, int, float)): return value
    if hasattr(value, '_value_'): return value.value
    if hasattr(value, 'isoformat'): return value.isoformat().replace('+00:00', 'Z')
    if isinstance(value, bytes): return value.decode()
    return str(value) if not isinstance(value, str) else value
