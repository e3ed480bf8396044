module.exports = internal.builtin('readline').promises;
