import type { FieldGroups } from '../../../filter/answers.ts'

/** Events that have a value, that only have values without a group of their own, or that have none. */
export type Group =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'others'; readonly distinct: number }
  | { readonly kind: 'none' }

export interface CountedGroup {
  readonly group: Group
  readonly count: number
  /** Its place in the lists of counts of the response. */
  readonly index: number
}

/** The groups that have events, in order: values, others, none. */
export function groupsOf({ values, distinct, others, none }: FieldGroups): readonly CountedGroup[] {
  const all: readonly Omit<CountedGroup, 'index'>[] = [
    ...values.map(({ value, count }) => ({ group: { kind: 'value' as const, value }, count })),
    { group: { kind: 'others', distinct: distinct - values.length }, count: others },
    { group: { kind: 'none' }, count: none },
  ]
  return all.map((each, index) => ({ ...each, index })).filter(({ count }) => count > 0)
}

/** What a group is called. A value is untrusted text. */
export function groupName(group: Group): string {
  switch (group.kind) {
    case 'value':
      return group.value
    case 'others':
      return 'Others'
    case 'none':
      return '(none)'
  }
}

/** Whether a line of others would leave the other lines flat at the bottom of a chart. */
export const dwarfed = ({ values, others }: FieldGroups): boolean => others > 3 * (values[0]?.count ?? 0)

/** Whether some events are in several groups, so that the counts sum to more than the events. */
export const overlaps = (groups: FieldGroups, count: number): boolean =>
  groupsOf(groups).reduce((sum, each) => sum + each.count, 0) > count
