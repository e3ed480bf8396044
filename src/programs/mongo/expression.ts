import { MongoError } from './query';
import { at, compareBson, typeName, type Bson, type Doc } from './value';

type Operator = (args: Bson[]) => Bson;

const number = (name: string, value: Bson | undefined): number | null => {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'number') throw new MongoError(`PlanExecutor error during aggregation :: caused by :: $${name} only supports numeric types, not ${typeName(value)}`);
  return value;
};

const arithmetic = (name: string, run: (a: number, b: number) => number): Operator => (args) => {
  const numbers = args.map((arg) => number(name, arg));
  return numbers.includes(null) ? null : (numbers as number[]).reduce(run);
};

const text = (run: (value: string) => Bson): Operator => ([value]) => run(value === null || value === undefined ? '' : String(value));
const truth = (value: Bson | undefined): boolean => value !== null && value !== undefined && value !== false && value !== 0;
const datePart = (from: number, to: number): Operator => ([date]) => (date !== null && typeof date === 'object' && !Array.isArray(date) && typeof date['$date'] === 'string' ? Number(date['$date'].slice(from, to)) : null);
const comparing = (test: (order: number) => boolean): Operator => ([a, b]) => test(compareBson(a, b));
const rounded = (value: number, places: number): number => {
  const scale = 10 ** places;
  const scaled = Math.abs(value) * scale;
  const floor = Math.floor(scaled);
  const up = scaled - floor > 0.5 || (scaled - floor === 0.5 && floor % 2 === 1);
  return (Math.sign(value) * (floor + (up ? 1 : 0))) / scale;
};

/** Operators whose arguments are all worked out first (MongoDB manual: expression operators). */
const OPERATORS: Readonly<Record<string, Operator>> = {
  $add: arithmetic('add', (a, b) => a + b),
  $multiply: arithmetic('multiply', (a, b) => a * b),
  $subtract: arithmetic('subtract', (a, b) => a - b),
  $divide: (args) => {
    const [a, b] = args.map((arg) => number('divide', arg));
    if (b === 0) throw new MongoError("PlanExecutor error during aggregation :: caused by :: can't $divide by zero");
    return a === null || b === null || a === undefined || b === undefined ? null : a / b;
  },
  $mod: arithmetic('mod', (a, b) => a % b),
  $abs: ([a]) => { const value = number('abs', a); return value === null ? null : Math.abs(value); },
  $ceil: ([a]) => { const value = number('ceil', a); return value === null ? null : Math.ceil(value); },
  $floor: ([a]) => { const value = number('floor', a); return value === null ? null : Math.floor(value); },
  $round: ([a, places]) => { const value = number('round', a); return value === null ? null : rounded(value, Number(places ?? 0)); },
  $sqrt: ([a]) => { const value = number('sqrt', a); return value === null ? null : Math.sqrt(value); },
  $pow: arithmetic('pow', (a, b) => a ** b),
  $concat: (args) => (args.some((arg) => arg === null || arg === undefined) ? null : args.map(String).join('')),
  $toUpper: text((value) => value.toUpperCase()),
  $toLower: text((value) => value.toLowerCase()),
  $toString: ([value]) => (value === null || value === undefined ? null : typeof value === 'object' && !Array.isArray(value) && typeof value['$oid'] === 'string' ? value['$oid'] : String(value)),
  $toInt: ([value]) => (value === null || value === undefined ? null : Math.trunc(Number(value))),
  $toDouble: ([value]) => (value === null || value === undefined ? null : Number(value)),
  $strLenCP: text((value) => [...value].length),
  $substrCP: ([value, from, count]) => [...String(value ?? '')].slice(Number(from), Number(from) + Number(count)).join(''),
  $split: ([value, by]) => (value === null || value === undefined ? null : String(value).split(String(by))),
  $eq: comparing((order) => order === 0),
  $ne: comparing((order) => order !== 0),
  $gt: comparing((order) => order > 0),
  $gte: comparing((order) => order >= 0),
  $lt: comparing((order) => order < 0),
  $lte: comparing((order) => order <= 0),
  $cmp: ([a, b]) => Math.sign(compareBson(a, b)),
  $and: (args) => args.every(truth),
  $or: (args) => args.some(truth),
  $not: ([value]) => !truth(value),
  $in: ([value, list]) => Array.isArray(list) && list.some((each) => compareBson(each, value) === 0),
  $ifNull: (args) => args.find((arg) => arg !== null && arg !== undefined) ?? null,
  $size: ([list]) => {
    if (!Array.isArray(list)) throw new MongoError(`PlanExecutor error during aggregation :: caused by :: The argument to $size must be an array, but was of type: ${typeName(list)}`);
    return list.length;
  },
  $arrayElemAt: ([list, place]) => (Array.isArray(list) ? (list.at(Number(place)) ?? null) : null),
  $first: ([list]) => (Array.isArray(list) ? (list[0] ?? null) : null),
  $last: ([list]) => (Array.isArray(list) ? (list.at(-1) ?? null) : null),
  $concatArrays: (lists) => lists.flatMap((list) => (Array.isArray(list) ? list : [])),
  $slice: ([list, from, count]) => (Array.isArray(list) ? (count === undefined ? (Number(from) < 0 ? list.slice(Number(from)) : list.slice(0, Number(from))) : list.slice(Number(from), Number(from) + Number(count))) : null),
  $isArray: ([list]) => Array.isArray(list),
  $type: ([value]) => typeName(value),
  $year: datePart(0, 4),
  $month: datePart(5, 7),
  $dayOfMonth: datePart(8, 10),
  $hour: datePart(11, 13),
  $minute: datePart(14, 16),
  $second: datePart(17, 19),
  $max: (args) => [...args.flat()].reduce((a, b) => (compareBson(a, b) >= 0 ? a : b), null),
  $min: (args) => [...args.flat()].filter((each) => each !== null).reduce((a, b) => (a === null || compareBson(a, b) > 0 ? b : a), null as Bson),
  $sum: (args) => args.flat().reduce<number>((sum, each) => sum + (typeof each === 'number' ? each : 0), 0),
  $avg: (args) => { const numbers = args.flat().filter((each) => typeof each === 'number'); return numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0) / numbers.length; },
};

