const ejs = require('ejs'), minimist = require('minimist');
console.log(ejs.render('<% for (const x of list) { %>\n<li><%= x %></li>\n<% } %><%- raw %> <%# note %>|<%% |', { list: ['a', '<b>'], raw: '<i>' }));
console.log(ejs.render('<%_ if (true) { _%>\n  yes -%>\n<%_ } _%>\nx<%= 1 -%>\ny', {}));
console.log(ejs.compile('Hi <%= user.name %>')({ user: { name: "O'Neil & \"Co\"" } }));
try { ejs.render('a\n<%= nope %>\nb', {}); } catch (e) { console.log(e.name); console.log(e.message); }
require('fs').writeFileSync('v.ejs', '<h1><%= t %></h1><%- include("part", { x: 1 }) %>\n'); require('fs').writeFileSync('part.ejs', 'part <%= x %>\n');
ejs.renderFile('v.ejs', { t: 'T' }, (err, html) => console.log(err, html));
console.log(minimist(['a', '-x', '3', '--y', '4', '-n5', '-abc', '--beep=boop', '--no-z', 'foo', '--', 'rest']), minimist(['--port', '80', '-v', 'f'], { string: ['port'], boolean: ['v'], alias: { p: 'port', v: 'verbose' }, default: { host: 'h' } }));
