const express = require('express');
const session = require('express-session');
const compression = require('compression');
const app = express();
app.set('view engine', 'ejs').set('views', '.');
app.use(compression(), session({ secret: 'cat', resave: false, saveUninitialized: false }));
app.get('/', (req, res) => { req.session.views = (req.session.views ?? 0) + 1; res.render('page', { t: req.session.views }); });
app.get('/plain', (req, res) => res.json({ has: !!req.session.views }));
app.get('/long', (req, res) => res.type('txt').send('hello '.repeat(500)));
app.get('/out', (req, res) => req.session.destroy(() => res.redirect('/')));
const server = app.listen(3000, async () => {
  const at = (path, cookie, more) => fetch(`http://localhost:3000${path}`, { redirect: 'manual', headers: { ...(cookie ? { cookie } : {}), ...more } });
  const plain = await at('/plain');
  console.log(plain.headers.get('set-cookie'), await plain.text());
  const first = await at('/');
  const set = first.headers.get('set-cookie');
  console.log(set.replace(/s%3A[^;]*/, 'ID'), /^connect\.sid=s%3A[\w-]{32}\.[\w%]+; Path=\/; HttpOnly$/.test(set), await first.text());
  const [cookie] = set.split(';');
  const second = await at('/', cookie);
  console.log(second.headers.get('set-cookie'), await second.text(), await (await at('/plain', cookie)).json());
  console.log((await at('/out', cookie)).status, await (await at('/plain', cookie)).json());
  const http = require('http');
  http.get({ port: 3000, path: '/long', headers: { 'Accept-Encoding': 'gzip' } }, (res) => {
    const parts = [];
    res.on('data', (part) => parts.push(part)).on('end', () => {
      console.log(res.headers['content-encoding'], res.headers.vary, require('zlib').gunzipSync(Buffer.concat(parts)).length);
      server.close();
      process.exit();
    });
  });
});
