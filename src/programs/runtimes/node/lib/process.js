module.exports = internal.process;
