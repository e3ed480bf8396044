import math, string, hashlib, base64, copy, heapq, bisect, statistics
print(math.pi, math.sqrt(16), math.floor(-1.5), math.ceil(1.2), math.factorial(5), math.gcd(12, 18), math.log(8, 2), math.log10(1000), math.sin(0), math.inf, math.isclose(0.1+0.2, 0.3), math.hypot(3, 4), math.prod([1,2,3]), math.comb(5, 2), math.e, math.trunc(2.7), math.isnan(math.nan))
print(string.ascii_lowercase, string.digits, string.punctuation, string.ascii_letters)
print(hashlib.sha256(b'abc').hexdigest(), hashlib.md5('x'.encode()).hexdigest(), hashlib.sha1(b'').hexdigest(), base64.b64encode(b'hello').decode(), base64.b64decode('aGk='), base64.urlsafe_b64encode(b'\xff\xfe'))
x = [1, [2]]; y = copy.deepcopy(x); y[1].append(3); print(x, y, copy.copy(x)); h = [3,1,2]; heapq.heapify(h); heapq.heappush(h, 0); print(heapq.heappop(h), heapq.nlargest(2, h), bisect.bisect([1,2,3], 2)); print(statistics.mean([1,2,3,4]), statistics.median([1,3,2]), statistics.stdev([1,2,3,4]), statistics.mode([1,1,2]))
