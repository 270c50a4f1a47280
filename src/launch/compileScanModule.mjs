import { join } from 'node:path'
import { LaunchError, ROOT } from './run.mjs'

/** The module that `cloudtrail/scan` runs, compiled from its sources, as the text of scanModule.ts. */
export async function compiledScanModule() {
  const { default: asc } = await import('assemblyscript/asc')
  let bytes
  const { error } = await asc.main(
    [
      'src/cloudtrail/scan/module/scan.ts',
      '--outFile',
      'scan.wasm',
      '-O3',
      '--enable',
      'simd',
      '--noAssert',
      '--runtime',
      'stub',
      // 256 MiB: module/memory.ts.
      '--initialMemory',
      '4096',
      '--maximumMemory',
      '4096',
      '--baseDir',
      ROOT,
    ],
    { stderr: process.stderr, writeFile: (_, content) => (bytes = content) },
  )
  if (error) throw new LaunchError('The module cannot be compiled.')
  const base64 = Buffer.from(bytes).toString('base64')
  return `/** Compiled from module/ by \`npm run scan-module\`. */\nexport const SCAN_MODULE =\n  '${base64}'\n`
}

export const SCAN_MODULE_FILE = join(ROOT, 'src/cloudtrail/scan/scanModule.ts')
