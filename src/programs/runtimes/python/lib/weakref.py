ref = proxy = lambda thing, call=None: (lambda: thing)
WeakValueDictionary = WeakKeyDictionary = dict
WeakSet = set
