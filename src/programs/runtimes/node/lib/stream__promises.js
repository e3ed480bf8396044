module.exports = internal.builtin('stream').promises;
