import { join, relative, sep } from 'node:path'
import { runnerImport } from 'vite'
import { ROOT } from './run.mjs'

/** Builds the documentation site into the folder that the argument names. */
process.chdir(ROOT)
const [outDir] = process.argv.slice(2)
const { module } = await runnerImport(join(ROOT, 'src/docs/site/buildSite.ts'), {
  configFile: false,
  root: ROOT,
})
await module.buildSite(relative(ROOT, outDir).replaceAll(sep, '/'))
