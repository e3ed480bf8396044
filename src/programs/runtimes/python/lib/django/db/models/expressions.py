"""What conditions and values are made of: Q, F, Value, functions and aggregates."""
class Q:
    AND, OR, XOR = 'AND', 'OR', 'XOR'
    def __init__(self, *parts, **named):
        self.parts, self.joiner, self.negated = list(parts) + sorted(named.items()), 'AND', False
    def _joined(self, other, joiner):
        made = Q(self, other)
        made.joiner = joiner
        return made
    def __and__(self, other): return self._joined(other, 'AND')
    def __or__(self, other): return self._joined(other, 'OR')
    def __invert__(self):
        made = Q(self)
        made.negated = True
        return made
    def __bool__(self): return bool(self.parts)
class Expression:
    is_aggregate = False
    def _with(self, sign, other, turned=False):
        other = other if isinstance(other, Expression) else Value(other)
        return Combined(other, sign, self) if turned else Combined(self, sign, other)
    def __add__(self, other): return self._with('+', other)
    def __radd__(self, other): return self._with('+', other, True)
    def __sub__(self, other): return self._with('-', other)
    def __rsub__(self, other): return self._with('-', other, True)
    def __mul__(self, other): return self._with('*', other)
    def __rmul__(self, other): return self._with('*', other, True)
    def __truediv__(self, other): return self._with('/', other)
    def __mod__(self, other): return self._with('%%', other)
    def asc(self, **more): return Ordered(self, 'ASC')
    def desc(self, **more): return Ordered(self, 'DESC')
    def from_db(self, value): return value
class Value(Expression):
    def __init__(self, value, output_field=None): self.value = value
    def as_sql(self, compiler, database): return '%s', [self.value]
class F(Expression):
    def __init__(self, name): self.name = name
    def as_sql(self, compiler, database):
        if isinstance(compiler, type): return database.quote(compiler._meta.get_field(self.name).column), []
        return compiler.column(self.name)
    def __repr__(self): return 'F(%s)' % self.name
class Combined(Expression):
    def __init__(self, left, sign, right): self.left, self.sign, self.right = left, sign, right
    @property
    def is_aggregate(self): return self.left.is_aggregate or self.right.is_aggregate
    def as_sql(self, compiler, database):
        a, more = self.left.as_sql(compiler, database)
        b, rest = self.right.as_sql(compiler, database)
        return '(%s %s %s)' % (a, self.sign, b), more + rest
class Ordered:
    def __init__(self, expression, way): self.expression, self.way = expression, way
class Func(Expression):
    function = ''
    def __init__(self, *parts, **more):
        self.parts, self.more = [F(one) if isinstance(one, str) else one if isinstance(one, Expression) else Value(one) for one in parts], more
    def as_sql(self, compiler, database):
        texts, params = [], []
        for one in self.parts:
            text, some = one.as_sql(compiler, database)
            texts.append(text)
            params += some
        return '%s(%s)' % (self.function, ', '.join(texts)), params
class Lower(Func): function = 'LOWER'
class Upper(Func): function = 'UPPER'
class Length(Func): function = 'LENGTH'
class Coalesce(Func): function = 'COALESCE'
class Concat(Func):
    def as_sql(self, compiler, database):
        text, params = Func.as_sql(self, compiler, database)
        return ('(%s)' % text[1:-1].replace(', ', ' || ') if database.vendor == 'sqlite' else 'CONCAT' + text), params
class Now(Func): function = 'CURRENT_TIMESTAMP'
class Aggregate(Func):
    is_aggregate = True
    def __init__(self, what='*', distinct=False, filter=None, **more):
        self.name = what if isinstance(what, str) else None
        self.distinct, self.filter = distinct, filter
        self.what = what if isinstance(what, Expression) else F(what)
    def alias(self): return '%s__%s' % (self.name.replace('*', 'count') if self.name else 'value', type(self).__name__.lower())
    def as_sql(self, compiler, database):
        text, params = ('*', []) if self.name == '*' else self.what.as_sql(compiler, database)
        if self.filter is not None:
            condition, some = compiler.condition(self.filter)
            text, params = 'CASE WHEN %s THEN %s ELSE NULL END' % (condition, '1' if text == '*' else text), some + params
        return '%s(%s%s)' % (self.function, 'DISTINCT ' if self.distinct else '', text), params
class Count(Aggregate):
    function = 'COUNT'
    def from_db(self, value): return int(value)
class Sum(Aggregate): function = 'SUM'
class Max(Aggregate): function = 'MAX'
class Min(Aggregate): function = 'MIN'
class Avg(Aggregate):
    function = 'AVG'
    def from_db(self, value): return None if value is None else float(value)
