import { gzipSync } from 'node:zlib'
import type { Chance } from '../../account/chance.ts'
import { ENVELOPE_MEMBERS } from '../../ingest/shapes/envelopes.ts'
import { INVALID_UTF8, NAMES, NUMBERS, PIECES, SPACES, TELLING_BYTES, TEXTS, VALUES } from './tellingText.ts'

/**
 * A change of a file's bytes, which are represented as a text of one character per byte (latin1),
 * so that patterns find JSON in it and nothing is lost. `other`: another file, to take parts from.
 */
interface Mutation {
  readonly name: string
  readonly weight: number
  readonly apply: (bytes: string, chance: Chance, other: string) => string
}

const LONGEST = 4 * 1024 * 1024

/** Changes that ignore the meaning of the bytes. */
const BYTE_MUTATIONS: readonly Mutation[] = [
  mutation('flips a bit', 6, (bytes, chance) => {
    const at = place(bytes, chance)
    return replace(bytes, at, 1, String.fromCharCode((bytes.charCodeAt(at) || 0) ^ (1 << chance.int(0, 7))))
  }),
  mutation('sets a byte', 6, (bytes, chance) =>
    replace(bytes, place(bytes, chance), 1, chance.pick(TELLING_BYTES)),
  ),
  mutation('puts a piece in', 8, (bytes, chance) =>
    replace(bytes, place(bytes, chance), 0, chance.pick(PIECES)),
  ),
  mutation('takes a part out', 6, (bytes, chance) => {
    const [start, length] = part(bytes, chance)
    return replace(bytes, start, length, '')
  }),
  mutation('repeats a part', 4, (bytes, chance) => {
    const [start, length] = part(bytes, chance)
    return replace(bytes, start, 0, repeat(bytes.slice(start, start + length), chance.int(1, 3)))
  }),
  mutation('repeats a part over and over', 0.3, (bytes, chance) => {
    const [start, length] = part(bytes, chance)
    const piece = bytes.slice(start, start + Math.min(length, 200))
    return replace(bytes, start, 0, repeat(piece, chance.int(10, chance.happens(0.02) ? 100_000 : 300)))
  }),
  mutation('changes two parts over', 3, (bytes, chance) => {
    const [start, length] = part(bytes, chance)
    const moved = bytes.slice(start, start + length)
    const rest = replace(bytes, start, length, '')
    return replace(rest, place(rest, chance), 0, moved)
  }),
  mutation('cuts the end off', 2, (bytes, chance) => bytes.slice(0, place(bytes, chance))),
  mutation('cuts the start off', 2, (bytes, chance) => bytes.slice(place(bytes, chance))),
  mutation(
    'goes on as another file',
    3,
    (bytes, chance, other) => bytes.slice(0, place(bytes, chance)) + other.slice(place(other, chance)),
  ),
  mutation('has a part of another file in it', 3, (bytes, chance, other) => {
    const [start, length] = part(other, chance)
    return replace(bytes, place(bytes, chance), 0, other.slice(start, start + length))
  }),
  mutation(
    'is followed by another file',
    2,
    (bytes, chance, other) => bytes + chance.pick(['', '\n', ' ', ',', '\0']) + other,
  ),
  mutation('has bytes that are not UTF-8', 3, (bytes, chance) =>
    replace(bytes, place(bytes, chance), chance.int(0, 2), chance.pick(INVALID_UTF8)),
  ),
  mutation('has a byte order mark', 1.5, (bytes, chance) =>
    replace(
      bytes,
      chance.happens(0.6) ? 0 : place(bytes, chance),
      0,
      chance.pick(['\xef\xbb\xbf', '\xff\xfe', '\xfe\xff', '\xef\xbb']),
    ),
  ),
]

