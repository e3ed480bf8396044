'use strict';
const CONTEXT = 5;

/** Lines that two texts share and don't, each with its mark. */
function marked(before, after) {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const table = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) for (let j = b.length - 1; j >= 0; j--) table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  const out = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) out.push([' ', a[(j++, i++)]]);
    else if (i < a.length && (j === b.length || table[i + 1][j] >= table[i][j + 1])) out.push(['-', a[i++]]);
    else out.push(['+', b[j++]]);
  }
  return out;
}
/** A difference as jest shows it: how much of each, then the lines with what stands around them. */
exports.diff = (before, after, names = ['Expected', 'Received'], paint = (kind, text) => text) => {
  const lines = marked(before, after);
  const count = (mark) => lines.filter(([one]) => one === mark).length;
  const width = Math.max(names[0].length, names[1].length);
  const head = `${paint('expected', `- ${names[0].padEnd(width)}  - ${count('-')}`)}\n${paint('received', `+ ${names[1].padEnd(width)}  + ${count('+')}`)}`;
  const near = lines.map((_, i) => lines.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some(([mark]) => mark !== ' '));
  const parts = [];
  const isWhole = near.every(Boolean);
  let [a, b] = [1, 1];
  lines.forEach(([mark, text], i) => {
    if (near[i]) {
      if (!isWhole && !near[i - 1]) {
        let end = i;
        while (near[end]) end++;
        const group = lines.slice(i, end);
        const size = (other) => group.filter(([one]) => one !== other).length;
        parts.push(paint('place', `@@ -${a},${size('+')} +${b},${size('-')} @@`));
      }
      parts.push(mark === ' ' ? `  ${text}`.trimEnd() : paint(mark === '-' ? 'expected' : 'received', `${mark} ${text}`.trimEnd()));
    }
    if (mark !== '+') a++;
    if (mark !== '-') b++;
  });
  return `${head}\n\n${parts.join('\n')}`;
};
