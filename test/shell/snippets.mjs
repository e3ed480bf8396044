// What the shells are asked: a snippet a line, or several lines between two @@ lines.
import { readFileSync } from 'node:fs';

function read(name) {
  const out = [];
  let block;
  for (const line of readFileSync(new URL(name, import.meta.url), 'utf8').split('\n')) {
    if (line === '@@') {
      if (block) out.push(block.join('\n'));
      block = block ? undefined : [];
    } else if (block) block.push(line);
    else if (line !== '') out.push(line);
  }
  return out;
}

const ALL = ['bash', 'dash', 'ash'];

const scripts = [
  { file: 's.sh', shells: ALL, script: 'echo start\nnosuch\necho "line $LINENO"\ncd /nonexistent\nexit 2\n' },
  { file: 's.sh', shells: ALL, args: ['a', 'b c'], script: 'echo "$0" "$#" "$2"\nfor i in "$@"; do\n  echo "- $i"\ndone\n' },
  { file: 's.sh', shells: ALL, script: 'echo one\nif true; then\n  echo two\n' },
  { file: 's.sh', shells: ALL, script: 'echo one\necho )\necho three\n' },
  { file: 's.sh', shells: ALL, script: 'f() {\n  echo in f\n  nosuch\n}\nf\n\n# comment\n   echo indented # trailing\n' },
  { file: 's.sh', shells: ALL, script: 'x=$(\n  echo a\n  echo b\n)\necho "$x"\ncat <<E |\nhello\nE\ntr a-z A-Z\n' },
  { file: 's.sh', shells: ['bash'], script: 'echo $((1/0))\necho next\n${x!y}\necho third\nreadonly r=1\nr=2\necho fourth\n' },
  { file: 's.sh', shells: ['bash'], script: 'f() { echo "${BASH_SOURCE[0]} ${BASH_LINENO[0]} $LINENO"; }\nf\nset -e\nfalse\necho no\n' },
  { viaStdin: true, shells: ALL, script: 'echo from stdin\nread x\ndata line\necho "got $x"\nnosuch\n' },
  { viaStdin: true, shells: ALL, script: 'cat\nthis is data\nfor cat\n' },
  { viaStdin: true, shells: ['bash'], script: 'for i in 1 2\ndo\necho $i\ndone\ncat <<E\ndoc\nE\nif\n' },
  { shells: ALL, script: 'echo $0 $1 $#', args: ['name', 'x', 'y'] },
  { shells: ALL, script: 'nosuch', args: ['myname'] },
  { shells: ALL, script: 'read a; read b; echo "$b $a"', stdin: 'first\nsecond\n' },
  { shells: ALL, script: 'cat', stdin: 'passed on\n' },
  { shells: ALL, script: 'echo one\necho two | tr o 0\nfalse' },
  { file: 's.sh', shells: ALL, script: "alias both='echo one\necho two'\nboth x\necho three\n" },
  { file: 's.sh', shells: ['bash'], script: "shopt -s expand_aliases\nalias e='echo one\necho two'\ne x\n>f e y\necho three\n" },
  { file: 's.sh', shells: ['bash'], script: "trap 'echo \"failed at $LINENO\"' ERR\nf() {\n  false\n}\n\nf\ntrue |\n  false\necho end\n" },
  { file: 's.sh', shells: ALL, script: 'set -u\necho "$nope"\necho not reached\n' },
  { file: 's.sh', shells: ALL, script: 'echo "${nope?gone}"\necho not reached\n' },
  { file: 's.sh', shells: ['dash', 'ash'], script: 'w="a b"\nexport x=$w\nreadonly y=$w\nf() { local z=$w; echo "$z"; }\nf\necho "$x $y"\n' },
  { shells: ['dash'], script: 'x="1 + 2"; echo $((x * 3)); echo no' },
  { shells: ['dash'], script: 'echo $((16#ff)); echo no' },
];

export const snippets = [
  ...read('./snippets-common.txt').map((script) => ({ script, shells: ALL })),
  ...read('./snippets-bash.txt').map((script) => ({ script, shells: ['bash'] })),
  ...read('./snippets-scripts.txt').map((script) => ({ script, shells: ['bash'] })),
  ...read('./snippets-posix.txt').map((script) => ({ script, shells: ALL })),
  ...read('./snippets-ash.txt').map((script) => ({ script, shells: ['dash', 'ash'] })),
  ...scripts,
];
