// https: TLS isn't simulated, port 443 is spoken to plainly.
const http = internal.builtin('http');
const request = (input, options, done) => new http.ClientRequest(input, options, done, true);
module.exports = {
  ...http,
  Server: http.Server,
  request,
  get(input, options, done) {
    const made = request(input, options, done);
    made.end();
    return made;
  },
  createServer: (options, listener) => http.createServer(typeof options === 'function' ? options : listener),
};
