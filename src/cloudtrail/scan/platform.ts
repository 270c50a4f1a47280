/** What this folder uses of the platform, which has no types in a pure folder. */
interface Platform {
  readonly atob: (base64: string) => string
  readonly TextDecoder: new (
    encoding: string,
    options: { readonly ignoreBOM: boolean },
  ) => { decode(bytes: Uint8Array): string }
  readonly TextEncoder: new () => { encodeInto(text: string, to: Uint8Array): { readonly written: number } }
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object
    readonly Instance: new (module: object) => { readonly exports: unknown }
  }
}

export const { atob, TextDecoder, TextEncoder, WebAssembly } = globalThis as unknown as Platform
