import { NormalizedSchema } from '@smithy/core/schema'
import type { OperationSchema } from '../service.ts'

/** A call as a person would type it into a POSIX shell. */
export interface CliCommand {
  /** Writes the file that `command` reads; null if it reads none. */
  readonly prepare: string | null
  /** Without credentials, Region and endpoint. */
  readonly command: string
}

/** A file that a command reads or writes is named so. */
const FILE = 'object.txt'

/** Names of commands that differ from those of the services in ARNs. */
const COMMANDS: Readonly<Record<string, string>> = { s3: 's3api' }

/** Options that the CLI has in place of members, for operations where it does. */
const OWN_OPTIONS: Readonly<Record<string, (input: object) => object>> = {
  RunInstances: (input) => {
    const { MinCount, MaxCount, ...others } = input as { MinCount: number; MaxCount: number }
    return { ...others, Count: MinCount === MaxCount ? MaxCount : `${MinCount}:${MaxCount}` }
  },
}

/**
 * The AWS CLI's command for an operation with an input. Bytes are written to a file before, and an
 * answer of bytes is written to a file, since the CLI knows no other way.
 */
export function cliCommand(service: string, schema: OperationSchema, input: object): CliCommand {
  const words = ['aws', COMMANDS[service] ?? service, kebab(schema[2])]
  let prepare: string | null = null
  const members = new Map(NormalizedSchema.of(schema[4]).structIterator())
  for (const [name, value] of Object.entries(OWN_OPTIONS[schema[2]]?.(input) ?? input)) {
    if (value === undefined) continue
    if (value instanceof Uint8Array) {
      prepare = `printf '%s' ${quoted(new TextDecoder().decode(value))} > ${FILE}`
      words.push(`--${kebab(name)}`, members.get(name)?.isStreaming() ? FILE : `fileb://${FILE}`)
    } else words.push(...option(name, value))
  }
  const answersBytes = [...NormalizedSchema.of(schema[5]).structIterator()].some(([, member]) =>
    member.isStreaming(),
  )
  if (answersBytes) words.push(`answer-${FILE}`)
  return { prepare, command: words.join(' ') }
}

function option(name: string, value: unknown): readonly string[] {
  const key = kebab(name)
  if (typeof value === 'boolean') return [value ? `--${key}` : `--no-${key}`]
  if (isWords(value)) return [`--${key}`, ...value.map((word) => quoted(word))]
  const text =
    value instanceof Date ? value.toISOString() : typeof value === 'string' ? value : JSON.stringify(value)
  // The CLI takes a word that begins with a dash for an option.
  return text.startsWith('-') ? [`--${key}=${quoted(text)}`] : [`--${key}`, quoted(text)]
}

/** A list that the CLI takes as words, and would not take for JSON or for options. */
const isWords = (value: unknown): value is readonly string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => typeof item === 'string' && item !== '' && !/^[-[{]/.test(item))

/** `StopDBInstance` as `stop-db-instance`: the rules of botocore, with which the CLI is made. */
export function kebab(name: string): string {
  return name
    .replace(/([A-Z]{2,}s)$/, (plural) => `-${plural.toLowerCase()}`)
    .replace(/^-/, '')
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
}

/** A word as a POSIX shell reads it back unchanged. */
export const quoted = (text: string): string =>
  /^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
