const { createServer } = require('node:http');
const greeting = require('./greeting');

createServer((req, res) => res.end(greeting + '\n')).listen(3000);
