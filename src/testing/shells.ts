import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** A shell as a person uses it, or as it runs a script. */
export interface Shell {
  readonly name: string
  readonly program: string
  readonly options: readonly string[]
  /**
   * How it runs a file and continues even after a syntax error in it; undefined for a shell that
   * continues anyway.
   */
  readonly run?: (file: string) => string
  /** A function of this name that adds its arguments to a file. */
  readonly tool: (name: string, file: string) => string
}

/** NUL after each argument, and 1 after each call. */
const posixTool = (name: string, file: string) =>
  `${name}() { for word; do printf '%s\\0' "$word"; done >> '${file}'; printf '\\1' >> '${file}'; }`
const fishTool = (name: string, file: string) =>
  `function ${name}; begin; for word in $argv; printf '%s\\0' $word; end; printf '\\1'; end >> '${file}'; end`

/** Comments are off where they are off by default, and where a person may have turned them off. */
export const SHELLS: readonly Shell[] = [
  { name: 'bash', program: 'bash', options: ['--norc'], run: (file) => `(. ${file})`, tool: posixTool },
  { name: 'bash -i', program: 'bash', options: ['--norc', '-i'], tool: posixTool },
  {
    name: 'bash -i without comments',
    program: 'bash',
    options: ['--norc', '+O', 'interactive_comments', '-i'],
    tool: posixTool,
  },
  { name: 'dash', program: 'dash', options: [], run: (file) => `(. ${file})`, tool: posixTool },
  { name: 'zsh -i', program: 'zsh', options: ['-f', '-i'], tool: posixTool },
  {
    name: 'fish',
    program: 'fish',
    options: ['--no-config'],
    run: (file) => `source ${file}`,
    tool: fishTool,
  },
]

/** Where a shell is installed; null if it is not. (On Windows none is searched.) */
export function installed({ program }: Shell): string | null {
  if (process.platform === 'win32') return null
  const places = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, program))
  return places.find((place) => existsSync(place)) ?? null
}

/**
 * Text that an attacker may write into a log so that it runs where it is pasted. Code that runs
 * executes `ran`, or leaves a file.
 */
export const HOSTILE_IN_SHELLS: readonly string[] = Object.values({
  commands: [
    '$(ran)',
    '`ran`',
    '; ran;',
    '&& ran',
    '| ran',
    '|| ran',
    '&ran&',
    '>ran',
    '<(ran)',
    '(ran)',
    '{ran,b}',
  ],
  lines: [
    '\nran\n',
    '\rran\r',
    '\r\nran\r\n',
    '\u2028ran\u2029',
    '\u0085ran',
    '\vran\f',
    '\tran',
    '<<ran\nran\n',
  ],
  quotes: [`'`, `'; ran; '`, `''`, `'\n ran\n'`, `\\'; ran; '`, `\\' ran`, `'\\''; ran; '`, `'(ran)'`],
  doubleQuotes: ['"', '"; ran; "', '" & ran & "', '"$(ran)"', '“; ran; ”', '„$(ran)“'],
  typographicQuotes: ['’; ran; ’', '‘ran', '‚; ran', '‛; ran; ‛', '’ | ran | ‘', 'o’brien'],
  backslashes: ['\\', 'end\\', '\\\\', `\\\\'; ran; '`, '\\(ran)', '\\u0027; ran', '\\nran', `$'\\nran'`],
  history: ['!ran', '!!', '!-1', '!$', '^ran^x', '!=ran'],
  patterns: ['~', '~/ran', '=ran', '*', '?', '[r]an', '*(e:ran:)', '(e:ran:)'],
  options: ['-rf', '--output', '-x y', 'a --endpoint-url http://192.0.2.1', '--%', '--% & ran'],
  comments: ['#ran', '# $(ran)', '/* ran */', '-- ran'],
  variables: [
    '@(ran)',
    '@ran',
    '${env:x}',
    '$env:x',
    '$((ran))',
    '$HOME',
    '%PATH%',
    '%0aran',
    '^& ran',
    '" ^| ran',
  ],
  controls: ['\u0000; ran', '\u0003ran', '\u0004', '\u001b[200~ran\r\u001b[201~'],
  unseen: ['\u202e; ran\u202c', '\u2066ran', '\ufeffran', 'a\ud800b\udc00', '\ud83e; ran'],
  plain: ['a,b', 'a b', ' ', ' ran', 'ü 漢字 🦊', 'ſ', 'null', 'x'.repeat(300)],
  several: ['$(touch ran) `id` "$(id)" \\'],
}).flat()

