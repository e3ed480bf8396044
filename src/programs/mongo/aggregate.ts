import { evaluate } from './expression';
import { matches, MongoError, projected } from './query';
import { at, compareBson, type Bson, type Doc } from './value';

/** The documents of another collection of the same database. */
export type Lookup = (collection: string) => readonly Doc[];

/** Documents in the order of a sort's fields. */
export function sorted(docs: readonly Doc[], by: Doc): Doc[] {
  return [...docs].sort((a, b) => {
    for (const [path, direction] of Object.entries(by)) {
      const order = compareBson(at(a, path), at(b, path)) * Number(direction);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** A document with a value at a dotted path. */
function withField(doc: Doc, path: string, value: Bson | undefined): Doc {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) {
    if (value !== undefined) return { ...doc, [name]: value };
    return Object.fromEntries(Object.entries(doc).filter(([key]) => key !== name));
  }
  const inner = doc[name];
  return { ...doc, [name]: withField(inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? inner : {}, rest.join('.'), value) };
}

/** Accumulators of $group (MongoDB manual: accumulators). */
function accumulate(operator: string, values: (Bson | undefined)[]): Bson {
  const there = values.filter((value): value is Bson => value !== undefined && value !== null);
  const numbers = there.filter((value) => typeof value === 'number');
  switch (operator) {
    case '$sum': return numbers.reduce((a, b) => a + b, 0);
    case '$avg': return numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0) / numbers.length;
    case '$min': return there.reduce<Bson>((a, b) => (a === null || compareBson(b, a) < 0 ? b : a), null);
    case '$max': return there.reduce<Bson>((a, b) => (a === null || compareBson(b, a) > 0 ? b : a), null);
    case '$first': return values[0] ?? null;
    case '$last': return values.at(-1) ?? null;
    case '$push': return values.filter((value) => value !== undefined);
    case '$addToSet': return [...new Map(values.filter((value) => value !== undefined).map((value) => [JSON.stringify(value), value])).values()];
    case '$count': return values.length;
    default: throw new MongoError(['$stdDevPop', '$stdDevSamp', '$mergeObjects', '$top', '$bottom', '$accumulator', '$median', '$firstN', '$lastN'].includes(operator) ? `dockyard: the accumulator ${operator} is not simulated` : `unknown group operator '${operator}'`);
  }
}

function group(docs: readonly Doc[], spec: Doc): Doc[] {
  if (!('_id' in spec)) throw new MongoError('a group specification must include an _id');
  const groups = new Map<string, { id: Bson; docs: Doc[] }>();
  for (const doc of docs) {
    const id = evaluate(spec['_id']!, doc) ?? null;
    const key = JSON.stringify(id);
    const there = groups.get(key);
    if (there) there.docs.push(doc);
    else groups.set(key, { id, docs: [doc] });
  }
  return [...groups.values()].map(({ id, docs: members }) => ({
    _id: id,
    ...Object.fromEntries(Object.entries(spec).filter(([name]) => name !== '_id').map(([name, given]) => {
      const [operator = ''] = given !== null && typeof given === 'object' ? Object.keys(given) : [];
      if (!operator.startsWith('$')) throw new MongoError(`The field '${name}' must be an accumulator object`);
      return [name, accumulate(operator, members.map((doc) => evaluate((given as Doc)[operator]!, doc)))];
    })),
  }));
}

function unwind(docs: readonly Doc[], spec: Bson): Doc[] {
  const path = String(typeof spec === 'string' ? spec : (spec as Doc)['path']);
  const keeps = typeof spec === 'object' && spec !== null && (spec as Doc)['preserveNullAndEmptyArrays'] === true;
  if (!path.startsWith('$')) throw new MongoError(`path option to $unwind stage should be prefixed with a '$': ${path}`);
  return docs.flatMap((doc) => {
    const value = at(doc, path.slice(1));
    if (!Array.isArray(value)) return value !== undefined && value !== null ? [doc] : keeps ? [doc] : [];
    return value.length === 0 ? (keeps ? [withField(doc, path.slice(1), undefined)] : []) : value.map((each) => withField(doc, path.slice(1), each));
  });
}

/** $project: a plain projection, or fields that expressions give. */
function project(docs: readonly Doc[], spec: Doc): Doc[] {
  const isPlain = Object.values(spec).every((value) => typeof value === 'number' || typeof value === 'boolean');
  if (isPlain) return docs.map((doc) => projected(doc, spec));
  return docs.map((doc) => {
    let out: Doc = spec['_id'] === 0 || spec['_id'] === false || !('_id' in doc) ? {} : { _id: doc['_id']! };
    for (const [name, given] of Object.entries(spec)) {
      if (given === 0 || given === false) continue;
      const value = given === 1 || given === true ? at(doc, name) : evaluate(given, doc);
      if (value !== undefined) out = withField(out, name, value);
    }
    return out;
  });
}

function lookup(docs: readonly Doc[], spec: Doc, other: Lookup): Doc[] {
  if ('pipeline' in spec) throw new MongoError('dockyard: $lookup with a pipeline is not simulated');
  const [from, local, foreign, as] = ['from', 'localField', 'foreignField', 'as'].map((name) => String(spec[name] ?? ''));
  const candidates = other(from!);
  return docs.map((doc) => {
    const value = at(doc, local!) ?? null;
    const wanted = Array.isArray(value) ? value : [value];
    return withField(doc, as!, candidates.filter((each) => { const its = at(each, foreign!) ?? null; return wanted.some((one) => (Array.isArray(its) ? its.some((part) => compareBson(part, one) === 0) : compareBson(its, one) === 0)); }));
  });
}

/** Runs an aggregation's stages (MongoDB manual: aggregation stages). Throws MongoError. */
export function aggregate(docs: readonly Doc[], pipeline: readonly Doc[], other: Lookup): Doc[] {
  let out = [...docs];
  for (const stage of pipeline) {
    const names = Object.keys(stage);
    if (names.length !== 1) throw new MongoError('A pipeline stage specification object must contain exactly one field.');
    const name = names[0]!;
    const spec = stage[name]!;
    switch (name) {
      case '$match': out = out.filter((doc) => matches(doc, spec as Doc)); break;
      case '$group': out = group(out, spec as Doc); break;
      case '$sort': out = sorted(out, spec as Doc); break;
      case '$limit': out = out.slice(0, Number(spec)); break;
      case '$skip': out = out.slice(Number(spec)); break;
      case '$count': out = out.length === 0 ? [] : [{ [String(spec)]: out.length }]; break;
      case '$project': out = project(out, spec as Doc); break;
      case '$addFields': case '$set': out = out.map((doc) => Object.entries(spec as Doc).reduce((made, [path, given]) => withField(made, path, evaluate(given, doc)), doc)); break;
      case '$unset': out = out.map((doc) => (Array.isArray(spec) ? spec : [spec]).reduce<Doc>((made, path) => withField(made, String(path), undefined), doc)); break;
      case '$unwind': out = unwind(out, spec); break;
      case '$lookup': out = lookup(out, spec as Doc, other); break;
      case '$sortByCount': out = sorted(group(out, { _id: spec, count: { $sum: 1 } }), { count: -1 }); break;
      case '$replaceRoot': case '$replaceWith': out = out.map((doc) => evaluate(name === '$replaceRoot' ? (spec as Doc)['newRoot']! : spec, doc) as Doc); break;
      default: throw new MongoError(['$bucket', '$bucketAuto', '$facet', '$graphLookup', '$merge', '$out', '$sample', '$unionWith', '$geoNear', '$setWindowFields', '$indexStats', '$collStats', '$densify', '$fill', '$redact', '$search'].includes(name) ? `dockyard: the stage ${name} is not simulated` : `Unrecognized pipeline stage name: '${name}'`);
    }
  }
  return out;
}
