module.exports = { get: async () => { throw new Error('really'); }, name: 'http' };
