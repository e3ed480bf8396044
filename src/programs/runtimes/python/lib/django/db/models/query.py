"""Query sets: what is asked of a model's rows, asked when it is needed."""
from django.core.exceptions import FieldError
from django.db import connections
from django.db.models.compiler import Compiler
from django.db.models.expressions import Aggregate, Expression, F, Q
REPR_OUTPUT_SIZE = 20
class QuerySet:
    def __init__(self, model=None, using=None):
        self.model, self._using = model, using or 'default'
        self._where, self._order, self._low, self._high, self._unique = [], None, 0, None, False
        self._annotations, self._shape, self._names, self._rows, self._empty, self._turned, self._grouped = {}, None, (), None, False, False, None
    @property
    def db(self): return self._using
    def _clone(self):
        made = type(self)(self.model, self._using)
        for key in ('_order', '_low', '_high', '_unique', '_shape', '_names', '_empty', '_turned', '_grouped'): setattr(made, key, getattr(self, key))
        made._where, made._annotations = list(self._where), dict(self._annotations)
        return made
    _chain = all = _clone
    def _changed(self, **values):
        made = self._clone()
        for key, value in values.items(): setattr(made, key, value)
        return made
    def using(self, alias): return self._changed(_using=alias)
    def none(self): return self._changed(_empty=True)
    def select_related(self, *names): return self._clone()
    prefetch_related = only = defer = select_for_update = select_related
    def filter(self, *parts, **named): return self._filtered(parts, named, False)
    def exclude(self, *parts, **named): return self._filtered(parts, named, True)
    def _filtered(self, parts, named, negated):
        if (parts or named) and (self._low or self._high is not None): raise TypeError('Cannot filter a query once a slice has been taken.')
        made, node = self._clone(), Q(*parts, **named)
        if not node.parts: return made
        Compiler(connections[self._using], self.model, self._annotations).condition(node)
        if negated:
            probe = Compiler(connections[self._using], self.model, self._annotations)
            probe.condition(node)
            node = ~Q(pk__in=type(self)(self.model, self._using).filter(node)) if probe.is_many else ~node
        made._where.append(node)
        return made
    def order_by(self, *names): return self._changed(_order=list(names))
    def reverse(self): return self._changed(_turned=not self._turned)
    def distinct(self, *names): return self._changed(_unique=True)
    def annotate(self, *parts, **named):
        made = self._clone()
        for one in parts: named[one.alias()] = one
        if made._shape is not None and made._grouped is None: made._grouped = list(made._names) + [key for key in made._annotations]
        made._annotations.update({key: value if isinstance(value, Expression) else F(value) for key, value in named.items()})
        if made._shape is not None: made._names = tuple(made._names) + tuple(named)
        return made
    alias = annotate
    def values(self, *names, **named): return self.annotate(**named)._shaped('dict', names + tuple(named))
    def values_list(self, *names, flat=False, named=False):
        if flat and len(names) > 1: raise TypeError("'flat' is not valid when values_list is called with more than one field.")
        return self._shaped('flat' if flat else 'named' if named else 'tuple', names)
    def _shaped(self, shape, names):
        given = names or tuple([field.attname for field in self.model._meta.fields] + list(self._annotations))
        return self._changed(_shape=shape, _names=given)
    def _ordered(self):
        order = self._order if self._order is not None else [] if self._grouped is not None else list(self.model._meta.ordering)
        if not self._turned: return order
        return [('-' + one if one[:1] != '-' else one[1:]) if isinstance(one, str) else one.expression.asc() if one.way == 'DESC' else one.expression.desc() for one in order or ['pk']]
    def _select(self, columns=None, bare=False):
        """The statement and its values; `columns` instead of the model's own."""
        database = connections[self._using]
        compiler, quote = Compiler(database, self.model, self._annotations), database.quote
        meta = self.model._meta
        picked, params = [], []
        aggregates = any(one.is_aggregate for one in self._annotations.values())
        if columns is not None: picked = [compiler.column(name)[0] for name in columns]
        elif self._shape is not None:
            for name in self._names:
                text, some = compiler.column(name)
                picked.append('%s AS %s' % (text, quote(name)) if name in self._annotations else text)
                params += some
        else:
            picked = ['%s.%s' % (quote(meta.db_table), quote(field.column)) for field in meta.fields]
            for name in self._annotations:
                text, some = compiler.column(name)
                picked.append('%s AS %s' % (text, quote(name)))
                params += some
        before = [node for node in self._where if not self._is_grouped(node)]
        after = [node for node in self._where if self._is_grouped(node)]
        where, some = compiler.condition(Q(*before)) if before else (None, [])
        having, late = compiler.condition(Q(*after)) if after else (None, [])
        order, ordered = compiler.order(self._ordered()) if not bare else ('', [])
        group = ''
        if aggregates and columns is None:
            keys = [compiler.column(name)[0] for name in self._grouped] if self._grouped is not None else ['%s.%s' % (quote(meta.db_table), quote(field.column)) for field in meta.fields]
            group = ' GROUP BY ' + ', '.join(keys) if keys else ''
        sql = 'SELECT %s%s FROM %s%s%s%s%s%s' % ('DISTINCT ' if self._unique else '', ', '.join(picked), quote(meta.db_table), ''.join(' ' + one for one in compiler.joins), ' WHERE ' + where if where else '', group, ' HAVING ' + having if having else '', ' ORDER BY ' + order if order else '')
        if self._high is not None: sql += ' LIMIT %d' % (self._high - self._low)
        elif self._low and database.vendor != 'postgresql': sql += ' LIMIT ' + ('-1' if database.vendor == 'sqlite' else '18446744073709551615')
        if self._low: sql += ' OFFSET %d' % self._low
        return sql, params + some + late + ordered
    def _is_grouped(self, node):
        names = [name for name, one in self._annotations.items() if one.is_aggregate]
        return any(self._is_grouped(part) if isinstance(part, Q) else isinstance(part, tuple) and part[0].split('__')[0] in names for part in node.parts)
    def _subquery(self):
        if self._shape is not None: return self._select(bare=self._high is None)
        return self._select(['pk'], bare=self._high is None)
    @property
    def query(self):
        sql, params = self._select()
        return sql % tuple([one if isinstance(one, (int, float)) else str(one) for one in params]) if params else sql
    def _fetched(self):
        if self._rows is None: self._rows = [] if self._empty or self._high is not None and self._high <= self._low else self._made(connections[self._using].rows(*self._select()))
        return self._rows
    def _made(self, rows):
        if self._shape is None: return [self._object(row) for row in rows]
        readers = [self._reader(name) for name in self._names]
        rows = [tuple([read(value) for read, value in zip(readers, row)]) for row in rows]
        if self._shape == 'flat': return [row[0] for row in rows]
        if self._shape == 'dict': return [dict(zip(self._names, row)) for row in rows]
        if self._shape == 'named':
            from collections import namedtuple
            kind = namedtuple('Row', self._names)
            return [kind(*row) for row in rows]
        return rows
    def _reader(self, name):
        if name in self._annotations: return self._annotation(self._annotations[name])
        field = Compiler(connections[self._using], self.model).resolve(name.split('__'))[1]
        return field.from_db
    def _annotation(self, one):
        if isinstance(one, Aggregate) and type(one).__name__ in ('Max', 'Min', 'Sum') and one.name:
            try: return Compiler(connections[self._using], self.model).resolve(one.name.split('__'))[1].from_db
            except FieldError: pass
        if isinstance(one, F): return Compiler(connections[self._using], self.model).resolve(one.name.split('__'))[1].from_db
        return one.from_db
    def _object(self, row):
        fields = self.model._meta.fields
        made = self.model(*[field.from_db(value) for field, value in zip(fields, row)])
        made._added = True
        for (name, one), value in zip(self._annotations.items(), row[len(fields):]): setattr(made, name, self._annotation(one)(value))
        return made
    def __iter__(self): return iter(self._fetched())
    def iterator(self, chunk_size=None): return iter(self._fetched())
    def __len__(self): return len(self._fetched())
    def __bool__(self): return bool(self._fetched())
    def __contains__(self, thing): return any(one == thing for one in self._fetched())
    def __getitem__(self, at):
        if isinstance(at, slice):
            if (at.start or 0) < 0 or (at.stop or 0) < 0: raise ValueError('Negative indexing is not supported.')
            if self._rows is not None: return self._rows[at]
            low = self._low + (at.start or 0)
            high = self._high if at.stop is None else self._low + at.stop
            made = self._changed(_low=low, _high=high if self._high is None or high is None else min(high, self._high))
            return list(made)[::at.step] if at.step else made
        if at < 0: raise ValueError('Negative indexing is not supported.')
        if self._rows is not None: return self._rows[at]
        found = list(self[at:at + 1])
        if not found: raise IndexError('list index out of range')
        return found[0]
    def __and__(self, other):
        made = self._clone()
        made._where += other._where
        return made
    def __or__(self, other):
        made = self._clone()
        made._where = [Q(*self._where) | Q(*other._where)]
        return made
    def __repr__(self):
        import _dk_show
        rows = list(self[:REPR_OUTPUT_SIZE + 1]) if self._rows is None else self._rows[:REPR_OUTPUT_SIZE + 1]
        shown = [_dk_show.show(one) for one in rows[:REPR_OUTPUT_SIZE]] + (["'...(remaining elements truncated)...'"] if len(rows) > REPR_OUTPUT_SIZE else [])
        return '<QuerySet [%s]>' % ', '.join(shown)
    def get(self, *parts, **named):
        found = list(self.filter(*parts, **named)._changed(_order=[])[:21]) if parts or named else list(self[:21])
        if not found: raise self.model.DoesNotExist('%s matching query does not exist.' % self.model.__name__)
        if len(found) > 1: raise self.model.MultipleObjectsReturned('get() returned more than one %s -- it returned %s!' % (self.model.__name__, len(found) if len(found) < 21 else 'more than 20'))
        return found[0]
    def first(self):
        for one in (self if self._ordered() else self.order_by('pk'))[:1]: return one
        return None
    def last(self):
        for one in (self.reverse() if self._ordered() else self.order_by('-pk'))[:1]: return one
        return None
    def latest(self, *names): return self._edge([one[1:] if one[:1] == '-' else '-' + one for one in names or (self.model._meta.get_latest_by,)])
    def earliest(self, *names): return self._edge(list(names or (self.model._meta.get_latest_by,)))
    def _edge(self, names): return self.order_by(*names)[:1].get()
    def count(self):
        if self._rows is not None: return len(self._rows)
        if self._empty: return 0
        sql, params = self._select(['pk'] if self._shape is None and not self._annotations else None, bare=True)
        return int(connections[self._using].rows('SELECT COUNT(*) FROM (%s) subquery' % sql, params)[0][0])
    def exists(self): return len(self._changed(_order=[])[:1]) > 0
    def contains(self, thing): return self.filter(pk=thing.pk).exists()
    def aggregate(self, *parts, **named):
        for one in parts: named[one.alias()] = one
        database = connections[self._using]
        compiler, texts, params = Compiler(database, self.model, self._annotations), [], []
        for one in named.values():
            text, some = one.as_sql(compiler, database)
            texts.append(text)
            params += some
        where, some = compiler.condition(Q(*self._where)) if self._where else (None, [])
        row = database.rows('SELECT %s FROM %s%s%s' % (', '.join(texts), database.quote(self.model._meta.db_table), ''.join(' ' + one for one in compiler.joins), ' WHERE ' + where if where else ''), params + some)[0]
        return {key: self._annotation(one)(value) for (key, one), value in zip(named.items(), row)}
    def in_bulk(self, keys=None): return {one.pk: one for one in (self if keys is None else self.filter(pk__in=keys))}
    def create(self, **given):
        made = self.model(**given)
        made.save(force_insert=True)
        return made
    def bulk_create(self, things, batch_size=None, ignore_conflicts=False, **more):
        from django.db.models.writing import insert
        for thing in things:
            insert(thing, connections[self._using])
            thing._added = True
        return things
    def bulk_update(self, things, fields, batch_size=None):
        for thing in things: thing.save(update_fields=fields)
        return len(things)
    def get_or_create(self, defaults=None, **given):
        try: return self.get(**given), False
        except self.model.DoesNotExist: return self.create(**self._settled(given, defaults)), True
    def update_or_create(self, defaults=None, create_defaults=None, **given):
        try: found = self.get(**given)
        except self.model.DoesNotExist: return self.create(**self._settled(given, create_defaults or defaults)), True
        for key, value in (defaults or {}).items(): setattr(found, key, value() if callable(value) else value)
        found.save()
        return found, False
    def _settled(self, given, defaults):
        out = {key: value for key, value in given.items() if '__' not in key}
        out.update({key: value() if callable(value) else value for key, value in (defaults or {}).items()})
        return out
    def update(self, **given):
        database, meta = connections[self._using], self.model._meta
        assigned, params = [], []
        for name, value in given.items():
            field = meta.get_field(name)
            text, some = value.as_sql(self.model, database) if isinstance(value, Expression) else ('%s', [field.to_db(value, database.vendor)])
            assigned.append('%s = %s' % (database.quote(field.column), text))
            params += some
        keys = self.values_list('pk', flat=True)._changed(_order=[])
        if database.vendor == 'mysql': keys = list(keys)
        compiler = Compiler(database, self.model)
        where, some = compiler.condition(Q(pk__in=keys)) if self._where or self._high is not None else (None, [])
        if self._empty: return 0
        return max(database.run('UPDATE %s SET %s%s' % (database.quote(meta.db_table), ', '.join(assigned), ' WHERE ' + where if where else ''), params + some).rowcount, 0)
    def delete(self):
        from django.db.models.writing import delete
        if self._high is not None or self._low: raise TypeError("Cannot use 'limit' or 'offset' with delete().")
        return delete(list(self._changed(_shape=None, _rows=None)))
    def raw(self, *a, **k): raise NotImplementedError("dockyard: Django's raw queries are not simulated")
    extra = union = intersection = difference = dates = datetimes = explain = raw
    @classmethod
    def as_manager(cls):
        from django.db.models.manager import Manager
        return Manager.from_queryset(cls)()
