import { readCondition, type Condition } from './condition.ts'
import { PatternProblem, TokenReader, tokensOf } from './tokens.ts'

/** Where a value is: names of members, positions in lists, and `null` for any position. */
export type Selector = readonly (string | number | null)[]

/** `{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }` */
export function parseJsonPattern(pattern: string): Condition<Selector> {
  const reader = new TokenReader(tokensOf(pattern))
  reader.expect('{')
  const condition = readCondition(reader, readSelector)
  reader.expect('}')
  if (reader.next.kind !== 'end') throw reader.problem('nothing more')
  return condition
}

function readSelector(reader: TokenReader): Selector {
  const { kind, text } = reader.next
  if (kind !== 'word' || !text.startsWith('$')) throw reader.problem('a selector such as $.eventName')
  reader.take()
  return parseSelector(text)
}

const STEP = /\.?\['([^']*)'\]|\.?\["([^"]*)"\]|\[(\d+)\]|\[(\*)\]|\.([^.[\]*$'"]+)/y

/** `$.userIdentity.type`, `$.items[0].name`, `$.items[*].name`, `$['a b']` */
export function parseSelector(text: string): Selector {
  const steps: (string | number | null)[] = []
  STEP.lastIndex = 1
  while (STEP.lastIndex < text.length) {
    const found = STEP.exec(text)
    if (found === null) throw new PatternProblem(`Invalid filter pattern: ${text} is not a selector.`)
    const [, single, double, position, any, name] = found
    steps.push(
      any === undefined ? (position === undefined ? (single ?? double ?? name)! : Number(position)) : null,
    )
  }
  if (!text.startsWith('$') || steps.length === 0)
    throw new PatternProblem(`Invalid filter pattern: ${text} is not a selector such as $.eventName.`)
  return steps
}

/** All values at a selector; none if there is no such member. */
export function valuesAt(value: unknown, selector: Selector): readonly unknown[] {
  let values: readonly unknown[] = [value]
  for (const step of selector)
    values = values.flatMap((each): readonly unknown[] => {
      if (Array.isArray(each))
        return step === null ? each : typeof step === 'number' && step in each ? [each[step]] : []
      return typeof step === 'string' && isObject(each) && Object.hasOwn(each, step) ? [each[step]] : []
    })
  return values
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