/** Changes of JSON, of lines and of rows. */
const TEXT_MUTATIONS: readonly Mutation[] = [
  replacing('has an extreme number', 4, /-?\d+(?:\.\d+)?/g, (_, chance) => chance.pick(NUMBERS)),
  replacing('has a strange value', 5, /"(?:[^"\\]|\\.)*"(?=\s*[,}\]])/g, (_, chance) => chance.pick(VALUES)),
  replacing(
    'has a strange text',
    4,
    /(?<=")(?:[^"\\]|\\.)*(?="\s*[,}\]])/g,
    (text, chance) => text + chance.pick(TEXTS),
  ),
  replacing('has a member renamed', 5, /"\w+"(?=\s*:)/g, (_, chance) => `"${chance.pick(NAMES)}"`),
  replacing('has a member twice', 2, /"\w+"\s*:\s*(?:"(?:[^"\\]|\\.)*"|[\w.-]+)\s*,/g, (text) => text + text),
  replacing('lost a member', 3, /"\w+"\s*:\s*(?:"(?:[^"\\]|\\.)*"|[\w.-]+)\s*,/g, () => ''),
  replacing('has other punctuation', 6, /[{}[\]",:]/g, (text, chance) =>
    chance.pick(['', text + text, ...'{}[]",:'.split('')]),
  ),
  replacing('has other white space', 2, /\s+|(?<=[,:{[])/g, (_, chance) => chance.pick(SPACES)),
  replacing('is nested deep', 1, /"(?:[^"\\]|\\.)*"(?=\s*[,}\]])|(?<=[[,])(?=\{)/g, (text, chance) => {
    const depth = chance.pick(chance.happens(0.01) ? [200_000] : [15, 16, 17, 100, 498, 499, 500, 501, 3000])
    const [open, close] = chance.pick([
      ['[', ']'],
      ['{"a":', '}'],
      ['{"detail":', '}'],
      ['[{"Records":', '}]'],
    ] as const)
    return (
      repeat(open, depth) + (text || '1') + repeat(close, chance.happens(0.8) ? depth : chance.int(0, depth))
    )
  }),
  replacing('has a value in an envelope', 2, /"(?:[^"\\]|\\.)*"(?=\s*[,}\]])|\{[^{}]*\}/g, (text, chance) => {
    const name = chance.pick([...ENVELOPE_MEMBERS.keys()])
    return chance.pick([
      `{"${name}":${text}}`,
      `{"${name}":[${text},${text}]}`,
      `{"${name}":${JSON.stringify(text)}}`,
      JSON.stringify(text),
      `{"data":"${Buffer.from(text, 'latin1').toString('base64')}"}`,
      `{"data":"${gzipSync(Buffer.from(text, 'latin1')).toString('base64')}"}`,
    ])
  }),
  replacing('has half a surrogate pair', 1, /(?<=[:,[]\s*")/g, (_, chance) =>
    chance.pick(['\\ud800', '\\udc00', '\\uD83D\\', '\\ud83dx', '\\udc00\\ud800']),
  ),
  mutation('has its lines disturbed', 2, (bytes, chance) => {
    const lines = bytes.split('\n')
    const at = chance.int(0, lines.length - 1)
    const line = lines[at]!
    lines.splice(
      at,
      1,
      ...chance.pick([
        [],
        [line, line],
        [`${line}\r`],
        ['', line],
        [line.slice(line.length >> 1), line],
        ['x', line],
      ]),
    )
    return lines.join(chance.happens(0.1) ? '\r' : '\n')
  }),
  replacing('has its cells disturbed', 2, /[,;\t"]/g, (text, chance) =>
    chance.pick(['"', '""', '"""', '', ',', ';', '\t', '"\n"', `${text} `, '",']),
  ),
]

const MUTATIONS = [...BYTE_MUTATIONS, ...TEXT_MUTATIONS]
export const ANY_MUTATION = MUTATIONS.map((one) => [one.weight, one] as const)
export const ANY_BYTE_MUTATION = BYTE_MUTATIONS.map((one) => [one.weight, one] as const)

function mutation(name: string, weight: number, apply: Mutation['apply']): Mutation {
  return { name, weight, apply }
}

/** Replaces the first match of a pattern after a random position. */
function replacing(
  name: string,
  weight: number,
  pattern: RegExp,
  put: (text: string, chance: Chance) => string,
): Mutation {
  return mutation(name, weight, (bytes, chance) => {
    const start = place(bytes, chance)
    // A position further on is as good, and searching costs more than reading.
    const stretch = bytes.slice(start, start + 8192)
    pattern.lastIndex = 0
    const found = pattern.exec(stretch)
    if (!found) return replace(bytes, start, 0, put('', chance))
    return replace(bytes, start + found.index, found[0].length, put(found[0], chance))
  })
}

function place(bytes: string, chance: Chance): number {
  return chance.int(0, Math.max(0, bytes.length - 1))
}

/** The range of a part, usually a small one. */
function part(bytes: string, chance: Chance): [start: number, length: number] {
  const most = chance.happens(0.7) ? 16 : bytes.length
  return [place(bytes, chance), chance.int(1, Math.max(1, most))]
}

function replace(bytes: string, at: number, length: number, put: string): string {
  return bytes.slice(0, at) + put + bytes.slice(at + length)
}

function repeat(text: string, times: number): string {
  return text.repeat(Math.min(times, Math.floor(LONGEST / Math.max(1, text.length))))
}
