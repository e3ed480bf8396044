module.exports = class Mocha {};
