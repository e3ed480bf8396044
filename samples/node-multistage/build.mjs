import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const lines = readFileSync('src/quotes.txt', 'utf8').trim().split('\n');
mkdirSync('dist', { recursive: true });
writeFileSync('dist/quotes.json', JSON.stringify(lines));
copyFileSync('src/server.js', 'dist/server.js');
console.log(`built ${lines.length} quotes`);
