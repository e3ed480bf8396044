import type { QueryResult } from './types';

/** What a statement has come to. */
export type Outcome =
  | ({ k: 'rows'; tag: string } & QueryResult)
  | { k: 'done'; tag: string; affected: number; matched: number; changed: number; insertId: number; duplicates: number; notice: string | undefined };

export const done = (tag: string, more: Partial<Extract<Outcome, { k: 'done' }>> = {}): Outcome => ({ k: 'done', tag, affected: 0, matched: 0, changed: 0, insertId: 0, duplicates: 0, notice: undefined, ...more });
