const http = require('http');
const fs = require('fs');

http.createServer((req, res) => {
  if (req.url === '/health') {
    const isSick = fs.existsSync('/tmp/sick');
    res.statusCode = isSick ? 500 : 200;
    return res.end(isSick ? 'sick' : 'well');
  }
  res.end('working');
}).listen(8080);
