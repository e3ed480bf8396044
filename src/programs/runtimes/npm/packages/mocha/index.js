module.exports = { ...require('./lib/interface').bdd };
