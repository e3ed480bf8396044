import type { Stretch } from './places';

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Changes to a text, collected and made at once. At one place they stand in the order in which they were asked for. */
export class Edits {
  private readonly list: Edit[] = [];

  constructor(private readonly source: string) {}

  insert(at: number, text: string): void {
    this.replace(at, at, text);
  }

  replace(start: number, end: number, text: string): void {
    this.list.push({ start, end, text });
  }

  /** The changed text, and the stretches of it that stand in the source, too. */
  apply(): { text: string; stretches: Stretch[] } {
    const sorted = this.list.map((edit, i) => ({ ...edit, i })).sort((a, b) => a.start - b.start || a.end - b.end || a.i - b.i);
    const stretches: Stretch[] = [];
    let text = '';
    let at = 0;
    const keep = (to: number): void => {
      stretches.push({ at: text.length, origin: at, length: to - at });
      text += this.source.slice(at, to);
    };
    for (const { start, end, text: put } of sorted) {
      if (start < at) continue;
      keep(start);
      text += put;
      at = end;
    }
    keep(this.source.length);
    return { text, stretches };
  }
}
