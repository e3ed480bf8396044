module.exports = { sum: (a, b) => a + b, load: async () => { throw new Error('no network'); }, log: (x) => console.log('value', x) };
