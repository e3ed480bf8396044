'use strict';
const fs = require('fs');
const removeSync = (paths) => { for (const path of [paths].flat()) fs.rmSync(path, { recursive: true, force: true }); return true; };
const rimraf = async (paths, options, done = options) => {
  removeSync(paths);
  if (typeof done === 'function') done(null);
  return true;
};
module.exports = Object.assign(rimraf, { rimraf, rimrafSync: removeSync, sync: removeSync, default: rimraf });
