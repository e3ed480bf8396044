const axios = require('./http');
exports.find = async (id) => (await axios.get('/users/' + id)).data;
