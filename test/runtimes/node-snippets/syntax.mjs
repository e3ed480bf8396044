// Sources that don't parse.
const sources = [
  'console.log("a"\n', 'const x = ;\n', 'function f( {\n}\n', 'let a = 1;\nlet a = 2;\n', 'const y;\n', 'if (true {\n}\n', 'const o = { a: 1 b: 2 };\n', 'var s = "unterminated;\nvar t = 1;\n', 'const t = `abc\n', 'return = 5;\n',
  'function f() {\n  console.log(1);\n', 'console.log(1));\n', '}\n', 'await fetch("x");\n', 'function g() { await x; }\n', 'for (let i = 0; i < 3; i++ {\n}\n', 'const a = [1, 2;\n', 'x = 1 +;\n', 'class A { constructor() {} constructor() {} }\n', 'class A {\n  foo: 1\n}\n',
  'break;\n', 'else { }\n', 'let let = 1;\n', '1 = x;\n', 'foo() = 3;\n', 'const {a b} = c;\n', 'var 1a = 2;\n', 'var a-b = 1;\n', 'try { x(); }\n', 'switch (x) { case 1 break; }\n',
  'const f = (a, b => a;\n', 'new.target;\n', "'use strict'; with (a) {}\n", "'use strict'; var public = 1;\n", 'import x from "y" z\n', 'const r = /abc;\n', 'console.log("a" "b");\n', 'console.log(a b);\n', 'const async = async () => { await };\n', 'x => { y: ;;; } }\n',
  'const s = \'it\'s\';\n', 'let x = 5\nlet y = x +* 2\n', '#include\n', '@decorator class A {}\n', 'enum Color { Red }\n', 'interface A { b: string }\n', 'const n: number = 5;\n', 'function f(a: string) {}\n', 'const el = <div>Hi</div>;\n', 'a ?? b || c;\n',
  'class A { #x; } new A().#x;\n', 'function* g() { yield = 1; }\n', 'if (x) function f() {} else;\nconst z = 08n;\n', 'super.x();\n', 'function (a) { }\n', '({ a, b }) = c;\n', 'var x = {a: 1,, b: 2};\n', 'do { } whlie (1);\n', 'print "x"\n', 'def f():\n', 'const a = "tab\\u{110000}";\n', 'label: continue label;\n', 'module.exports = {\n  port: 3000,\n  host: "localhost"\n\nconst app = 1;\n', "const express = require('express')\nconst app = express();\n\napp.get('/', (req, res) => {\n  res.send('Hello');\n;\n\napp.listen(3000);\n", "app.get('/', (req, res) => {\n  res.json({ok: true})\n}\napp.listen(1)\n", 'async () => { for await (x of y) }\n', 'const fn = function() { return 1 }}\n', 'let undefined = 1;\nexport default 5;\n', 'throw\nnew Error("x");\n', 'delete x;\nyield 5;\n',
];
export const syntax = Object.fromEntries(sources.map((source) => [JSON.stringify(source).slice(1, -1), source]));
Object.assign(syntax, {
  'in a required file': { files: { 'app.js': `console.log('app');\nrequire('./broken');\n`, 'broken.js': `const a = {\n  b: 1\n  c: 2\n};\n` } },
  'in a module': { files: { 'app.mjs': `import './broken.mjs';\n`, 'broken.mjs': `export const a = ;\n` }, run: 'node app.mjs' },
  'check': { files: { 'good.js': 'console.log(1);\n', 'bad.js': 'let a = (1;\n' }, run: 'node --check good.js && echo fine; node -c bad.js; echo $?' },
  'of -e': { files: {}, run: `node -e 'let a = ;'; echo $?; node -p '1 +'; echo $?` },
  'of eval': `try { eval('1 +'); } catch (e) { console.log(e.name, e.message); }\ntry { new Function('return }'); } catch (e) { console.log(e.name, e.message); }\neval('let a = 1; let a = 2;');\n`,
  'of stdin': { files: {}, run: `echo 'let x = }' | node; echo $?` },
});
