import { join } from 'node:path'
import { LaunchError, ROOT } from './run.mjs'

/**
 * The WebAssembly modules. Each has its sources, in AssemblyScript, in the folder `module` beside the file that has it
 * compiled, as the text of `constant`.
 */
export const MODULES = [
  {
    folder: 'src/cloudtrail/scan',
    source: 'scan.ts',
    file: 'scanModule.ts',
    constant: 'SCAN_MODULE',
    // 256 MiB: module/memory.ts.
    options: ['--initialMemory', '4096', '--maximumMemory', '4096'],
  },
  {
    folder: 'src/store/segments',
    source: 'index.ts',
    file: 'compiledModule.ts',
    constant: 'SEGMENT_MODULE',
    options: [],
  },
]

export const fileOf = ({ folder, file }) => join(ROOT, folder, file)

/** A module compiled from its sources, as the text of its file. */
export async function compiled({ folder, source, constant, options }) {
  const { default: asc } = await import('assemblyscript/asc')
  let bytes
  const baseDir = join(ROOT, folder, 'module')
  const { error } = await asc.main(
    [
      source,
      '--outFile',
      'module.wasm',
      '-O3',
      '--enable',
      'simd',
      '--noAssert',
      '--runtime',
      'stub',
      ...options,
      '--baseDir',
      baseDir,
    ],
    { stderr: process.stderr, writeFile: (_, content) => (bytes = content) },
  )
  if (error) throw new LaunchError(`The module in ${folder} cannot be compiled.`)
  const base64 = Buffer.from(bytes).toString('base64')
  return `/** Compiled from module/ by \`npm run modules\`. */\nexport const ${constant} =\n  '${base64}'\n`
}
