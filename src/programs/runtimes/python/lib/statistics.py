import math
class StatisticsError(ValueError): pass
def _list(data, least, what):
    data = list(data)
    if len(data) < least: raise StatisticsError(what)
    return data
def mean(data):
    data = _list(data, 1, 'mean requires at least one data point')
    total = math.fsum(data)
    value = total / len(data)
    return int(value) if all(isinstance(x, int) for x in data) and value == int(value) else value
def fmean(data, weights=None):
    data = _list(data, 1, 'fmean requires at least one data point')
    return sum(data) / len(data)
def median(data):
    data = sorted(_list(data, 1, 'no median for empty data'))
    n = len(data)
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2
def median_low(data):
    data = sorted(data)
    return data[(len(data) - 1) // 2]
def median_high(data):
    data = sorted(data)
    return data[len(data) // 2]
def multimode(data):
    counts = {}
    for one in data: counts[one] = counts.get(one, 0) + 1
    most = max(counts.values()) if counts else 0
    return [one for one, n in counts.items() if n == most]
def mode(data): return multimode(_list(data, 1, 'no mode for empty data'))[0]
def _squares(data):
    middle = sum(data) / len(data)
    return sum((x - middle) ** 2 for x in data)
def variance(data, xbar=None):
    data = _list(data, 2, 'variance requires at least two data points')
    return _squares(data) / (len(data) - 1)
def pvariance(data, mu=None): return _squares(_list(data, 1, 'pvariance requires at least one data point')) / len(list(data))
def stdev(data, xbar=None):
    data = _list(data, 2, 'stdev requires at least two data points')
    return math.sqrt(variance(data))
def pstdev(data, mu=None): return math.sqrt(pvariance(data))
def quantiles(data, n=4):
    data = sorted(data)
    m, out = len(data) + 1, []
    for i in range(1, n):
        j = min(max(i * m // n, 1), len(data) - 1)
        delta = i * m - j * n
        out.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    return out
