import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { ROOT, main, say } from './run.mjs'

/** Writes the documents that are generated from the operations of the API. */
await main(async () => {
  checkNodeVersion()
  await installIfNeeded()
  const { runnerImport } = await import('vite')
  const file = join(ROOT, 'src/api/printed/documents.ts')
  const { module } = await runnerImport(file, { configFile: false, root: ROOT })
  for (const [name, text] of Object.entries(module.documents())) {
    writeFileSync(join(ROOT, 'src/docs', name), text)
    say(`src/docs/${name}`)
  }
})
