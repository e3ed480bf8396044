def static(prefix, view=None, **more): return []
