const http = require('http');

http.createServer((req, res) => {
  res.setHeader('Content-Type', 'application/json');
  res.end(JSON.stringify({ me: process.env.NAME, url: req.url, host: req.headers.host, seen: req.headers['x-real-ip'] !== undefined }));
}).listen(3000);
