module.exports = 'first draft';
