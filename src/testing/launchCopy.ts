import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const LAUNCH = fileURLToPath(new URL('../launch', import.meta.url))

/** A project with only src/launch, in which installing and building can be tried safely. */
export interface LaunchCopy {
  readonly folder: string
  /** Runs a module with `import ... from './src/launch/...'`. */
  readonly start: (module: string) => LaunchRun
  /** Stops what still runs, and removes the folder. */
  readonly remove: () => Promise<void>
}

interface LaunchRun {
  /** Resolves when its output contains this text. */
  readonly said: (text: string) => Promise<void>
  readonly ended: Promise<{ readonly status: number | null; readonly output: string }>
}

export async function launchCopy(): Promise<LaunchCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  await cp(LAUNCH, join(folder, 'src/launch'), { recursive: true })
  const children: ChildProcess[] = []
  return {
    folder,
    start: (module) => {
      const child = spawn(process.execPath, ['--input-type=module', '--eval', module], { cwd: folder })
      children.push(child)
      let output = ''
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => (output += text))
      const ended = once(child, 'close').then(() => ({ status: child.exitCode, output }))
      const more = () => Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), ended])
      return {
        ended,
        said: async (text) => {
          while (!output.includes(text)) {
            if (child.exitCode !== null) throw new Error(`It ended without saying “${text}”: ${output}`)
            await more()
          }
        },
      }
    },
    remove: async () => {
      for (const child of children) child.kill('SIGKILL')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
