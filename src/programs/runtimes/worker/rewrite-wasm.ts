interface WasmInstance {
  exports: Record<string, unknown>;
}
interface WasmApi {
  instantiate(bytes: ArrayBuffer | Uint8Array, imports: object): Promise<{ instance: WasmInstance }>;
  instantiateStreaming: unknown;
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => WasmInstance;
}

/** WebAssembly as far as it is used here: the pure rooms' types don't know it. */
export const wasm = (globalThis as unknown as { WebAssembly: WasmApi }).WebAssembly;

/** Runs `load`; what it instantiates is first changed by `change`, and shown to `made` after. */
export async function rewriting<T>(load: () => Promise<T>, change: (bytes: Uint8Array) => Uint8Array, made: (instance: WasmInstance) => void = () => undefined): Promise<T> {
  const { instantiate, instantiateStreaming } = wasm;
  wasm.instantiate = async (bytes, imports) => {
    const given = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes instanceof Uint8Array ? bytes : undefined;
    if (!given) return instantiate.call(wasm, bytes, imports);
    const result = await instantiate.call(wasm, change(given), imports);
    made(result.instance);
    return result;
  };
  wasm.instantiateStreaming = async (response: Promise<{ arrayBuffer(): Promise<ArrayBuffer> }>, imports: object) => wasm.instantiate(await (await response).arrayBuffer(), imports);
  try {
    return await load();
  } finally {
    wasm.instantiate = instantiate;
    wasm.instantiateStreaming = instantiateStreaming;
  }
}
