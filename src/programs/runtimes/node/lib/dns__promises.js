module.exports = internal.builtin('dns').promises;
