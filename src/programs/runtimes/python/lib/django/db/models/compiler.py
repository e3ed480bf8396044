"""Queries written in a database's dialect."""
from django.core.exceptions import FieldError
from django.db.models.expressions import Expression, Q
_SIGNS = {'gt': '>', 'gte': '>=', 'lt': '<', 'lte': '<='}
_LIKE = {'contains': '%%%s%%', 'startswith': '%s%%', 'endswith': '%%%s'}
_PARTS = {'year': '%Y', 'month': '%m', 'day': '%d', 'hour': '%H', 'minute': '%M', 'second': '%S'}
LOOKUPS = ('exact', 'iexact', 'in', 'isnull', 'range', 'regex', 'iregex', 'date') + tuple(_SIGNS) + tuple(_LIKE) + tuple('i' + one for one in _LIKE) + tuple(_PARTS)
class Compiler:
    def __init__(self, database, model, annotations=()):
        self.database, self.model, self.meta, self.annotations = database, model, model._meta, dict(annotations)
        self.joins, self._aliases, self.is_many, self._loose = [], {}, False, False
    def _name(self, alias, column): return '%s.%s' % (self.database.quote(alias), self.database.quote(column))
    def _join(self, path, alias, column, table, other, is_loose):
        """The alias of a table that is joined by a path, once."""
        if path not in self._aliases:
            used = [self.meta.db_table] + list(self._aliases.values())
            name = table if table not in used else 'T%d' % (len(used) + 1)
            self._aliases[path] = name
            quote = self.database.quote
            self.joins.append('%s JOIN %s%s ON (%s = %s)' % ('LEFT OUTER' if is_loose or self._loose else 'INNER', quote(table), '' if name == table else ' ' + quote(name), self._name(alias, column), self._name(name, other)))
        return self._aliases[path]
    def resolve(self, parts):
        """Follows names from the model: the column that they come to, its field, and the lookups left over."""
        meta, alias, path, loose = self.meta, self.meta.db_table, (), False
        parts = list(parts)
        while True:
            name = parts.pop(0)
            field = meta.field(name)
            if field is None:
                field = next((one for one in meta.backwards if one.query_name() == name), None)
                if field is None: raise FieldError("Cannot resolve keyword '%s' into field. Choices are: %s" % (name, ', '.join(sorted(self._choices(meta)))))
                path, self.is_many = path + (name,), self.is_many or field.many or not field._unique
                if field.many:
                    own, other = field.columns()
                    between = self._join(path + ('between',), alias, meta.pk.column, field.table(), other, True)
                    if not parts or parts[0] in LOOKUPS: return self._name(between, own), field.model._meta.pk, parts
                    alias = self._join(path, between, own, field.model._meta.db_table, field.model._meta.pk.column, True)
                else: alias = self._join(path, alias, meta.pk.column, field.model._meta.db_table, field.column, True)
                meta, loose = field.model._meta, True
                if not parts or parts[0] in LOOKUPS: return self._name(alias, meta.pk.column), meta.pk, parts
                continue
            if not field.is_relation or name == field.__dict__.get('attname') and name != field.name: return self._name(alias, field.column), field, parts
            path, remote = path + (name,), field.remote._meta
            if field.many:
                self.is_many = True
                own, other = field.columns()
                between = self._join(path + ('between',), alias, meta.pk.column, field.table(), own, True)
                if not parts or parts[0] in LOOKUPS: return self._name(between, other), remote.pk, parts
                alias = self._join(path, between, other, remote.db_table, remote.pk.column, True)
            else:
                if parts and parts[0] in ('pk', field.target().name): parts.pop(0)
                if not parts or parts[0] in LOOKUPS: return self._name(alias, field.column), field, parts
                loose = loose or field.null
                alias = self._join(path, alias, field.column, remote.db_table, field.target().column, loose)
            meta = remote
    def _choices(self, meta): return [one.name for one in meta.fields + meta.many_to_many] + [one.attname for one in meta.fields if one.attname != one.name] + [one.query_name() for one in meta.backwards]
    def column(self, name):
        if name in self.annotations: return self.annotations[name].as_sql(self, self.database)
        text, _, rest = self.resolve(name.split('__'))
        if rest: raise FieldError("Unsupported lookup '%s' for field." % rest[0])
        return text, []
    def condition(self, node):
        """A Q in SQL, with its values."""
        texts, params = [], []
        before, self._loose = self._loose, self._loose or node.joiner == 'OR' or node.negated
        for part in node.parts:
            text, some = self.condition(part) if isinstance(part, Q) else self._lookup(*part) if isinstance(part, tuple) else part.as_sql(self, self.database)
            if text is None: continue
            texts.append(text)
            params += some
        self._loose = before
        if not texts: return ('1 = 1' if not node.negated else '1 = 0') if node.parts else None, params
        text = (' %s ' % node.joiner).join(texts)
        if node.negated: return 'NOT (%s)' % text, params
        return ('(%s)' % text if len(texts) > 1 else text), params
    def _lookup(self, key, value):
        parts, vendor = key.split('__'), self.database.vendor
        if parts[0] in self.annotations:
            (text, params), field, rest = self.annotations[parts[0]].as_sql(self, self.database), None, parts[1:]
        else:
            text, field, rest = self.resolve(parts)
            params = []
        if rest and rest[0] in _PARTS and (rest[0] != 'year' or len(rest) >= 1): text, field, rest = self._part(rest[0], text), None, rest[1:]
        elif rest and rest[0] == 'date':
            text, field, rest = ('(%s)::date' if vendor == 'postgresql' else 'DATE(%s)') % text, None, rest[1:]
            if hasattr(value, 'isoformat'): value = value.isoformat()
        kind = rest[0] if rest else 'exact'
        if kind not in LOOKUPS or len(rest) > 1: raise FieldError("Unsupported lookup '%s' for %s or join on the field not permitted." % ('__'.join(rest), type(field).__name__ if field else 'field'))
        if kind == 'isnull': return '%s IS %sNULL' % (text, '' if value else 'NOT '), params
        if kind == 'exact' and value is None: return text + ' IS NULL', params
        if isinstance(value, Expression):
            other, some = value.as_sql(self, self.database)
            return '%s %s %s' % (text, _SIGNS.get(kind, '='), other), params + some
        def given(one):
            if hasattr(one, '_meta'): one = one.pk
            return field.to_db(one, vendor) if field is not None else one
        if kind == 'in':
            if hasattr(value, '_subquery'):
                inner, some = value._subquery()
                return '%s IN (%s)' % (text, inner), params + some
            values = [given(one) for one in value]
            return ('%s IN (%s)' % (text, ', '.join(['%s'] * len(values))), params + values) if values else ('1 = 0', params)
        if kind == 'range': return '%s BETWEEN %%s AND %%s' % text, params + [given(one) for one in value]
        if kind in _SIGNS: return '%s %s %%s' % (text, _SIGNS[kind]), params + [given(value)]
        if kind == 'exact': return text + ' = %s', params + [given(value)]
        if kind == 'iexact': return ("%s LIKE %%s ESCAPE '\\'" if vendor == 'sqlite' else 'UPPER(%s::text) = UPPER(%%s)' if vendor == 'postgresql' else '%s LIKE %%s') % text, params + [str(value)]
        if kind in ('regex', 'iregex'): raise NotImplementedError("dockyard: Django's lookup '%s' is not simulated" % kind)
        plain = _LIKE[kind.lstrip('i') if kind[1:] in _LIKE else kind] % str(value).replace('\\', '\\\\').replace('%', '\\%').replace('_', '\\_')
        loose = kind[1:] in _LIKE
        if vendor == 'sqlite': return "%s LIKE %%s ESCAPE '\\'" % text, params + [plain]
        if vendor == 'mysql': return ('%s LIKE %%s' if loose else '%s LIKE BINARY %%s') % text, params + [plain]
        return ('UPPER(%s::text) LIKE UPPER(%%s)' if loose else '%s::text LIKE %%s') % text, params + [plain]
    def _part(self, name, text):
        if self.database.vendor == 'sqlite': return "CAST(strftime('%%%s', %s) AS integer)" % (_PARTS[name].replace('%', '%'), text)
        return 'EXTRACT(%s FROM %s)' % (name.upper(), text)
    def order(self, names):
        out, params = [], []
        for one in names:
            way = 'ASC'
            if hasattr(one, 'way'): one, way = one.expression, one.way
            if isinstance(one, Expression): text, some = one.as_sql(self, self.database)
            elif one == '?': text, some, way = 'RAND()' if self.database.vendor == 'mysql' else 'RANDOM()', [], ''
            else:
                if one[:1] == '-': one, way = one[1:], 'DESC'
                text, some = self.column(one.lstrip('+'))
            out.append((text + ' ' + way).rstrip())
            params += some
        return ', '.join(out), params
