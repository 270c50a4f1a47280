import { spawn } from 'node:child_process'
import { devNull } from 'node:os'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The real AWS CLI, loaded once for all commands: that takes longer than most commands do. */
export interface AwsCli {
  /**
   * What `aws` does with these arguments and these environment variables, and with nothing of this
   * machine's configuration.
   */
  readonly run: (args: readonly string[], env: Readonly<Record<string, string>>) => Promise<Ran>
  readonly stop: () => void
}

interface Ran {
  readonly code: number
  /** What it printed and what it reported. */
  readonly output: string
}

/** Why a test of the AWS CLI is skipped. */
export const NO_AWS_CLI = 'The AWS CLI is not installed as a package of python3 (pip install awscli).'

/**
 * The AWS CLI, ready; null if it is not installed. A test file awaits it while it loads itself,
 * which has no time limit: a machine that has not read the CLI from its disk yet needs long.
 */
export async function startAwsCli(): Promise<AwsCli | null> {
  const { PATH, HOME, PYENV_ROOT } = process.env
  const python = spawn('python3', [fileURLToPath(new URL('./awsCli.py', import.meta.url))], {
    env: { PATH, HOME, PYENV_ROOT },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  // Without Python or the CLI, its answers end.
  python.on('error', () => {})
  python.stdin.on('error', () => {})
  const answers = createInterface(python.stdout)[Symbol.asyncIterator]()

  const run: AwsCli['run'] = async (args, env) => {
    const isolated = { HOME: devNull, AWS_EC2_METADATA_DISABLED: 'true', ...env }
    python.stdin.write(`${JSON.stringify({ args, env: isolated })}\n`)
    const answer = await answers.next()
    if (answer.done === true) return { code: 1, output: 'The process that runs the AWS CLI has ended.' }
    return JSON.parse(answer.value) as Ran
  }
  const { code } = await run(['--version'], {})
  return code === 0 ? { run, stop: () => void python.kill() } : null
}
