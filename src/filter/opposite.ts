import type { Condition, Operator } from './filter.ts'

const OPPOSITE: Readonly<Record<Operator, Operator>> = {
  '=': '!=',
  '!=': '=',
  '~': '!~',
  '!~': '~',
  ':': '!:',
  '!:': ':',
  '^': '!^',
  '!^': '^',
  '*': '!*',
  '!*': '*',
}

/** The condition that matches exactly the events that this one does not match. */
export const opposite = <Each extends Condition>(condition: Each): Each =>
  condition.kind === 'token'
    ? { ...condition, operator: OPPOSITE[condition.operator] }
    : { ...condition, negated: !condition.negated }
