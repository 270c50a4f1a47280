import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonicalJson.ts'

const same = (a: string, b: string) => canonicalJson(`{"v":${a}}`) === canonicalJson(`{"v":${b}}`)

describe('says the same', () => {
  test.each([
    ['-0', '0'],
    ['1', '1.0'],
    ['1', '1e0'],
    ['1', '10e-1'],
    ['0.1e1', '1E+0'],
    ['-12.50', '-1.25e1'],
    ['0', '0.000e999999999999999999999999'],
    ['1e400', '10e399'],
    ['9007199254740993', '9007199254740993.0'],
    ['1e9007199254740993', '10e9007199254740992'],
    [String.raw`"\u00e9"`, '"é"'],
    [String.raw`"\/"`, '"/"'],
    [String.raw`"\u000A"`, String.raw`"\n"`],
    [String.raw`"\ud83e\udd8a"`, '"🦊"'],
    [String.raw`{"\u0061":1}`, '{"a":1}'],
    ['{"a":1,"b":2}', '{"b":2,"a":1}'],
    ['{"a":1,"b":0,"a":2}', '{"a":1,"a":2,"b":0}'],
    ['{ "a" : [ 1 , 2 ] }\n', '{"a":[1,2]}'],
    ['[{},[]]', '[ { } , [ ] ]'],
  ])('%s as %s', (a, b) => {
    expect(same(a, b)).toBe(true)
  })
})

describe('says something else', () => {
  test.each([
    ['9007199254740993', '9007199254740992'],
    ['1e400', '1e500'],
    ['1e400', 'null'],
    ['1e-400', '0'],
    ['1', '-1'],
    ['1', '10'],
    ['0.1', '0.10000000000000001'],
    ['1e9007199254740993', '1e9007199254740992'],
    ['{"a":1,"a":2}', '{"a":3,"a":2}'],
    ['{"a":1,"a":2}', '{"a":2}'],
    ['{"a":1,"a":2}', '{"a":2,"a":1}'],
    ['{"a":2,"a":2}', '{"a":2}'],
    ['{"a":{"b":1},"a":{"c":2}}', '{"a":{"b":1,"c":2}}'],
    ['"1"', '1'],
    ['"true"', 'true'],
    ['"null"', 'null'],
    ['{"a":null}', '{}'],
    ['""', 'null'],
    ['{}', '[]'],
    ['[1,2]', '[2,1]'],
    ['[1,[2]]', '[[1],2]'],
    ['{"__proto__":1}', '{}'],
    ['{"__proto__":{"a":1}}', '{"__proto__":{"a":2}}'],
    ['{"A":1}', '{"a":1}'],
    ['"é"', '"e\u0301"'],
    ['"a "', '"a"'],
    [String.raw`"\ud800"`, String.raw`"\ud801"`],
    [String.raw`"\ud800"`, String.raw`"\ufffd"`],
    [String.raw`"\ud800"`, String.raw`"\\ud800"`],
    [String.raw`"a\u0000"`, '"a"'],
    [String.raw`"\",\""`, '"",""'.slice(0, 2)],
    [String.raw`["\",\""]`, '["",""]'],
  ])('%s than %s', (a, b) => {
    expect(same(a, b)).toBe(false)
  })
})

test('accepts records of the greatest depth, length and repetition', () => {
  const deep = `${'{"a":['.repeat(250)}${']}'.repeat(250)}`
  expect(canonicalJson(deep)).toBe(deep)
  const members = Array.from({ length: 200_000 }, (_, i) => `"a":"${i}"`)
  expect(canonicalJson(`{ ${members.join(' , ')} }`)).toBe(`{${members.join(',')}}`)
  const zeros = '0'.repeat(1_000_000)
  expect(same(`1${zeros}1`, `1${zeros}1${zeros}e-1000000`)).toBe(true)
  expect(same(`1e${zeros}1`, '10')).toBe(true)
  expect(same(`1e1${zeros}`, `1e2${zeros}`)).toBe(false)
})

