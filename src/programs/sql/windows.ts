import type { Expr, OrderBy, Window, WindowBound } from './ast';
import { refuse } from './error';
import type { Evaluator } from './evaluate';
import type { Frame } from './types';
import { compareOrdered } from './order';
import { toNumber, type Value } from './value';
import { subexpressions } from './walk';

type WindowCall = Extract<Expr, { k: 'call' }>;

/** The calls with OVER in some expressions. */
export function windowCalls(exprs: readonly Expr[]): WindowCall[] {
  return exprs.flatMap((expr) => (expr.k === 'call' && expr.over ? [expr] : windowCalls(subexpressions(expr))));
}

/** Functions that only a window has. */
export const WINDOW_FUNCTIONS = new Set(['row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile', 'lag', 'lead', 'first_value', 'last_value', 'nth_value']);

/** Gives each row's frame the values of the window functions over all rows (SQL:2003, 4.14); the rows come as the last window has sorted them. */
export function withWindows(frames: readonly Frame[], calls: readonly WindowCall[], named: ReadonlyMap<string, Window>, evaluator: Evaluator, fold: boolean): Frame[] {
  const values = frames.map(() => new Map<Expr, Value>());
  let places = frames.map((_frame, i) => i);
  for (const call of calls) {
    const own = call.over!;
    const base = own.name === undefined ? undefined : (named.get(own.name) ?? refuse({ kind: 'no-window', window: own.name }));
    const window: Window = base ? { ...base, order: own.order.length > 0 ? own.order : base.order, frame: own.frame ?? base.frame } : own;
    const partitions = new Map<string, number[]>();
    for (const [i, frame] of frames.entries()) {
      const key = JSON.stringify(window.partition.map((expr) => evaluator.evaluate(expr, frame)));
      partitions.set(key, [...(partitions.get(key) ?? []), i]);
    }
    const by: OrderBy[] = [...window.partition.map((expr) => ({ expr, descending: false, nullsFirst: undefined })), ...window.order];
    places = sorted(places, frames, by, evaluator, fold).map(({ at }) => at);
    for (const members of partitions.values()) {
      const ordered = sorted(members, frames, window.order, evaluator, fold);
      const computed = compute(call, window, ordered, frames, evaluator);
      for (const [place, { at }] of ordered.entries()) values[at]!.set(call, computed[place]!);
    }
  }
  return places.map((at) => ({ ...frames[at]!, windows: values[at]! }));
}

interface Member {
  at: number;
  keys: Value[];
}

function sorted(members: readonly number[], frames: readonly Frame[], order: readonly OrderBy[], evaluator: Evaluator, fold: boolean): Member[] {
  return members.map((at) => ({ at, keys: order.map((by) => evaluator.evaluate(by.expr, frames[at]!)) })).sort((a, b) => compareOrdered(a.keys, b.keys, order, fold));
}

const samePeer = (a: Member, b: Member): boolean => a.keys.every((key, i) => key === b.keys[i]);

function compute(call: WindowCall, window: Window, members: readonly Member[], frames: readonly Frame[], evaluator: Evaluator): Value[] {
  const count = members.length;
  const argument = (i: number, at: number): Value => (call.args[i] ? evaluator.evaluate(call.args[i], frames[members[at]!.at]!) : null);
  const firstPeer = (at: number): number => members.findIndex((member) => samePeer(member, members[at]!));
  const lastPeer = (at: number): number => members.findLastIndex((member) => samePeer(member, members[at]!));
  const distinctBefore = (at: number): number => members.slice(0, at + 1).filter((member, i) => i === 0 || !samePeer(member, members[i - 1]!)).length;
  const bounds = (at: number): [number, number] => {
    const rows = window.frame?.mode === 'rows';
    const edge = (bound: WindowBound, isStart: boolean): number => {
      if (bound.k === 'unbounded-preceding') return 0;
      if (bound.k === 'unbounded-following') return count - 1;
      if (bound.k === 'current') return rows ? at : isStart ? firstPeer(at) : lastPeer(at);
      if (!rows) return refuse({ kind: 'not-simulated', what: 'a window frame of RANGE with an offset' });
      return at + (bound.k === 'preceding' ? -1 : 1) * toNumber('offset' in bound ? (evaluator.evaluate(bound.offset, frames[members[at]!.at]!) ?? 0) : 0);
    };
    if (!window.frame) return [0, window.order.length === 0 ? count - 1 : lastPeer(at)];
    return [Math.max(0, edge(window.frame.start, true)), Math.min(count - 1, edge(window.frame.end, false))];
  };
  return members.map((_member, at): Value => {
    switch (call.name) {
      case 'row_number': return at + 1;
      case 'rank': return firstPeer(at) + 1;
      case 'dense_rank': return distinctBefore(at);
      case 'percent_rank': return count === 1 ? 0 : firstPeer(at) / (count - 1);
      case 'cume_dist': return (lastPeer(at) + 1) / count;
      case 'ntile': {
        const buckets = toNumber(argument(0, at) ?? 1);
        const [size, more] = [Math.floor(count / buckets), count % buckets];
        return at < more * (size + 1) ? Math.floor(at / (size + 1)) + 1 : more + Math.floor((at - more * (size + 1)) / size) + 1;
      }
      case 'lag': case 'lead': {
        const step = call.args[1] ? toNumber(argument(1, at) ?? 1) : 1;
        const there = at + (call.name === 'lag' ? -step : step);
        return there < 0 || there >= count ? argument(2, at) : argument(0, there);
      }
    }
    const [start, end] = bounds(at);
    if (call.name === 'first_value') return start > end ? null : argument(0, start);
    if (call.name === 'last_value') return start > end ? null : argument(0, end);
    if (call.name === 'nth_value') return argument(0, Math.min(count, start + toNumber(argument(1, at) ?? 1) - 1)) ?? null;
    return evaluator.reduce(call, members.slice(start, end + 1).map((each) => frames[each.at]!));
  });
}
