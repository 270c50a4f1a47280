import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Plugin } from 'vite'

const compress = promisify(brotliCompress)

/** Fonts and pictures are compressed already. */
const TEXT = /\.(js|css|svg)$/
/** Smaller files gain nothing. */
const WORTH_IT = 1024

/**
 * Writes a `.br` file beside every larger text file of the built console. The server sends it to
 * browsers that accept it.
 */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: (config, { command }) => command === 'build' && !config.build?.ssr,
    async writeBundle({ dir = '' }, bundle) {
      const texts = Object.keys(bundle).filter((file) => TEXT.test(file))
      await Promise.all(
        texts.map(async (file) => {
          const text = await readFile(join(dir, file))
          if (text.length < WORTH_IT) return
          const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
          await writeFile(join(dir, `${file}.br`), await compress(text, { params }))
        }),
      )
    },
  }
}
