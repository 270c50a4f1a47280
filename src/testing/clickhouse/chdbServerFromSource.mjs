import { register } from 'node:module'

// chdbServer.ts as it is in the source.
register('../../server/loading/stripTypes.mjs', import.meta.url)
await import('./chdbServer.ts')
