import { matches, MongoError, projected } from './query';
import { at, compareBson, type Bson, type Doc } from './value';

/** Documents in the order that a sort document asks for. */
export function sorted(docs: readonly Doc[], sort: Doc): Doc[] {
  return [...docs].sort((a, b) => {
    for (const [path, direction] of Object.entries(sort)) {
      const order = compareBson(at(a, path), at(b, path)) * Number(direction);
      if (order !== 0) return order;
    }
    return 0;
  });
}

const number = (value: Bson | undefined): number => (typeof value === 'number' ? value : 0);
const isSame = (a: Bson | undefined, b: Bson | undefined): boolean => compareBson(a, b) === 0;
const ordering = (test: (order: number) => boolean) => ([a, b]: (Bson | undefined)[]): Bson => test(compareBson(a, b));
const dated = (value: Bson | undefined): string => String((value as Doc | undefined)?.['$date'] ?? '');

/** Expression operators (MongoDB manual: aggregation expressions) on the values of their arguments. */
const OPERATORS: Readonly<Record<string, (values: (Bson | undefined)[]) => Bson | undefined>> = {
  $add: (values) => values.reduce<number>((sum, value) => sum + number(value), 0),
  $subtract: ([a, b]) => number(a) - number(b),
  $multiply: (values) => values.reduce<number>((product, value) => product * number(value), 1),
  $divide: ([a, b]) => {
    if (number(b) === 0) throw new MongoError("can't $divide by zero");
    return number(a) / number(b);
  },
  $mod: ([a, b]) => number(a) % number(b),
  $abs: ([a]) => Math.abs(number(a)),
  $floor: ([a]) => Math.floor(number(a)),
  $ceil: ([a]) => Math.ceil(number(a)),
  $round: ([a, digits]) => Number(number(a).toFixed(number(digits))),
  $concat: (values) => (values.some((value) => typeof value !== 'string') ? null : values.join('')),
  $toUpper: ([a]) => String(a ?? '').toUpperCase(),
  $toLower: ([a]) => String(a ?? '').toLowerCase(),
  $toString: ([a]) => (a === undefined || a === null ? null : typeof a === 'object' ? String((a as Doc)['$oid'] ?? (a as Doc)['$date']) : String(a)),
  $size: ([a]) => (Array.isArray(a) ? a.length : 0),
  $ifNull: (values) => values.find((value) => value !== undefined && value !== null) ?? values.at(-1),
  $eq: ordering((order) => order === 0),
  $ne: ordering((order) => order !== 0),
  $gt: ordering((order) => order > 0),
  $gte: ordering((order) => order >= 0),
  $lt: ordering((order) => order < 0),
  $lte: ordering((order) => order <= 0),
  $and: (values) => values.every(Boolean),
  $or: (values) => values.some(Boolean),
  $not: ([a]) => !a,
  $in: ([value, list]) => Array.isArray(list) && list.some((each) => isSame(each, value)),
  $arrayElemAt: ([list, index]) => (Array.isArray(list) ? list.at(number(index)) : null),
  $year: ([a]) => Number(dated(a).slice(0, 4)),
  $month: ([a]) => Number(dated(a).slice(5, 7)),
  $dayOfMonth: ([a]) => Number(dated(a).slice(8, 10)),
  $hour: ([a]) => Number(dated(a).slice(11, 13)),
};

/** The value of an expression for a document. Throws MongoError. */
export function evaluate(expression: Bson | undefined, doc: Doc): Bson | undefined {
  if (typeof expression === 'string') return expression === '$$ROOT' ? doc : expression.startsWith('$') ? at(doc, expression.slice(1)) : expression;
  if (Array.isArray(expression)) return expression.map((each) => evaluate(each, doc) ?? null);
  if (expression === null || typeof expression !== 'object') return expression;
  const [[name, given] = ['', null]] = Object.entries(expression);
  if (!name.startsWith('$') || name === '$oid' || name === '$date') {
    if (name === '$oid' || name === '$date') return expression;
    return Object.fromEntries(Object.entries(expression).map(([key, value]) => [key, evaluate(value, doc) ?? null]));
  }
  if (name === '$literal') return given;
  if (name === '$cond') {
    const [test, yes, no] = Array.isArray(given) ? given : [(given as Doc)['if'], (given as Doc)['then'], (given as Doc)['else']];
    return evaluate(evaluate(test, doc) ? yes : no, doc);
  }
  const operator = OPERATORS[name];
  if (operator) return operator((Array.isArray(given) ? given : [given]).map((each) => evaluate(each, doc)));
  if (name in ACCUMULATORS) return ACCUMULATORS[name]!([evaluate(given, doc)].flat() as Bson[]);
  throw new MongoError(`dockyard: the expression ${name} is not simulated`);
}

