import { float, reads, SYNTAX, integer, writes, type CommandTable, type Context } from './command';
import { bulk, fail, int, list, RedisError, type Reply } from './resp';
import { ranked } from './sorted-sets';
import type { Ranked } from './sorted-set-ranges';

const MAX_LATITUDE = 85.05112878;
const EARTH_RADIUS_M = 6372797.560856;
const UNITS: Readonly<Record<string, number>> = { m: 1, km: 1000, ft: 0.3048, mi: 1609.34 };
const STEPS = 26;

interface Point {
  longitude: number;
  latitude: number;
}

/** Bits of two numbers in turns, the latitude's at the even places: the 52-bit hash that a place's score is. */
function hashOf({ longitude, latitude }: Point, maxLatitude = MAX_LATITUDE): bigint {
  const x = BigInt(Math.floor(((latitude + maxLatitude) / (2 * maxLatitude)) * 2 ** STEPS));
  const y = BigInt(Math.floor(((longitude + 180) / 360) * 2 ** STEPS));
  let hash = 0n;
  for (let i = 0n; i < BigInt(STEPS); i++) hash |= (((x >> i) & 1n) << (2n * i)) | (((y >> i) & 1n) << (2n * i + 1n));
  return hash;
}

/** The middle of the cell that a score names. */
function pointOf(score: number): Point {
  const hash = BigInt(score);
  let [x, y] = [0, 0];
  for (let i = STEPS - 1; i >= 0; i--) {
    x = x * 2 + Number((hash >> BigInt(2 * i)) & 1n);
    y = y * 2 + Number((hash >> BigInt(2 * i + 1)) & 1n);
  }
  const middle = (cell: number, span: number) => (-span + (cell / 2 ** STEPS) * 2 * span + (-span + ((cell + 1) / 2 ** STEPS) * 2 * span)) / 2;
  return { longitude: middle(y, 180), latitude: middle(x, MAX_LATITUDE) };
}

/** Metres between two places on a sphere (haversine). */
function distance(a: Point, b: Point): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const u = Math.sin((rad(b.latitude) - rad(a.latitude)) / 2);
  const v = Math.sin((rad(b.longitude) - rad(a.longitude)) / 2);
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(u * u + Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * v * v));
}

function unitOf(word: string | undefined): number {
  return UNITS[word?.toLowerCase() ?? ''] ?? fault('ERR unsupported unit provided. please use M, KM, FT, MI');
}

function fault(message: string): never {
  throw new RedisError(message);
}

function place(longitude: string | undefined, latitude: string | undefined): Point {
  const point = { longitude: float(longitude), latitude: float(latitude) };
  if (Math.abs(point.longitude) > 180 || Math.abs(point.latitude) > MAX_LATITUDE) fault(`ERR invalid longitude,latitude pair ${point.longitude.toFixed(6)},${point.latitude.toFixed(6)}`);
  return point;
}

const coordinates = (score: number): Reply => {
  const { longitude, latitude } = pointOf(score);
  return list([longitude, latitude].map((each) => each.toFixed(17).replace(/\.?0+$/, '')));
};

/** The eleven characters of the common geohash, whose last is always 0. */
function geohash(score: number): string {
  const hash = hashOf(pointOf(score), 90);
  let out = '';
  for (let i = 0; i < 11; i++) out += '0123456789bcdefghjkmnpqrstuvwxyz'[i === 10 ? 0 : Number((hash >> BigInt(52 - (i + 1) * 5)) & 31n)];
  return out;
}

interface Search {
  centre: Point;
  radiusM: number | undefined;
  boxM: [width: number, height: number] | undefined;
  unit: number;
  order: 'asc' | 'desc' | undefined;
  count: number;
  shows: Set<string>;
}

