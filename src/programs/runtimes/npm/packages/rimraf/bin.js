#!/usr/bin/env node
'use strict';
const { rimrafSync } = require('./index.js');
const paths = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
if (paths.length === 0) {
  console.error('rimraf: must provide a path to remove\nrun `rimraf --help` for usage information');
  process.exit(1);
}
rimrafSync(paths);
