import { register } from 'node:module'

// In development and in tests nothing is built: the worker is loaded from its current source.
register('./stripTypes.mjs', import.meta.url)
await import('./loadWorker.ts')
