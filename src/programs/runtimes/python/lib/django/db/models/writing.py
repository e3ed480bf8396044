"""Rows written: saved, changed, removed with what hangs on them."""
from django.db import connections
def _values(thing, fields, add, vendor):
    out = []
    for field in fields:
        value = field.pre_save(thing, add)
        out.append(value if hasattr(value, 'as_sql') else field.to_db(value, vendor))
    return out
def save(thing, force_insert, update_fields):
    meta, database = thing._meta, connections['default']
    vendor, quote = database.vendor, database.quote
    key = getattr(thing, meta.pk.attname)
    rest = [field for field in meta.fields if not field.primary_key]
    if update_fields is not None: rest = [field for field in rest if field.name in update_fields or field.attname in update_fields]
    if key is not None and not force_insert and (thing._added or meta.pk.kind in ('AutoField', 'BigAutoField') or not meta.pk.has_default()):
        values = _values(thing, rest, False, vendor)
        if not rest: return
        assigned, params = [], []
        for field, value in zip(rest, values):
            if hasattr(value, 'as_sql'):
                text, more = value.as_sql(thing.__class__, database)
                assigned.append('%s = %s' % (quote(field.column), text))
                params.extend(more)
            else:
                assigned.append('%s = %%s' % quote(field.column))
                params.append(value)
        done = database.run('UPDATE %s SET %s WHERE %s = %%s' % (quote(meta.db_table), ', '.join(assigned), quote(meta.pk.column)), params + [meta.pk.to_db(key, vendor)])
        if done.rowcount > 0 or update_fields is not None: return
    insert(thing, database)
def insert(thing, database):
    meta, vendor, quote = thing._meta, database.vendor, database.quote
    fields = [field for field in meta.fields if not (field.primary_key and getattr(thing, field.attname) is None)]
    values = _values(thing, fields, True, vendor)
    if fields: sql = 'INSERT INTO %s (%s) VALUES (%s)' % (quote(meta.db_table), ', '.join(quote(field.column) for field in fields), ', '.join(['%s'] * len(fields)))
    else: sql = 'INSERT INTO %s %s' % (quote(meta.db_table), 'VALUES ()' if vendor == 'mysql' else 'DEFAULT VALUES')
    given = getattr(thing, meta.pk.attname)
    if given is None and vendor == 'postgresql': sql += ' RETURNING ' + quote(meta.pk.column)
    cursor = database.run(sql, values)
    if given is None: setattr(thing, meta.pk.attname, int(cursor.fetchone()[0] if vendor == 'postgresql' else cursor.lastrowid))
def delete(things):
    """Deletes objects and what leads to them, as each way's on_delete says; gives the counts, all and by model."""
    database = connections['default']
    counts = {}
    with database_block(database):
        for thing in things: _delete_one(thing, database, counts)
    return sum(counts.values()), counts
def database_block(database):
    from django.db.transaction import Atomic
    return Atomic(database.alias)
def _delete_one(thing, database, counts):
    from django.db.models import related, signals
    meta, quote = thing._meta, database.quote
    for field in meta.many_to_many:
        if not field._through: _unlink(thing, field, field.columns()[0], database, counts)
    for field in meta.backwards:
        if field.many:
            own, other = field.columns()
            _unlink(thing, field, other, database, counts)
            continue
        held = list(field.model._default_manager.filter(**{field.name: thing}))
        if not held: continue
        if field.on_delete is related.PROTECT or field.on_delete is related.RESTRICT: raise related.ProtectedError("Cannot delete some instances of model '%s' because they are referenced through protected foreign keys: '%s.%s'." % (meta.object_name, field.model.__name__, field.name), set(held))
        if field.on_delete is related.CASCADE:
            for one in held: _delete_one(one, database, counts)
        elif field.on_delete is not related.DO_NOTHING:
            value = None if field.on_delete is related.SET_NULL else field.get_default() if field.on_delete is related.SET_DEFAULT else field.on_delete.value
            field.model._default_manager.filter(**{field.name: thing}).update(**{field.name: value() if callable(value) else value})
    signals.pre_delete.send(type(thing), instance=thing)
    done = database.run('DELETE FROM %s WHERE %s = %%s' % (quote(meta.db_table), quote(meta.pk.column)), [meta.pk.to_db(thing.pk, database.vendor)])
    counts[meta.label] = counts.get(meta.label, 0) + max(done.rowcount, 0)
    signals.post_delete.send(type(thing), instance=thing)
def _unlink(thing, field, column, database, counts):
    done = database.run('DELETE FROM %s WHERE %s = %%s' % (database.quote(field.table()), database.quote(column)), [thing.pk])
    if done.rowcount > 0:
        name = '%s_%s' % (field.model._meta.label, field.name)
        counts[name] = counts.get(name, 0) + done.rowcount
