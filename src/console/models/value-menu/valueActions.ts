import { labelOf } from '../../../cloudtrail/fields.ts'
import type { Filter, Operator } from '../../../filter/filter.ts'
import { formatToken } from '../../../filter/text.ts'
import { addToken, token } from '../../../filter/edit.ts'

/** A value that was picked: a cell of the list, a detail, a leaf of the record. */
export interface PickedValue {
  /** The field or path as a filter writes it; empty when filters cannot name the place. */
  readonly field: string
  /** The value; empty when there is none. */
  readonly value: string
  /**
   * The value is only a part of the field, such as a leaf of the JSON in a string: a filter can
   * only require that the field contains it.
   */
  readonly within?: boolean
  /** It is an object or an array, which has no value to filter by. */
  readonly isContainer?: boolean
  /** It is masked: it can be filtered by and copied, but is not shown. */
  readonly isSecret?: boolean
}

/** An action on a value. */
export type ValueAction =
  /** A link to the list. `detail` is the token as filter text. */
  | { readonly kind: 'filter'; readonly label: string; readonly detail: string; readonly filter: Filter }
  | { readonly kind: 'column'; readonly label: string; readonly detail: string; readonly field: string }
  | { readonly kind: 'copy'; readonly label: string; readonly what: string; readonly text: string }

/** Longer values are unreadable as tokens and too long for links. */
const LONGEST_TOKEN = 2000

/** The filters that the current one becomes with this value, and the other actions on it. */
export function valueActions(picked: PickedValue, present: Filter): ValueAction[] {
  const { field, value } = picked
  const conditions = field === '' ? [] : conditionsOf(picked)
  const filters = conditions.map(([label, operator, operand]): ValueAction => {
    const added = token(field, operator, operand)
    return { kind: 'filter', label, detail: formatToken(added), filter: addToken(present, added) }
  })
  const [first] = conditions
  const firstToken = first && token(field, first[1], first[2])
  const only: ValueAction[] =
    firstToken === undefined
      ? []
      : [
          {
            kind: 'filter',
            label: 'Replace filter with this',
            detail: formatToken(firstToken),
            filter: { tokens: [firstToken], text: '', timeRange: present.timeRange },
          },
        ]
  const column: ValueAction = { kind: 'column', label: 'Add as column', detail: labelOf(field), field }
  const actions = [
    ...filters,
    ...only,
    ...(field === '' || picked.within ? [] : [column]),
    ...(value === '' ? [] : [copy('Copy value', 'the value', value)]),
    ...(field === '' ? [] : [copy('Copy path', 'the path', field)]),
    ...(firstToken === undefined ? [] : [copy('Copy as filter', 'the filter', formatToken(firstToken))]),
  ]
  return picked.isSecret ? actions.map(withoutDetail) : actions
}

/** The conditions that a value can be used in, the simplest first. */
function conditionsOf({
  value,
  within,
  isContainer,
}: PickedValue): readonly (readonly [label: string, operator: Operator, operand: string])[] {
  const tooLong = value.length > LONGEST_TOKEN
  if (within) return value === '' || tooLong ? [] : [['Contains', ':', value]]
  if (isContainer || tooLong) return [['Field exists', '!=', '']]
  if (value === '') {
    return [
      ['Field is missing or empty', '=', ''],
      ['Field exists', '!=', ''],
    ]
  }
  return [
    ['Filter for', '=', value],
    ['Filter out', '!=', value],
    ['Contains', ':', value],
    ['Field exists', '!=', ''],
  ]
}

const copy = (label: string, what: string, text: string): ValueAction => ({ kind: 'copy', label, what, text })

const withoutDetail = (action: ValueAction): ValueAction =>
  action.kind === 'filter' ? { ...action, detail: '' } : action
