module.exports = internal.builtin('path');
