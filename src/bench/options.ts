import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PARTS, type Part } from './results.ts'

/** Beside the parts that are measured at each size. */
const PUBLIC = 'public'

export const USAGE = `Usage: npm run bench -- [options]

Measures the console on generated log files, and prints tables in Markdown.

  --events N,N,...   how many events, one size after another (1000000)
  --parts A,B,...    ${PARTS.join(', ')}: parts to measure (all of these);
                     ${PUBLIC}: each file of ../shared/data, loaded alone
  --against DIR      another checkout, already built, beside which the public files are loaded
  --shared ADDRESS   also loads the log files into this empty ClickHouse database, clickhouse://HOST:8123/NAME, and
                     asks both stores the same; --parts '' leaves out everything else
  --docs             write the tables and the chart into src/docs/benchmarks.md
  --folder DIR       where log files and stores are kept between runs (in the system's temporary folder)
  --help             print this`

export interface BenchOptions {
  readonly events: readonly number[]
  readonly parts: readonly (Part | typeof PUBLIC)[]
  /** Null without another checkout. */
  readonly against: string | null
  /** The address of a database; null without. */
  readonly shared: string | null
  readonly folder: string
  readonly docs: boolean
  readonly help: boolean
}

export function parseOptions(argv: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      events: { type: 'string', default: '1000000' },
      parts: { type: 'string', default: PARTS.join(',') },
      against: { type: 'string' },
      shared: { type: 'string' },
      folder: { type: 'string', default: join(tmpdir(), 'event-history-bench') },
      docs: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  return {
    events: values.events.split(',').map(wholeNumber),
    parts: values.parts === '' ? [] : values.parts.split(',').map(part),
    against: values.against ?? null,
    shared: values.shared ?? null,
    folder: values.folder,
    docs: values.docs,
    help: values.help,
  }
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`--events must be whole numbers, not “${text}”.`)
  return Number(text)
}

function part(text: string): Part | typeof PUBLIC {
  const known = [...PARTS, PUBLIC] as const
  const found = known.find((one) => one === text)
  if (!found) throw new Error(`--parts must be some of ${known.join(', ')}, not “${text}”.`)
  return found
}
