import { at, compareBson, type Bson, type Doc } from './value';

/** What the server refuses, in MongoDB's words; for a duplicate also the key and its value. */
export class MongoError extends Error {
  constructor(
    message: string,
    readonly details?: { keyPattern: Doc; keyValue: Doc },
    /** Its number in the server's list of error codes. */
    readonly code = details ? 11000 : 2,
  ) {
    super(message);
  }
}

const isOperators = (value: Bson): value is Doc => value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 0 && Object.keys(value).every((name) => name.startsWith('$') && name !== '$oid' && name !== '$date');

function equals(value: Bson | undefined, wanted: Bson): boolean {
  if (compareBson(value, wanted) === 0) return true;
  return Array.isArray(value) && value.some((each) => compareBson(each, wanted) === 0);
}

function holds(value: Bson | undefined, operator: string, wanted: Bson, all: Doc): boolean {
  const candidates = Array.isArray(value) ? value : [value];
  const ordered = (test: (order: number) => boolean) => candidates.some((each) => each !== undefined && typeof each === typeof wanted && test(compareBson(each, wanted)));
  switch (operator) {
    case '$eq': return equals(value, wanted);
    case '$ne': return !equals(value, wanted);
    case '$gt': return ordered((order) => order > 0);
    case '$gte': return ordered((order) => order >= 0);
    case '$lt': return ordered((order) => order < 0);
    case '$lte': return ordered((order) => order <= 0);
    case '$in': return (wanted as Bson[]).some((each) => equals(value, each));
    case '$nin': return !(wanted as Bson[]).some((each) => equals(value, each));
    case '$exists': return (value !== undefined) === Boolean(wanted);
    case '$regex': return candidates.some((each) => typeof each === 'string' && new RegExp(String(wanted), String(all['$options'] ?? '')).test(each));
    case '$options': return true;
    case '$size': return Array.isArray(value) && value.length === wanted;
    case '$all': return (wanted as Bson[]).every((each) => equals(value, each));
    case '$not': return !matchesValue(value, wanted);
    default: throw new MongoError(`unknown operator: ${operator}`);
  }
}

function matchesValue(value: Bson | undefined, wanted: Bson): boolean {
  return isOperators(wanted) ? Object.entries(wanted).every(([operator, each]) => holds(value, operator, each, wanted)) : equals(value, wanted);
}

/** Whether a document fits a filter (MongoDB manual: query operators). */
export function matches(doc: Doc, filter: Doc): boolean {
  return Object.entries(filter).every(([name, wanted]) => {
    if (name === '$and') return (wanted as Doc[]).every((each) => matches(doc, each));
    if (name === '$or') return (wanted as Doc[]).some((each) => matches(doc, each));
    if (name === '$nor') return !(wanted as Doc[]).some((each) => matches(doc, each));
    if (name.startsWith('$')) throw new MongoError(`unknown top level operator: ${name}. If you are trying to negate an entire expression, use $nor.`);
    return matchesValue(at(doc, name), wanted);
  });
}

function place(doc: Doc, path: string): [holder: Doc, name: string] {
  const names = path.split('.');
  let holder = doc;
  for (const name of names.slice(0, -1)) {
    if (holder[name] === null || typeof holder[name] !== 'object') holder[name] = {};
    holder = holder[name] as Doc;
  }
  return [holder, names.at(-1)!];
}

/** A document after an update (MongoDB manual: update operators), or the replacement. */
export function updated(doc: Doc, update: Doc, isReplacement: boolean, isNew = false): Doc {
  if (isReplacement) return { _id: doc['_id']!, ...update };
  const next = structuredClone(doc);
  for (const [operator, changes] of Object.entries(update)) {
    if (!operator.startsWith('$')) throw new MongoError('Update document requires atomic operators');
    for (const [path, value] of Object.entries(changes as Doc)) {
      const [holder, name] = place(next, path);
      const there = holder[name];
      if (operator === '$set' || (operator === '$setOnInsert' && isNew)) holder[name] = value;
      else if (operator === '$setOnInsert') continue;
      else if (operator === '$unset') delete holder[name];
      else if (operator === '$inc' || operator === '$mul') {
        if (there !== undefined && typeof there !== 'number') throw new MongoError(`Cannot apply ${operator} to a value of non-numeric type.`);
        holder[name] = operator === '$inc' ? (there ?? 0) + Number(value) : (there ?? 0) * Number(value);
      } else if (operator === '$push' || operator === '$addToSet') {
        const list = Array.isArray(there) ? there : [];
        const more = value !== null && typeof value === 'object' && !Array.isArray(value) && Array.isArray(value['$each']) ? value['$each'] : [value];
        for (const one of more) if (operator === '$push' || !list.some((each) => compareBson(each, one) === 0)) list.push(one);
        holder[name] = list;
      } else if (operator === '$pop') {
        if (Array.isArray(there)) holder[name] = Number(value) < 0 ? there.slice(1) : there.slice(0, -1);
      } else if (operator === '$min' || operator === '$max') {
        if (there === undefined || compareBson(value, there) * (operator === '$min' ? 1 : -1) < 0) holder[name] = value;
      } else if (operator === '$pull') holder[name] = Array.isArray(there) ? there.filter((each) => !matchesValue(each, value)) : (there ?? null);
      else if (operator === '$rename') {
        delete holder[name];
        if (there !== undefined) next[String(value)] = there;
      } else throw new MongoError(`Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`);
    }
  }
  return next;
}

/** The fields of a document that a projection asks for. */
export function projected(doc: Doc, projection: Doc): Doc {
  const fields = Object.entries(projection).filter(([name]) => name !== '_id');
  const withId = projection['_id'] === undefined || Boolean(projection['_id']);
  const excludes = fields.length === 0 ? !withId : fields.every(([, on]) => !on);
  const out: Doc = {};
  for (const [name, value] of Object.entries(doc)) {
    const asked = projection[name];
    if (name === '_id' ? withId : excludes ? asked === undefined || Boolean(asked) : Boolean(asked)) out[name] = value;
  }
  return out;
}
