import { ENDS_LIKE_OPERATOR, splitPath } from '../cloudtrail/fieldPath.ts'
import { isPath, RECORD_MEMBERS } from '../cloudtrail/fields.ts'
import { parseCidr } from './cidr.ts'
import type { Operator } from './filter.ts'
import { nearestField } from './nearestField.ts'
import type { FilterLine } from './text.ts'
import { formatParam, readPieces, type ParamPiece, type TextPiece } from './textPieces.ts'
import { isOwnKey, isTimeOrText, keyOf, splitKey } from './tokenForm.ts'

/** A part of a line that can be read, but is probably meant differently. */
export interface Hint {
  readonly from: number
  readonly to: number
  /** A sentence for the user. */
  readonly message: string
  /** The suggested replacement; null if there is none. */
  readonly instead: string | null
}

/** The parts of a line that are probably mistakes, in order. */
export function hintsFor(text: string, { pieces }: FilterLine): readonly Hint[] {
  const hints: Hint[] = []
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at]!
    const apart = spacedCondition(text, pieces, at)
    if (apart) {
      hints.push({ from: piece.from, to: pieces[at + 2]!.to, ...apart })
      at += 2
      continue
    }
    const found = piece.kind === 'param' ? hintForParam(piece) : hintForWord(text, pieces, at)
    if (found) hints.push({ from: piece.from, to: piece.to, ...found })
  }
  return hints
}

type FoundHint = Pick<Hint, 'message' | 'instead'>

/** `eventName = RunInstances`, which is three words. */
function spacedCondition(text: string, pieces: readonly TextPiece[], at: number): FoundHint | null {
  const [field, operator, value] = pieces.slice(at, at + 3)
  if (field?.kind !== 'word' || !operator || !value) return null
  if (value.kind !== 'word' && value.kind !== 'phrase') return null
  const source = ({ from, to }: TextPiece) => text.slice(from, to)
  const [, sign] = /^(!?[~:^*]?)=?$/.exec(source(operator)) ?? []
  const name = isKnownField(source(field)) ? source(field) : nearestField(source(field))
  if (sign === undefined || source(operator) === '' || name === null) return null
  const plain = value.kind === 'phrase' ? source(value).slice(1, -1) : source(value)
  const condition = formatParam(name + sign, plain)
  const [piece] = readPieces(condition)
  const further = piece?.kind === 'param' ? hintForParam(piece) : null
  return {
    message: 'These are searched for as words. A condition is written without spaces.',
    instead: further?.instead ?? condition,
  }
}

function hintForWord(text: string, pieces: readonly TextPiece[], at: number): FoundHint | null {
  const piece = pieces[at]!
  if (piece.kind !== 'word') return null
  const word = text.slice(piece.from, piece.to)
  const isNegation = /^not$/i.test(word)
  if ((isNegation || (/^or$/i.test(word) && at > 0)) && pieces[at + 1] !== undefined)
    return {
      message: `“${word}” is searched for as a word. Write ${word.toUpperCase()} to join conditions.`,
      instead: word.toUpperCase(),
    }
  const [, field = '', value = ''] = /^([A-Za-z][\w.]*):(.+)$/s.exec(word) ?? []
  if (value !== '' && isKnownField(field))
    return {
      message: 'This is searched for as text. “Contains” is written :=',
      instead: formatParam(`${field}:`, value),
    }
  return null
}

function hintForParam({ key, value }: ParamPiece): FoundHint | null {
  if (isOwnKey(key)) return null
  const { field, operator } = splitKey(key)
  return hintForField(field, key, value) ?? hintForValue(field, operator, value)
}

function hintForField(field: string, key: string, value: string): FoundHint | null {
  const time = key === 'eventTime>' ? 'startTime' : key === 'eventTime<' ? 'endTime' : null
  if (time !== null)
    return { message: 'Use startTime and endTime to compare times.', instead: formatParam(time, value) }
  if (isTimeOrText(field) || isKnownField(field)) return null
  const base = field.replace(/\$$/, '')
  if (base !== field && isKnownField(base))
    return { message: '“Ends with” is written *=', instead: formatParam(`${base}*`, value) }
  // It cannot be read. The reason is more helpful than a guess.
  if (ENDS_LIKE_OPERATOR.test(field)) return null
  const near = nearestField(field)
  if (near === null) return { message: `CloudTrail has no documented field “${field}”.`, instead: null }
  return {
    message: `Unknown field “${field}”. Did you mean ${near}?`,
    instead: formatParam(near + key.slice(field.length), value),
  }
}

function hintForValue(field: string, operator: Operator, value: string): FoundHint | null {
  const to = (other: Operator, otherValue: string, message: string): FoundHint => ({
    message,
    instead: formatParam(keyOf({ kind: 'token', field, operator: other, value: otherValue }), otherValue),
  })
  if (operator !== '=' && operator !== '!=') return null
  const negation = operator === '!=' ? '!' : ''
  const [, before = '', middle = '', after = ''] = /^(\*?)([^*]*)(\*?)$/s.exec(value) ?? []
  if (before || after) {
    const message = 'Wildcards are not supported.'
    if (middle === '') return to(negation ? '=' : '!=', '', message)
    const other = before && after ? ':' : after ? '^' : '*'
    return to(`${negation}${other}` as Operator, middle, message)
  }
  if (field === 'readOnly' && /^(?:true|false)$/i.test(value) && value !== value.toLowerCase())
    return to(operator, value.toLowerCase(), 'Read-only is true or false, in lower case.')
  if (field === 'eventSource' && /^[\w-]{2,}$/.test(value))
    return to(operator, `${value.toLowerCase()}.amazonaws.com`, 'Event sources are written in full.')
  const block = field === 'sourceIPAddress' ? wholeBlock(value) : null
  if (block !== null) {
    const message = `“${value}” is not a valid CIDR block.`
    return block === '' ? { message, instead: null } : to(operator, block, message)
  }
  return null
}

/**
 * The block that is probably meant by an invalid one, `''` if it cannot be guessed; null for a text
 * that does not look like a block.
 */
function wholeBlock(text: string): string | null {
  const [, address, length] = /^([\da-f.:]+)\/(\d+)$/i.exec(text) ?? []
  if (address === undefined) return null
  const isWhole = address.includes(':') || address.split('.').length === 4
  if (isWhole && parseCidr(text) !== null) return null
  const parts = [...address.split('.').filter(Boolean), '0', '0', '0'].slice(0, 4)
  const block = `${parts.join('.')}/${Math.min(32, Number(length))}`
  return parseCidr(block) === null ? '' : block
}

const isKnownField = (field: string): boolean =>
  !isPath(field) || RECORD_MEMBERS.has(splitPath(field)[0] ?? '')
