import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import type { ParseReference } from './parse.ts'
import type { BenchRow } from './row.ts'

/** The parts that can be measured separately, each on the store that `loading` left. */
export const PARTS = ['loading', 'questions', 'browser'] as const
export type Part = (typeof PARTS)[number]

/**
 * The results for log files of one size, kept in bench-results/. A part that is measured again
 * replaces its earlier result.
 */
export interface BenchResult {
  readonly events: number
  readonly parse: ParseReference
  readonly cores: number
  readonly node: string
  readonly parts: Partial<Record<Part, readonly BenchRow[]>>
}

const FOLDER = 'bench-results'

export async function keepResult(parse: ParseReference, parts: BenchResult['parts']): Promise<BenchResult> {
  const { events } = parse
  const file = `${FOLDER}/${events}.json`
  const before = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as BenchResult).parts : {}
  const result = {
    events,
    parse,
    cores: cpus().length,
    node: process.version,
    parts: { ...before, ...parts },
  }
  await mkdir(FOLDER, { recursive: true })
  await writeFile(file, `${JSON.stringify(result, null, 2)}\n`)
  return result
}

/** For every size that was measured, smallest first. */
export async function keptResults(): Promise<BenchResult[]> {
  const names = (await readdir(FOLDER)).filter((name) => /^\d+\.json$/.test(name))
  const results = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(`${FOLDER}/${name}`, 'utf8')) as BenchResult),
  )
  return results.toSorted((a, b) => a.events - b.events)
}

export function rowsOf({ parts }: BenchResult): readonly BenchRow[] {
  return PARTS.flatMap((part) => parts[part] ?? [])
}
