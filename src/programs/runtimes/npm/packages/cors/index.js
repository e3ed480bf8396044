'use strict';
module.exports = function cors(options = {}) {
  return function corsMiddleware(req, res, next) {
    const asked = req.headers.origin;
    const origin = options.origin === undefined ? '*' : options.origin === true ? asked : options.origin;
    const allowed = origin === '*' ? '*' : typeof origin === 'string' ? origin : [origin].flat().some((one) => (one instanceof RegExp ? one.test(asked ?? '') : one === asked)) ? asked : undefined;
    if (allowed) res.setHeader('Access-Control-Allow-Origin', allowed);
    if (allowed !== '*') res.setHeader('Vary', 'Origin');
    if (options.credentials) res.setHeader('Access-Control-Allow-Credentials', 'true');
    if (req.method === 'OPTIONS') {
      if (allowed === '*') res.setHeader('Vary', 'Access-Control-Request-Headers');
      res.setHeader('Access-Control-Allow-Methods', [options.methods ?? 'GET,HEAD,PUT,PATCH,POST,DELETE'].flat().join(','));
      const headers = options.allowedHeaders ? [options.allowedHeaders].flat().join(',') : req.headers['access-control-request-headers'];
      if (headers) res.setHeader('Access-Control-Allow-Headers', headers);
      if (options.maxAge) res.setHeader('Access-Control-Max-Age', String(options.maxAge));
      res.statusCode = options.optionsSuccessStatus ?? 204;
      res.setHeader('Content-Length', '0');
      return res.end();
    }
    if (options.exposedHeaders) res.setHeader('Access-Control-Expose-Headers', [options.exposedHeaders].flat().join(','));
    next();
  };
};