/**
 * JSON as a tree that keeps what JSON.parse would lose: the order of members, repeated names,
 * numbers as digits and exponent.
 */
type Tree =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly digits: bigint; readonly exponent: number }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'array'; readonly items: readonly Tree[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [name: string, value: Tree])[] }

const anyText = fc.oneof(
  fc.constantFrom('', 'a', 'b', '__proto__', '/', '"', '\\', '\u0000', '\u001f', '\ud800', 'é', '🦊'),
  fc.string({ unit: 'binary' }),
)
const { tree: anyTree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    anyText.map((text): Tree => ({ kind: 'text', text })),
    fc
      .record({
        digits: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        exponent: fc.integer({ min: -400, max: 400 }),
      })
      .map((number): Tree => ({ kind: 'number', ...number })),
    fc.constantFrom('true', 'false', 'null').map((word): Tree => ({ kind: 'word', word })),
    fc.array(tie('tree'), { maxLength: 4 }).map((items): Tree => ({ kind: 'array', items })),
    fc
      .array(fc.tuple(fc.oneof(fc.constantFrom('a', 'b', '__proto__'), anyText), tie('tree')), {
        maxLength: 5,
      })
      .map((members): Tree => ({ kind: 'object', members })),
  ),
}))

/**
 * Writes a tree in one of the many ways in which JSON may be written. `chance` draws a number below
 * the given one.
 */
function spell(tree: Tree, chance: (below: number) => number): string {
  const space = () => ['', '', ' ', '\n\t', '\r\n'][chance(5)]!
  const spellText = (text: string) =>
    `"${Array.from({ length: text.length }, (_, i) => {
      const unit = text.charCodeAt(i)
      const short = new Map([
        ['"', '\\"'],
        ['\\', '\\\\'],
        ['/', '\\/'],
        ['\n', '\\n'],
        ['\t', '\\t'],
      ]).get(text[i]!)
      const escaped = `\\u${unit.toString(16).padStart(4, '0')}`
      const hex =
        chance(2) === 0
          ? escaped
          : escaped.replace(/[a-f]/g, (digit) => digit.toUpperCase()).replace('\\U', '\\u')
      const mustEscape = unit < 0x20 || unit === 0x22 || unit === 0x5c || (unit >= 0xd800 && unit <= 0xdfff)
      if (short !== undefined && chance(2) === 0) return short
      return mustEscape || chance(6) === 0 ? hex : text[i]!
    }).join('')}"`
  const spellNumber = (digits: bigint, exponent: number) => {
    const sign = digits < 0n || (digits === 0n && chance(2) === 0) ? '-' : ''
    const whole = `${String(digits < 0n ? -digits : digits)}${'0'.repeat(chance(4))}`
    const added = whole.length - String(digits < 0n ? -digits : digits).length
    const point = chance(whole.length) + 1
    const isShort = digits === 0n
    const text = isShort
      ? `0${['', '.0', '.000'][chance(3)]!}`
      : point < whole.length
        ? `${whole.slice(0, point)}.${whole.slice(point)}`
        : whole
    const power = exponent - added + (isShort ? 0 : whole.length - point)
    if (power === 0 && chance(2) === 0) return `${sign}${text}`
    return `${sign}${text}${['e', 'E'][chance(2)]!}${power < 0 ? '-' : ['', '+'][chance(2)]!}${'0'.repeat(chance(3))}${Math.abs(power)}`
  }
  const list = (parts: readonly string[]) =>
    parts.map((part) => `${space()}${part}${space()}`).join(',') || space()
  switch (tree.kind) {
    case 'text':
      return spellText(tree.text)
    case 'number':
      return spellNumber(tree.digits, tree.exponent)
    case 'word':
      return tree.word
    case 'array':
      return `[${list(tree.items.map((item) => spell(item, chance)))}]`
    case 'object': {
      // Members in random order, but those of the same name in theirs.
      const places = new Map(tree.members.map(([name]) => [name, chance(1000)]))
      const members = tree.members.toSorted(([a], [b]) => places.get(a)! - places.get(b)!)
      return `{${list(members.map(([name, value]) => `${spellText(name)}${space()}:${space()}${spell(value, chance)}`))}}`
    }
  }
}

