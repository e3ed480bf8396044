'use strict';
// The parsers are express's own.
const { json, urlencoded, text, raw } = require('express');
module.exports = Object.assign((options) => (req, res, next) => json(options)(req, res, (error) => (error ? next(error) : urlencoded({ extended: true, ...options })(req, res, next))), { json, urlencoded, text, raw });
