// v8: what the simulated heap says
module.exports = {
  getHeapStatistics: () => ({ total_heap_size: 6537216, total_available_size: 2197815296, used_heap_size: 5500000, heap_size_limit: 2197815296, malloced_memory: 262320 }),
  serialize: (value) => Buffer.from(JSON.stringify(value)),
  deserialize: (bytes) => JSON.parse(Buffer.from(bytes).toString()),
  setFlagsFromString() {},
};
