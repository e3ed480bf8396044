const b = require('bcrypt');
(async () => {
  const h = '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';
  console.log(b.hashSync('secret', '$2b$04$abcdefghijklmnopqrstuu'), b.compareSync('secret', b.hashSync('secret', 4)), await b.compare('no', h), b.getRounds(h), b.hashSync('x', 4).length, b.genSaltSync(12).slice(0, 7), b.genSaltSync().length);
  console.log(b.hashSync('secret', '$2a$04$abcdefghijklmnopqrstuu'));
  await new Promise((done) => b.hash('pw', 4, (err, out) => b.compare('pw', out, (e, same) => done(console.log(err, e, same)))));
  const salt = await b.genSalt(5); console.log(salt.slice(0, 7), (await b.hash('p', salt)).startsWith(salt));
  for (const t of [() => b.hashSync(), () => b.hashSync('a', 'bad'), () => b.compareSync('a'), () => b.hashSync(5, 10), () => b.compareSync('a', 'b'), () => b.getRounds('x')]) try { console.log(t()); } catch (e) { console.log(e.name, e.message); }
  await b.hash(undefined, 10).catch((e) => console.log(e.message));
  await b.compare('a', undefined).catch((e) => console.log(e.message));
  await b.compare('a', 'short').then(console.log);
})();
