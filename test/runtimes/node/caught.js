const tell = (f) => { try { f(); } catch (error) { console.log(error.name, '|', error.message, '|', error instanceof Error); } };
tell(() => null.x);
tell(() => undefined.foo());
tell(() => { const o = {}; o.f(); });
tell(() => nope);
tell(() => { const c = 1; c = 2; });
tell(() => { throw new TypeError('own'); });
tell(() => [].reduce((a, b) => a));
tell(() => { const o = {}; o.a.b.c; });
const pattern = /catch (e) {/; const text = "catch (e) {" + `catch (e) { ${'}'}`; // catch (e) {
console.log(pattern.source, text);
Promise.resolve().then(() => undefined.late).catch((error) => console.log('late', error.message));
(async () => { try { await (async () => missing)(); } catch (e) { console.log(e.message); } finally { console.log('done'); } })();
class MyError extends Error { constructor(message, code) { super(message); this.name = 'MyError'; this.code = code; } }
try { throw new MyError('custom', 7); } catch ({ message, code }) { console.log(message, code); }
