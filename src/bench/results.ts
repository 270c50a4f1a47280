import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import type { ParseReference } from './parse.ts'
import type { PeerResults } from './peers/peer.ts'
import type { BenchRow } from './row.ts'

/** The parts that can be measured separately, each on the store that `loading` left. */
export const PARTS = ['loading', 'questions', 'peers', 'browser'] as const
export type Part = (typeof PARTS)[number]

/** What one run measured of a part, beside the reference of this run. */
export interface PartResult {
  readonly parse: ParseReference
  /** How many cores other programs used when the part began. */
  readonly coresOfOthers: number
  readonly rows: readonly BenchRow[]
  /** Only of the part `peers`. */
  readonly peers?: PeerResults
}

/**
 * The results for log files of one size, kept in bench-results/. A part that is measured again
 * replaces its earlier result.
 */
export interface BenchResult {
  readonly events: number
  readonly cores: number
  readonly node: string
  readonly parts: Partial<Record<Part, PartResult>>
}

/** A row with the reference of the run that measured it. */
export interface MeasuredRow extends BenchRow {
  readonly parseMs: number
}

const FOLDER = 'bench-results'
const NAME = /^\d+-events\.json$/

export async function keepResult(events: number, parts: BenchResult['parts']): Promise<BenchResult> {
  const file = `${FOLDER}/${events}-events.json`
  const before = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as BenchResult).parts : {}
  const result = { events, cores: cpus().length, node: process.version, parts: { ...before, ...parts } }
  await mkdir(FOLDER, { recursive: true })
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`)
  return result
}

/** For every size that was measured, smallest first. */
export async function keptResults(): Promise<BenchResult[]> {
  const names = (await readdir(FOLDER)).filter((name) => NAME.test(name))
  const results = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(`${FOLDER}/${name}`, 'utf8')) as BenchResult),
  )
  return results.toSorted((a, b) => a.events - b.events)
}

export function partsOf({ parts }: BenchResult): readonly PartResult[] {
  return PARTS.flatMap((part) => parts[part] ?? [])
}

export function rowsOf(result: BenchResult): readonly MeasuredRow[] {
  return partsOf(result).flatMap(({ rows, parse }) => rows.map((row) => ({ ...row, parseMs: parse.ms })))
}
