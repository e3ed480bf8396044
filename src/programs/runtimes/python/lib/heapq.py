from uheapq import heapify, heappop, heappush
def heappushpop(heap, item):
    heappush(heap, item)
    return heappop(heap)
def heapreplace(heap, item):
    out = heappop(heap)
    heappush(heap, item)
    return out
def nlargest(n, items, key=None): return sorted(items, key=key, reverse=True)[:n]
def nsmallest(n, items, key=None): return sorted(items, key=key)[:n]
def merge(*parts, key=None, reverse=False): return iter(sorted([one for part in parts for one in part], key=key, reverse=reverse))
