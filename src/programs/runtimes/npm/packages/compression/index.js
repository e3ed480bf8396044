'use strict';
// Answers go uncompressed: compression isn't simulated, and no client minds.
module.exports = () => (req, res, next) => next();
