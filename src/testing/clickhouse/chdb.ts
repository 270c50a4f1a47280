import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The engine of a current ClickHouse server, as a package: half a gigabyte, so it is no dependency of the project. */
const PACKAGE = 'chdb@3.4.0'
const FOLDER = join(homedir(), '.cache', 'event-history-console', 'chdb')

/**
 * Set to run tests of ClickHouse, and to install what they need. It does not follow from what is installed, so that the
 * same tests run everywhere.
 */
export const CLICKHOUSE_TESTS = 'CLICKHOUSE_TESTS'

/** Why tests of ClickHouse do not run, in a sentence; null if they do. */
export const noChdb: string | null = process.env[CLICKHOUSE_TESTS]
  ? null
  : `Set ${CLICKHOUSE_TESTS}=1 to run these tests with chdb, which is installed once (550 MB).`

/** A ClickHouse server for tests. */
export interface ServerUnderTest {
  /** `clickhouse://127.0.0.1:8123`, to be followed by a slash and the name of a database. */
  readonly address: string
  readonly stop: () => Promise<void>
}

/** Starts chdb as a server, and installs it if it is wanted and missing. */
export async function startChdb(): Promise<ServerUnderTest> {
  const installed = join(FOLDER, 'node_modules', 'chdb')
  if (!existsSync(installed)) {
    await mkdir(FOLDER, { recursive: true })
    await promisify(execFile)('npm', ['install', '--prefix', FOLDER, '--no-save', '--no-audit', PACKAGE])
  }
  const data = await mkdtemp(join(tmpdir(), 'chdb-'))
  const program = fileURLToPath(new URL('chdbServerFromSource.mjs', import.meta.url))
  const child = spawn(process.execPath, [program, installed, data], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    address: `clickhouse://127.0.0.1:${line.toString().trim()}`,
    stop: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
      await rm(data, { recursive: true, force: true })
    },
  }
}
