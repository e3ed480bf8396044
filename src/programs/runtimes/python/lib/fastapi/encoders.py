from pydantic.dump import plain
def jsonable_encoder(value, **more):
    if hasattr(value, '__dict__') and not hasattr(value, 'model_dump') and not isinstance(value, (dict, list, str)) and not hasattr(value, '_value_') and not hasattr(value, 'isoformat') and type(value).__name__ not in ('UUID', 'Decimal'):
        return {key: plain(one) for key, one in value.__dict__.items() if key[:1] != '_'}
    if isinstance(value, (list, tuple)): return [jsonable_encoder(one) for one in value]
    return plain(value)
