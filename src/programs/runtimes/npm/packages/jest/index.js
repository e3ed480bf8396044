'use strict';
// What tests take from jest's globals package; the runner fills it.
