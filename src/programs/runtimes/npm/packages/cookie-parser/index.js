'use strict';
const crypto = require('crypto');
module.exports = function cookieParser(secret) {
  return function cookieParser(req, res, next) {
    req.secret = secret;
    req.cookies = Object.create(null);
    req.signedCookies = Object.create(null);
    for (const pair of (req.headers.cookie ?? '').split(/; */)) {
      const cut = pair.indexOf('=');
      if (cut === -1) continue;
      let value = decodeURIComponent(pair.slice(cut + 1).trim());
      const name = pair.slice(0, cut).trim();
      if (value.startsWith('s:') && secret) {
        const dot = value.lastIndexOf('.');
        const plain = value.slice(2, dot);
        const mark = crypto.createHmac('sha256', [secret].flat()[0]).update(plain).digest('base64').replace(/=+$/, '');
        req.signedCookies[name] = mark === value.slice(dot + 1) ? plain : false;
        continue;
      }
      if (value.startsWith('j:')) value = JSON.parse(value.slice(2));
      req.cookies[name] = value;
    }
    next();
  };
};
