import { register } from 'node:module'

// In development and in tests nothing is built: the program is loaded from its current source.
register('../loading/stripTypes.mjs', import.meta.url)
await import('./sqlProcess.ts')
