import csv, io
rows = list(csv.reader(io.StringIO('a,b\n1,"x, y"\n'))); print(rows); print(list(csv.DictReader(io.StringIO('n,v\na,1\nb,2\n'))))
o = io.StringIO(); w = csv.writer(o); w.writerow(['a', 'b c', 'd,e']); print(repr(o.getvalue()))