function parseSearch(c: Context, key: string, words: string[]): Search {
  let centre: Point | undefined;
  const search: Omit<Search, 'centre'> = { radiusM: undefined, boxM: undefined, unit: 1, order: undefined, count: Infinity, shows: new Set() };
  while (words.length > 0) {
    const word = words.shift()!.toLowerCase();
    if (word === 'frommember') centre = pointOf(scoreOf(c, key, words.shift()) ?? fault('ERR could not decode requested zset member'));
    else if (word === 'fromlonlat') centre = place(words.shift(), words.shift());
    else if (word === 'byradius') {
      const radius = float(words.shift(), 'ERR need numeric radius');
      search.radiusM = radius * (search.unit = unitOf(words.shift()));
    } else if (word === 'bybox') {
      const [width, height] = [float(words.shift(), 'ERR need numeric width'), float(words.shift(), 'ERR need numeric height')];
      search.unit = unitOf(words.shift());
      search.boxM = [width * search.unit, height * search.unit];
    } else if (word === 'asc' || word === 'desc') search.order = word;
    else if (word === 'count') {
      search.count = integer(words.shift());
      search.order ??= 'asc';
    } else if (/^with(coord|dist|hash)$/.test(word)) search.shows.add(word);
    else if (word !== 'any') fault('ERR syntax error');
  }
  if (!centre) fault('ERR exactly one of FROMMEMBER or FROMLONLAT can be specified for GEOSEARCH');
  if (search.radiusM === undefined && !search.boxM) fault('ERR exactly one of BYRADIUS and BYBOX can be specified for GEOSEARCH');
  return { centre: centre!, ...search };
}

const scoreOf = (c: Context, key: string, member: string | undefined): number | undefined => c.db.typed(key, 'zset')?.scores.get(member ?? '');

function search(c: Context, key: string, words: string[]): Reply {
  const { centre, radiusM, boxM, unit, order, count, shows } = parseSearch(c, key, words);
  const inside = ([, score]: Ranked): boolean => {
    const point = pointOf(score);
    if (radiusM !== undefined) return distance(centre, point) <= radiusM;
    return distance(centre, { ...point, latitude: centre.latitude }) <= boxM![0] / 2 && distance(centre, { ...point, longitude: centre.longitude }) <= boxM![1] / 2;
  };
  const found = ranked(c, key).filter(inside).map(([member, score]) => ({ member, score, away: distance(centre, pointOf(score)) }));
  if (order) found.sort((a, b) => (order === 'asc' ? a.away - b.away : b.away - a.away));
  return {
    array: found.slice(0, count).map(({ member, score, away }) => {
      if (shows.size === 0) return bulk(member);
      return { array: [bulk(member), ...(shows.has('withdist') ? [bulk((away / unit).toFixed(4))] : []), ...(shows.has('withhash') ? [int(score)] : []), ...(shows.has('withcoord') ? [coordinates(score)] : [])] };
    }),
  };
}

function add(c: Context, [key = '', ...words]: string[]): Reply {
  const flags: string[] = [];
  while (/^(nx|xx|ch)$/i.test(words[0] ?? '')) flags.push(words.shift()!.toLowerCase());
  if (words.length === 0 || words.length % 3 !== 0) return SYNTAX;
  let added = 0;
  let changed = 0;
  const places = Array.from({ length: words.length / 3 }, (_each, i) => ({ member: words[i * 3 + 2]!, score: Number(hashOf(place(words[i * 3], words[i * 3 + 1]))) }));
  for (const { member, score } of places) {
    const old = scoreOf(c, key, member);
    if (flags.includes(old === undefined ? 'xx' : 'nx')) continue;
    if (old === undefined) added++;
    if (old !== score) changed++;
    c.db.made(key, 'zset').scores.set(member, score);
  }
  return int(flags.includes('ch') ? changed : added);
}

/** Places on the earth, kept as sorted sets (redis.io: commands, group geo). */
export const GEO: CommandTable = {
  geoadd: writes(-5, add),
  geopos: reads(-2, (c, [key = '', ...members]) => ({ array: members.map((member) => { const score = scoreOf(c, key, member); return score === undefined ? { array: null } : coordinates(score); }) })),
  geohash: reads(-2, (c, [key = '', ...members]) => list(members.map((member) => { const score = scoreOf(c, key, member); return score === undefined ? null : geohash(score); }))),
  geodist: reads(-4, (c, [key = '', a, b, unit = 'm']) => {
    const scale = unitOf(unit);
    const [from, to] = [scoreOf(c, key, a), scoreOf(c, key, b)];
    return bulk(from === undefined || to === undefined ? null : (distance(pointOf(from), pointOf(to)) / scale).toFixed(4));
  }),
  geosearch: reads(-7, (c, [key = '', ...words]) => search(c, key, words)),
  georadius: reads(-6, (c, [key = '', longitude = '', latitude = '', radius = '', unit = '', ...words]) => search(c, key, ['fromlonlat', longitude, latitude, 'byradius', radius, unit, ...words])),
  georadiusbymember: reads(-5, (c, [key = '', member = '', radius = '', unit = '', ...words]) => search(c, key, ['frommember', member, 'byradius', radius, unit, ...words])),
  geosearchstore: writes(-8, () => fail('ERR dockyard: GEOSEARCHSTORE is not simulated')),
};