/** What was run. */
export interface Ran {
  /** The arguments of each tool, call by call. */
  readonly calls: Readonly<Record<string, readonly (readonly string[])[]>>
  /** Programs that no text may run, and files that no text may create. */
  readonly unwanted: readonly string[]
  readonly said: string
}

const TOOLS = ['aws', 'curl', 'gunzip', 'jq', 'next']
const TRAPS = ['ran', 'touch', 'id']

/**
 * Runs the texts in a shell, as if pasted one after another with `next` after each, in a folder
 * with only a log file. The tools are functions that record their arguments: programs would take
 * most of the time to start. The only programs are those that must not be run.
 */
export async function runIn(shell: Shell, texts: readonly string[]): Promise<Ran> {
  const program = installed(shell)!
  const folder = await mkdtemp(join(tmpdir(), 'shells-'))
  const [bin, home, here] = ['bin', 'home', 'here'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  try {
    await Promise.all([bin, home, here].map((each) => mkdir(each)))
    await writeFile(join(here, 'a.json.gz'), '')
    for (const name of TRAPS) {
      await writeFile(join(bin, name), `#!/bin/sh\n${posixTool('note', `${folder}/${name}`)}\nnote "$@"\n`)
      await chmod(join(bin, name), 0o755)
    }
    const lines = texts.map(async (each, index) => {
      if (shell.run === undefined) return `${each}\nnext ${index}\n`
      const file = join(home, String(index))
      await writeFile(file, `${each}\n`)
      return `${shell.run(file)}\nnext ${index}\n`
    })
    const pasted = join(home, 'pasted')
    const tools = TOOLS.map((name) => `${shell.tool(name, `${folder}/${name}`)}\n`)
    await writeFile(pasted, [...tools, ...(await Promise.all(lines))].join(''))
    const said = await give(program, shell.options, pasted, here, { PATH: bin, HOME: home })
    const calls = await Promise.all(
      [...TOOLS, ...TRAPS].map(async (name) => [name, await noted(folder, name)] as const),
    )
    const made = (await readdir(here)).filter((name) => name !== 'a.json.gz')
    const trapped = calls.flatMap(([name, all]) =>
      TRAPS.includes(name) ? all.map((words) => [name, ...words].join(' ')) : [],
    )
    return { calls: Object.fromEntries(calls), unwanted: [...trapped, ...made], said }
  } finally {
    await rm(folder, { recursive: true })
  }
}

/**
 * The output of the program in a file. It runs in its own session, since an interactive shell would
 * take the terminal of the tests; it reads a file, since fish does not read the pipes of Node.
 */
async function give(
  program: string,
  options: readonly string[],
  input: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const [stdin, output] = await Promise.all([open(input), open(`${input}.said`, 'w')])
  try {
    const child = spawn(program, options, {
      cwd,
      env: { ...env, LC_ALL: 'C.UTF-8', TERM: 'dumb' },
      detached: true,
      stdio: [stdin.fd, output.fd, output.fd],
      timeout: 100_000,
      killSignal: 'SIGKILL',
    })
    const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    const said = await readFile(`${input}.said`, 'utf8')
    if (signal !== null) throw new Error(`${program} did not end.\n${said}`)
    return said
  } finally {
    await Promise.all([stdin.close(), output.close()])
  }
}

async function noted(folder: string, name: string): Promise<string[][]> {
  const written = await readFile(join(folder, name), 'utf8').catch(() => '')
  return written
    .split('\u0001')
    .slice(0, -1)
    .map((call) => call.split('\0').slice(0, -1))
}
