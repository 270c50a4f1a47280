import type { TrailState } from './cloudTrailState.ts'

/** Which management events a trail logs. */
export function loggedManagementEvents({ selectors }: TrailState): {
  readonly reads: boolean
  readonly writes: boolean
} {
  if (selectors === null) return { reads: true, writes: true }
  const kinds =
    'basic' in selectors
      ? selectors.basic
          .filter(({ IncludeManagementEvents }) => IncludeManagementEvents)
          .map(({ ReadWriteType }) => ReadWriteType)
      : selectors.advanced
          .map(
            ({ FieldSelectors = [] }) =>
              (name: string) =>
                FieldSelectors.find(({ Field }) => Field === name)?.Equals?.[0],
          )
          .filter((valueOf) => valueOf('eventCategory') === 'Management')
          .map((valueOf) => READ_WRITE_TYPES[valueOf('readOnly') ?? 'either'])
  return {
    reads: kinds.some((kind) => kind !== 'WriteOnly'),
    writes: kinds.some((kind) => kind !== 'ReadOnly'),
  }
}

/** By the value of readOnly. */
const READ_WRITE_TYPES: Readonly<Record<string, string>> = {
  true: 'ReadOnly',
  false: 'WriteOnly',
  either: 'All',
}
