import { randomBytes } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import { whyNotRead } from '../sources/whyNotRead.ts'
import { callerFolder } from './callerFolder.ts'
import type { Reader } from './http/readers.ts'
import { OptionsError } from './optionsError.ts'

/** Shorter tokens could be guessed, given enough time. */
const FEWEST_CHARACTERS = 16
const MOST_BYTES = 64 * 1024

/** In an address, a cookie and a file, a name is written as it is. */
const NAME = /^[A-Za-z\d][A-Za-z\d._-]{0,39}$/

/**
 * Who may use the console, by the first of these that is given: one token, a file of tokens, one in the environment,
 * where an empty one counts as none. Without any, nobody has to show a token.
 */
export function givenReaders(
  option: string | undefined,
  file: string | undefined,
  env: NodeJS.ProcessEnv,
): readonly Reader[] {
  if (option !== undefined && file !== undefined)
    throw new OptionsError('Use either --token or --token-file, not both.')
  if (option === undefined && file !== undefined) return readersInFile(file, env)
  const token = option ?? (env['EVENT_HISTORY_TOKEN'] || null)
  return token === null ? [] : [{ name: null, token: checked(token, 'The token') }]
}

/** A file has one token, or a name and a token in each line. */
function readersInFile(path: string, env: NodeJS.ProcessEnv): readonly Reader[] {
  const lines = readWhole(path, env)
    .split('\n')
    .map((line, index) => ({ words: line.trim().split(/\s+/), number: index + 1 }))
    .filter(({ words }) => words[0] !== '')
  const [first] = lines
  if (first === undefined)
    throw new OptionsError(
      `--token-file ${path} has no token. Write one of ${FEWEST_CHARACTERS} or more characters, or a line “NAME TOKEN” for each reader.`,
    )
  if (lines.length === 1 && first.words.length === 1)
    return [{ name: null, token: checked(first.words[0]!, 'The token') }]
  const readers: (Reader & { readonly number: number })[] = []
  for (const { words, number } of lines) {
    const where = `Line ${number} of --token-file ${path}`
    const [name, token] = words
    if (words.length !== 2)
      throw new OptionsError(
        `${where} has ${words.length === 1 ? 'one word' : `${words.length} words`}. With several readers, each line is a name and a token, separated by a space, such as “ana ${newToken()}”.`,
      )
    if (!NAME.test(name!))
      throw new OptionsError(
        `${where} does not begin with a name. Use up to 40 letters from A to Z, digits, dots, hyphens and underscores, beginning with a letter or digit.`,
      )
    const sameName = readers.find((reader) => reader.name!.toLowerCase() === name!.toLowerCase())
    if (sameName)
      throw new OptionsError(
        `${where} has the same name as line ${sameName.number}, “${sameName.name}”. Give each reader another name.`,
      )
    const sameToken = readers.find((reader) => reader.token === token)
    if (sameToken)
      throw new OptionsError(
        `${where} has the same token as line ${sameToken.number}. Give each reader another token, such as ${newToken()}.`,
      )
    readers.push({
      name: name!,
      token: checked(token!, `The token in line ${number} of --token-file ${path}`),
      number,
    })
  }
  return readers.map(({ name, token }) => ({ name, token }))
}

/** The token, if it may be one. `what`: how a sentence about it begins. */
function checked(token: string, what: string): string {
  if (token.length < FEWEST_CHARACTERS)
    throw new OptionsError(
      `${what} has ${token.length} characters and could be guessed. Use ${FEWEST_CHARACTERS} or more, such as ${newToken()}.`,
    )
  if (!/^[!-~](?:[ -~]*[!-~])?$/.test(token))
    throw new OptionsError(
      `${what} has characters that cannot be sent in a request. Use ASCII letters, digits and punctuation.`,
    )
  return token
}

const newToken = (): string => randomBytes(16).toString('hex')

/** The text of a file, which may be a pipe. */
function readWhole(path: string, env: NodeJS.ProcessEnv): string {
  const bytes = Buffer.alloc(MOST_BYTES + 1)
  let length = 0
  try {
    const file = openSync(resolve(callerFolder(env), path), 'r')
    try {
      for (let read = -1; read !== 0 && length < bytes.length; length += read)
        read = readSync(file, bytes, length, bytes.length - length, null)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw new OptionsError(`--token-file ${path} cannot be read: ${whyNotRead(error)}.`)
  }
  if (length > MOST_BYTES)
    throw new OptionsError(
      `--token-file ${path} is larger than ${MOST_BYTES} bytes, so it is no file of tokens.`,
    )
  return new TextDecoder().decode(bytes.subarray(0, length))
}
