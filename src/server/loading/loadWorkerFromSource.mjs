import { register } from 'node:module'

// In development and under test nothing is built: the worker is loaded from its source, as it is at this moment.
register('./stripTypes.mjs', import.meta.url)
await import('./loadWorker.ts')
