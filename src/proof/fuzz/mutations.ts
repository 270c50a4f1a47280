import { gzipSync } from 'node:zlib'
import type { Chance } from '../../account/chance.ts'
import { ENVELOPE_MEMBERS, ROW_MEMBERS, TELLING_RECORD_MEMBERS } from '../../ingest/shapes/envelopes.ts'

/**
 * A change of a file's bytes, which are held as a text of one character a byte (latin1): patterns then find JSON in it and
 * nothing is lost. `other`: another file, to take parts of.
 */
interface Mutation {
  readonly name: string
  readonly weight: number
  readonly apply: (bytes: string, chance: Chance, other: string) => string
}

const LONGEST = 4 * 1024 * 1024

/** Changes that know nothing of what the bytes say. */
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

/** Puts something else for the first place behind a random one where a pattern matches. */
function replacing(
  name: string,
  weight: number,
  pattern: RegExp,
  put: (text: string, chance: Chance) => string,
): Mutation {
  return mutation(name, weight, (bytes, chance) => {
    const start = place(bytes, chance)
    // What follows a while on is as good, and looking further costs more than the reading.
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

/** Where some part lies: mostly a small one. */
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

const TELLING_BYTES = '\0\x01\x1c\x1d\x1e\x1f \t\n\r"\\{}[],:0-nN\x7f\x80\xbf\xc0\xe2\xf4\xff'.split('')
const PIECES = [
  ...TELLING_BYTES,
  '\\u0000',
  '\\u001f',
  '\\ud800',
  '\\"',
  '\\\\',
  '\\x',
  '\\u12',
  'null',
  'true',
  'nul',
  'NaN',
  'undefined',
  '-',
  '1e',
  '//',
  '/*',
  '\xc2\xa0',
  '\xe2\x80\xa8',
  '\v',
  '\f',
  '{"Records":[',
  ']}',
  '{"eventVersion":"1.08","eventID":"x"}',
  '{"eventVersion"',
  '{"Events":',
  '"Records":',
  '{"detail":',
  '{"message":"',
  '"@message":',
  '{"messageType":"CONTROL_MESSAGE","logEvents":[',
  '{"detail-type":"x",',
  '{"":',
  '"":',
  '__proto__',
  '"__proto__":1,',
  '"__proto__":{"eventVersion":"1"},',
  '"constructor":"x",',
  '"toString":null,',
  '\n{',
  '}\n',
  '\r\n',
  '\n\n',
  ',,',
  '[,',
  '{}',
  '[]',
  '""',
  '\x1f\x8b\b',
  'PK\x03\x04',
  'eventName,eventTime,eventSource\n',
  'eventjson\n',
]
const INVALID_UTF8 = [
  '\x80',
  '\xbf',
  '\xc0\x80',
  '\xc3',
  '\xe2\x82',
  '\xed\xa0\x80',
  '\xed\xb0\x80',
  '\xf0\x9f\x98',
  '\xf4\x90\x80\x80',
  '\xf8\x88\x80\x80\x80',
  '\xff',
  '\xfe',
]
const NUMBERS = [
  '0',
  '-0',
  '-1',
  '00',
  '01',
  '1.',
  '.5',
  '-',
  '+1',
  '1e999',
  '-1e999',
  '1e-999',
  '1E+400',
  '9007199254740993',
  '9223372036854775808',
  '-9223372036854775809',
  '1'.repeat(400),
  `0.${'3'.repeat(400)}`,
  '0x10',
  'NaN',
  'Infinity',
  '1_000',
  '99999',
  '000',
]
const VALUES = [
  'null',
  'true',
  'false',
  '0',
  '-1.5e3',
  '""',
  '" "',
  '{}',
  '[]',
  '[[]]',
  '[null]',
  '{"":""}',
  '{"a":{"a":[{"a":1}]}}',
  '["x",1,true,null]',
  '[{},{},[]]',
  '{"__proto__":"x"}',
  '"\\u0000"',
  '"\\u001d\\u001e\\u001f"',
  '"\\ud800"',
  '"true"',
  '"9999-99-99T99:99:99Z"',
  '"0000-01-01T00:00:00Z"',
  '"9999-12-31T23:59:59+00:00"',
  '"2024-02-30T00:00:00Z"',
  '"2024-05-01T00:00:00-99:99"',
  '"aws:s3"',
  '"x.amazonaws.com"',
  '"{\\"eventVersion\\":\\"1.08\\",\\"eventID\\":\\"y\\"}"',
  'tru',
  'nulll',
  '1e',
  "'x'",
]
const TEXTS = [
  '\\u0000',
  '\\u001c\\u001d',
  '\\ud83d\\ude00',
  '\\udfff',
  '\x01',
  '\x1f',
  '\\',
  '\\\\',
  '\\/',
  '\\u',
  '\n',
  '\t',
  '\xf0\x9f\x98\x80',
  ' '.repeat(1000),
  'x'.repeat(2000),
  '\\n'.repeat(500),
  '\\\\'.repeat(999),
  '<img src=x>',
  '=1+1',
  ', ',
  '{',
  '=',
  '}',
  'null',
]
const SPACES = [
  '',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '\v',
  '\f',
  '\xc2\xa0',
  '\xe2\x80\xa8',
  '\xef\xbb\xbf',
  '\0',
  ' '.repeat(1000),
  '\n'.repeat(500),
]
const NAMES = [
  ...TELLING_RECORD_MEMBERS,
  ...ROW_MEMBERS,
  ...ENVELOPE_MEMBERS.keys(),
  '',
  '__proto__',
  'constructor',
  'toString',
  'length',
  'a.b',
  'detail-type',
  'messageType',
  'digestS3Object',
  's3Bucket',
  's3ObjectKey',
  'Statement',
  'class_uid',
  'EventId',
  'type',
  'ARN',
  'x'.repeat(1000),
]
