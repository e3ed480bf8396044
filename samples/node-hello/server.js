const http = require('http');
const os = require('os');

const port = process.env.PORT || 3000;

const server = http.createServer((request, response) => {
  console.log(`${request.method} ${request.url}`);
  if (request.url === '/where') {
    response.end(`served by ${os.hostname()}\n`);
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/plain' });
  response.end('Hello from a container!\n');
});

server.listen(port, () => console.log(`Listening on port ${port}`));
