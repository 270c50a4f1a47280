import { timed } from '../measure.ts'
import { decompressed, quoted, shell } from './shell.ts'

/** A file with a record a line, which is what most tools want: jq makes it of the log files. */
export interface Lines {
  readonly file: string
  /** Makes it, once, and tells how many milliseconds that took. */
  readonly make: () => Promise<number>
}

export function linesOf(logFiles: string, file: string): Lines {
  let made: Promise<number> | undefined
  const make = () => timed(() => shell(`${decompressed(logFiles)} | jq -c '.Records[]' > ${quoted(file)}`))
  return { file, make: () => (made ??= make()) }
}
