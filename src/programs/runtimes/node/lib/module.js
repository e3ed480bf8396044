module.exports = internal.Module;
