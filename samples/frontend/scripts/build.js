const fs = require('fs');
const path = require('path');
const crypto = require('crypto');
const { template } = require('lodash');
const { version } = require('../package.json');

const out = path.join(__dirname, '..', 'build');
fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(path.join(out, 'static'), { recursive: true });
const script = fs.readFileSync('src/app.js');
const name = `app.${crypto.createHash('sha256').update(script).digest('hex').slice(0, 8)}.js`;
fs.writeFileSync(path.join(out, 'static', name), script);
const page = template(fs.readFileSync('src/index.html', 'utf8'));
fs.writeFileSync(path.join(out, 'index.html'), page({ script: `/static/${name}`, version, api: process.env.API_URL }));
console.log('Compiled successfully.');
