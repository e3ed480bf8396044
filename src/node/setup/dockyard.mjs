#!/usr/bin/env node
// The `dockyard` command in a checkout: bundles again when sources are newer, then runs the bundle.
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { install } from './install.mjs';

install();
await import(pathToFileURL(await bundle()).href);
