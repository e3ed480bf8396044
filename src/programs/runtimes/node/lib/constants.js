module.exports = internal.builtin('fs').constants;
