module.exports = internal.builtin('fs').promises;
