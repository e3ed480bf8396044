module.exports = internal.builtin('util').types;
