declare module '@micropython/micropython-webassembly-pyscript/micropython.mjs' {
  export function loadMicroPython(options: { heapsize?: number; pystack?: number; linebuffer?: boolean; url?: string; stdout?: (output: unknown) => void; stderr?: (output: unknown) => void }): Promise<unknown>;
}
declare module '@micropython/micropython-webassembly-pyscript/micropython.wasm?url' {
  const url: string;
  export default url;
}
