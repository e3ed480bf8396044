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

  apply(): string {
    const sorted = this.list.map((edit, i) => ({ ...edit, i })).sort((a, b) => a.start - b.start || a.end - b.end || a.i - b.i);
    let out = '';
    let at = 0;
    for (const { start, end, text } of sorted) {
      if (start < at) continue;
      out += this.source.slice(at, start) + text;
      at = end;
    }
    return out + this.source.slice(at);
  }
}
