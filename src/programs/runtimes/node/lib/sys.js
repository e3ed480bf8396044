module.exports = internal.builtin('util');