/** The meaning of a tree, with distinct names sorted: equal exactly when two trees say the same. */
function meaning(tree: Tree): unknown {
  switch (tree.kind) {
    case 'text':
      return ['text', Array.from({ length: tree.text.length }, (_, i) => tree.text.charCodeAt(i))]
    case 'number': {
      let { digits, exponent } = tree
      while (digits !== 0n && digits % 10n === 0n) {
        digits /= 10n
        exponent++
      }
      return ['number', String(digits), digits === 0n ? 0 : exponent]
    }
    case 'word':
      return tree.word
    case 'array':
      return ['array', tree.items.map(meaning)]
    case 'object':
      return [
        'object',
        tree.members
          .map(([name, value]) => [meaning({ kind: 'text', text: name }), meaning(value)] as const)
          .toSorted(([a], [b]) =>
            JSON.stringify(a) < JSON.stringify(b) ? -1 : JSON.stringify(a) > JSON.stringify(b) ? 1 : 0,
          ),
      ]
  }
}

test('however a record is spelled, it is equal to itself', () => {
  fc.assert(
    fc.property(anyTree, fc.infiniteStream(fc.nat()), (tree, numbers) => {
      const chance = (below: number) => numbers.next().value! % below
      const one = spell(tree, chance)
      const other = spell(tree, chance)
      JSON.parse(one)
      expect(canonicalJson(`{"v":${other}}`)).toBe(canonicalJson(`{"v":${one}}`))
    }),
    { numRuns: 500 },
  )
})

/** The same tree with one change in it. */
function change(tree: Tree, chance: (below: number) => number, text: string): Tree {
  const replaceOne = <T>(list: readonly T[], replace: (item: T) => T) => {
    const at = chance(list.length)
    return list.map((item, index) => (index === at ? replace(item) : item))
  }
  switch (tree.kind) {
    case 'text':
      return { kind: 'text', text: tree.text === text ? `${text}.` : text }
    case 'number':
      return chance(2) === 0
        ? { ...tree, digits: tree.digits + 1n }
        : { ...tree, exponent: tree.exponent + 1, digits: tree.digits || 1n }
    case 'word':
      return { kind: 'text', text: tree.word }
    case 'array':
      if (tree.items.length === 0 || chance(3) === 0)
        return { kind: 'array', items: [...tree.items, { kind: 'word', word: 'null' }] }
      return { kind: 'array', items: replaceOne(tree.items, (item) => change(item, chance, text)) }
    case 'object':
      if (tree.members.length === 0 || chance(3) === 0) {
        // A second member of the same name counts, even with the same value.
        const [name, value] = tree.members[0] ?? ['a', { kind: 'word', word: 'null' } as const]
        return { kind: 'object', members: [...tree.members, [name, value]] }
      }
      return {
        kind: 'object',
        members: replaceOne(tree.members, ([name, value]) => [name, change(value, chance, text)] as const),
      }
  }
}

test('two records are equal exactly when they have the same content', () => {
  fc.assert(
    fc.property(anyTree, anyText, fc.infiniteStream(fc.nat()), (tree, text, numbers) => {
      const chance = (below: number) => numbers.next().value! % below
      const changed = change(tree, chance, text)
      expect(meaning(changed)).not.toEqual(meaning(tree))
      expect(canonicalJson(spell(changed, chance))).not.toBe(canonicalJson(spell(tree, chance)))
    }),
    { numRuns: 500 },
  )
  fc.assert(
    fc.property(anyTree, anyTree, fc.infiniteStream(fc.nat()), (one, other, numbers) => {
      const chance = (below: number) => numbers.next().value! % below
      const isSame = JSON.stringify(meaning(one)) === JSON.stringify(meaning(other))
      expect(canonicalJson(spell(one, chance)) === canonicalJson(spell(other, chance))).toBe(isSame)
    }),
    { numRuns: 500 },
  )
})
