'use strict';
const UNITS = { ms: 1, s: 1000, m: 60000, h: 3600000, d: 86400000, w: 604800000, y: 31557600000 };
module.exports = (value) => {
  if (typeof value === 'string') {
    const match = /^(-?\d*\.?\d+)\s*(ms|s|m|h|d|w|y)?[a-z]*$/i.exec(value);
    return match ? Number(match[1]) * UNITS[(match[2] ?? 'ms').toLowerCase()] : undefined;
  }
  const unit = ['d', 'h', 'm', 's'].find((one) => Math.abs(value) >= UNITS[one]) ?? 'ms';
  return `${Math.round(value / UNITS[unit])}${unit}`;
};
