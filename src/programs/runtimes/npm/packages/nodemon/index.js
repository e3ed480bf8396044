module.exports = () => { throw new Error('dockyard: nodemon as a module is not simulated'); };
