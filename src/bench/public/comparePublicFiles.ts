import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { timingOf, type Timing } from '../measure.ts'
import { SERVER } from '../../testing/runningConsole.ts'
import { loadAllAtStart, type LoadedAll } from './loadAllAtStart.ts'
import { openLoadingConsole, type LoadingConsole } from './loadingConsole.ts'
import { publicFiles, type PublicFile } from './publicFiles.ts'

/** Times a file by itself, with both builds in turn. */
const TURNS = 3
/** A file that seems slower is timed again, more often: among hundreds some seem so by chance. */
const MORE_TURNS = 25

export interface ComparedFile {
  readonly name: string
  readonly bytes: number
  /** Milliseconds of gunzip + JSON.parse; null if it is not one JSON text. */
  readonly parseMs: number | null
  readonly here: Timing
  /** Of the other build; null without one. */
  readonly there: Timing | null
  /** Slower than there, beyond what either build differs by itself. */
  readonly isSlower: boolean
}

export interface PublicComparison {
  readonly against: string | null
  readonly files: readonly ComparedFile[]
  readonly allHere: LoadedAll
  readonly allThere: LoadedAll | null
}

/**
 * Loads each public file alone into a running console, and all of them when one starts; with two
 * builds in turn if another checkout is given. Null where the files are not.
 */
export async function comparePublicFiles(
  data: string,
  against: string | null,
  say: (text: string) => void,
): Promise<PublicComparison | null> {
  if (!existsSync(data)) return null
  const servers = [SERVER, ...(against === null ? [] : [builtServer(against)])]
  const folder = await mkdtemp(join(tmpdir(), 'public-files-'))
  try {
    const consoles = await Promise.all(
      servers.map((server, index) => openLoadingConsole(server, join(folder, `data-${index}`))),
    )
    const files: ComparedFile[] = []
    for (const file of publicFiles(data)) {
      files.push(await compared(file, consoles))
      if (files.length % 100 === 0) say(`  ${files.length} files`)
    }
    await Promise.all(consoles.map((one) => one.stop()))
    const [allHere, allThere = null] = await loadAllAtStart(servers, data, join(folder, 'all'))
    return { against, files, allHere: allHere!, allThere }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function builtServer(checkout: string): string {
  const server = join(checkout, 'dist/server/main.js')
  if (existsSync(server)) return server
  throw new Error(`${checkout} has no built server. Run npm run build there.`)
}

async function compared(file: PublicFile, consoles: readonly LoadingConsole[]): Promise<ComparedFile> {
  const first = await timings(file, consoles, TURNS)
  const isSlower = first.length > 1 && seemsSlower(first)
  const [here, there = null] = isSlower ? await timings(file, consoles, MORE_TURNS) : first
  return {
    name: file.name,
    bytes: file.content.length,
    parseMs: file.parseMs,
    here: here!,
    there,
    isSlower: isSlower && seemsSlower([here!, there!]),
  }
}

function seemsSlower([here, there]: readonly Timing[]): boolean {
  return here!.low > there!.high
}

async function timings(
  { name, content }: PublicFile,
  consoles: readonly LoadingConsole[],
  turns: number,
): Promise<readonly Timing[]> {
  const taken = consoles.map((): number[] => [])
  for (let turn = 0; turn < turns; turn++) {
    // Who begins alternates.
    const order = turn % 2 === 0 ? [...consoles.keys()] : [...consoles.keys()].toReversed()
    for (const index of order) taken[index]!.push(await consoles[index]!.load(name, content))
  }
  return taken.map((times) => timingOf(times))
}

/** Keeps what was measured of every file. */
export async function keepComparison(comparison: PublicComparison): Promise<string> {
  const file = 'bench-results/public-files.json'
  await mkdir('bench-results', { recursive: true })
  await writeFile(file, `${JSON.stringify(comparison, null, 2)}\n`)
  return file
}
