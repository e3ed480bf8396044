import { Hono } from 'hono';
import type { HttpAnswer } from '../../lib/http/message';
import type { Call, Handler } from './call';

interface Exchange {
  call: Call;
  before: () => void;
  answer?: HttpAnswer;
  failure?: { error: unknown };
}

/**
 * The table of routes. Hono finds the handler by a Request that has method and path only; raw head, body and
 * connection come through its environment, and the answer goes back the same way for the codec to write.
 */
export class Routes {
  private readonly app = new Hono<{ Bindings: Exchange }>();

  add(method: string, path: string, handler: Handler): void {
    this.app.on(method, path, async (context) => {
      try {
        context.env.before();
        context.env.answer = await handler(context.env.call, context.req.param() as Record<string, string>);
      } catch (error) {
        context.env.failure = { error };
      }
      return new Response(null);
    });
  }

  /** The answer of the route that a request is for, after `before`; undefined when there is none. Handlers' errors come through. */
  async dispatch(call: Call, path: string, before: () => void = () => undefined): Promise<HttpAnswer | undefined> {
    // Hono answers HEAD by what GET has; the engine has only these.
    if (call.request.method === 'HEAD' && !/^\/_ping$|^\/containers\/.+\/archive$/.test(path)) return undefined;
    const exchange: Exchange = { call, before };
    await this.app.fetch(new Request(`http://docker${path}`, { method: call.request.method }), exchange);
    if (exchange.failure) throw exchange.failure.error;
    return exchange.answer;
  }
}
