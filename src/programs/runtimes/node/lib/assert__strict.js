module.exports = internal.builtin('assert').strict;
