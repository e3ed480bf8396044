module.exports = { performance, PerformanceObserver: class PerformanceObserver { observe() {} disconnect() {} }, constants: {} };
