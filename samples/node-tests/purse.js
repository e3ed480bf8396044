class Purse {
  constructor(cents = 0) {
    this.cents = cents;
  }
  add(cents) {
    if (cents <= 0) throw new RangeError('add something');
    this.cents += cents;
    return this;
  }
  toString() {
    return `${(this.cents / 100).toFixed(2)} €`;
  }
}

module.exports = { Purse };