/** What an expression of the aggregation gives for a document; undefined where a field is missing. Throws MongoError. */
export function evaluate(expression: Bson, doc: Doc): Bson | undefined {
  if (typeof expression === 'string') {
    if (expression === '$$ROOT' || expression === '$$CURRENT') return doc;
    if (expression.startsWith('$$')) throw new MongoError(`dockyard: the variable ${expression} is not simulated`);
    return expression.startsWith('$') ? at(doc, expression.slice(1)) : expression;
  }
  if (Array.isArray(expression)) return expression.map((each) => evaluate(each, doc) ?? null);
  if (expression === null || typeof expression !== 'object' || '$oid' in expression || '$date' in expression) return expression;
  const [name] = Object.keys(expression);
  if (name === undefined || !name.startsWith('$')) return Object.fromEntries(Object.entries(expression).flatMap(([key, each]) => { const value = evaluate(each, doc); return value === undefined ? [] : [[key, value]]; }));
  const given = expression[name]!;
  if (name === '$literal') return given;
  if (name === '$cond') {
    const [test, yes, no] = Array.isArray(given) ? given : [(given as Doc)['if'], (given as Doc)['then'], (given as Doc)['else']];
    return evaluate((truth(evaluate(test ?? null, doc)) ? yes : no) ?? null, doc);
  }
  const operator = OPERATORS[name];
  if (!operator) throw new MongoError(['$map', '$filter', '$reduce', '$dateToString', '$switch', '$let', '$mergeObjects', '$objectToArray', '$arrayToObject', '$regexMatch', '$dateTrunc', '$dateDiff', '$dateAdd', '$dayOfWeek', '$setUnion', '$range', '$zip', '$trim', '$indexOfArray'].includes(name) ? `dockyard: the operator ${name} is not simulated` : `Invalid $project :: caused by :: Unrecognized expression '${name}'`);
  return operator((Array.isArray(given) ? given : [given]).map((each) => evaluate(each, doc) as Bson));
}
