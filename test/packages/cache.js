const Redis = require('ioredis');
(async () => {
  const redis = new Redis({ host: 'cache' });
  redis.on('connect', () => console.log('connect')).on('ready', () => console.log('ready'));
  console.log(redis.status, await redis.set('a', 1), await redis.get('a'), await redis.incr('a'), await redis.get('none'), await redis.hset('h', { x: 1, y: 'b' }), await redis.hgetall('h'));
  console.log(await redis.lpush('l', 1, 2), await redis.lrange('l', 0, -1), await redis.setex('t', 10, 'v'), await redis.ttl('t'), await redis.del('a', 'l'), await redis.exists('h'));
  console.log(await redis.pipeline().set('p', 1).incr('p').get('p').exec(), await redis.multi().incr('p').get('p').exec());
  await redis.incr('h').catch((error) => console.log(error.name, error.message));
  const sub = redis.duplicate();
  sub.on('message', async (channel, message) => { console.log(channel, message); await sub.quit(); console.log(await redis.quit()); });
  console.log(await sub.subscribe('news'), await redis.publish('news', 'hello'));
})();