const numbers = (values: readonly (Bson | undefined)[]): number[] => values.filter((value): value is number => typeof value === 'number');
const present = (values: readonly (Bson | undefined)[]): Bson[] => values.filter((value): value is Bson => value !== undefined && value !== null);
const ACCUMULATORS: Readonly<Record<string, (values: readonly (Bson | undefined)[]) => Bson>> = {
  $sum: (values) => numbers(values).reduce((sum, value) => sum + value, 0),
  $avg: (values) => (numbers(values).length === 0 ? null : numbers(values).reduce((sum, value) => sum + value, 0) / numbers(values).length),
  $min: (values) => present(values).sort(compareBson)[0] ?? null,
  $max: (values) => present(values).sort(compareBson).at(-1) ?? null,
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
  $push: (values) => values.filter((value): value is Bson => value !== undefined),
  $addToSet: (values) => values.filter((value, i): value is Bson => value !== undefined && values.findIndex((each) => isSame(each, value)) === i),
  $count: (values) => values.length,
};

function grouped(docs: readonly Doc[], { _id: key, ...fields }: Doc): Doc[] {
  const groups = new Map<string, { id: Bson; docs: Doc[] }>();
  for (const doc of docs) {
    const id = evaluate(key, doc) ?? null;
    const name = JSON.stringify(id);
    const group = groups.get(name) ?? { id, docs: [] };
    group.docs.push(doc);
    groups.set(name, group);
  }
  return [...groups.values()].map(({ id, docs: own }) => ({
    _id: id,
    ...Object.fromEntries(Object.entries(fields).map(([name, rule]) => {
      const [accumulator = '', expression] = Object.entries(rule as Doc)[0] ?? [];
      const work = ACCUMULATORS[accumulator];
      if (!work) throw new MongoError(`unknown group operator '${accumulator}'`);
      return [name, work(own.map((doc) => evaluate(accumulator === '$count' ? 1 : expression, doc)))];
    })),
  }));
}

/** Fields that are kept, left out or computed. */
function shaped(doc: Doc, projection: Doc): Doc {
  const isComputed = (value: Bson): boolean => (typeof value === 'object' && value !== null) || typeof value === 'string';
  const computed = Object.entries(projection).filter(([, value]) => isComputed(value));
  const rest = Object.fromEntries(Object.entries(projection).filter(([, value]) => !isComputed(value)));
  const kept = computed.length > 0 && Object.keys(rest).every((name) => name === '_id') ? (rest['_id'] === 0 || rest['_id'] === false || doc['_id'] === undefined ? {} : { _id: doc['_id']! }) : projected(doc, rest);
  return { ...kept, ...Object.fromEntries(computed.map(([name, value]) => [name, evaluate(value, doc)] as const).filter((entry): entry is readonly [string, Bson] => entry[1] !== undefined)) };
}

function unwound(docs: readonly Doc[], given: Bson): Doc[] {
  const { path, preserveNullAndEmptyArrays: keeps = false } = typeof given === 'string' ? { path: given } : (given as { path: string; preserveNullAndEmptyArrays?: boolean });
  const name = path.slice(1);
  return docs.flatMap((doc) => {
    const list = at(doc, name);
    if (!Array.isArray(list)) return list === undefined || list === null ? (keeps ? [doc] : []) : [doc];
    return list.length === 0 && keeps ? [doc] : list.map((value) => ({ ...doc, [name]: value }));
  });
}

/** What a pipeline makes of a collection (MongoDB manual: aggregation stages). Throws MongoError. */
export function aggregated(from: readonly Doc[], pipeline: readonly Doc[], collection: (name: string) => readonly Doc[]): Doc[] {
  let docs = [...from];
  for (const stage of pipeline) {
    const [name = '', given = null] = Object.entries(stage)[0] ?? [];
    const options = given as Doc;
    switch (name) {
      case '$match': docs = docs.filter((doc) => matches(doc, options)); break;
      case '$sort': docs = sorted(docs, options); break;
      case '$limit': docs = docs.slice(0, Number(given)); break;
      case '$skip': docs = docs.slice(Number(given)); break;
      case '$project': docs = docs.map((doc) => shaped(doc, options)); break;
      case '$addFields': case '$set': docs = docs.map((doc) => ({ ...doc, ...Object.fromEntries(Object.entries(options).map(([key, value]) => [key, evaluate(value, doc) ?? null])) })); break;
      case '$unset': docs = docs.map((doc) => projected(doc, Object.fromEntries([given].flat().map((key) => [String(key), 0])))); break;
      case '$group': docs = grouped(docs, options); break;
      case '$sortByCount': docs = sorted(grouped(docs, { _id: given, count: { $sum: 1 } }), { count: -1 }); break;
      case '$count': docs = docs.length === 0 ? [] : [{ [String(given)]: docs.length }]; break;
      case '$unwind': docs = unwound(docs, given); break;
      case '$lookup': {
        const { from: other, localField, foreignField, as } = options as { from: string; localField: string; foreignField: string; as: string };
        docs = docs.map((doc) => {
          const own = [at(doc, localField) ?? null].flat();
          return { ...doc, [as]: collection(other).filter((each) => [at(each, foreignField) ?? null].flat().some((value) => own.some((mine) => isSame(mine, value)))) };
        });
        break;
      }
      default: throw new MongoError(/^\$(?:facet|bucket|bucketAuto|out|merge|graphLookup|replaceRoot|replaceWith|sample|redact|geoNear|unionWith|setWindowFields|search|densify|fill)$/.test(name) ? `dockyard: the stage ${name} is not simulated` : `Unrecognized pipeline stage name: '${name}'`);
    }
  }
  return docs;
}
