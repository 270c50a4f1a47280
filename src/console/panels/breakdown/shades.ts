import type { FieldGroups } from '../../../filter/answers.ts'

/** How much of the colour the greatest number has: text on it keeps its contrast. */
const MOST = 34

/** The greatest number of two values. Others have no shade: theirs would be the only dark one. */
export const mostOf = (by: FieldGroups, and: FieldGroups, cells: readonly (readonly number[])[]): number =>
  Math.max(1, ...cells.slice(0, by.values.length).flatMap((row) => row.slice(0, and.values.length)))

/**
 * The background of a number among others up to `most`, over a colour. By its square root, so that
 * small numbers differ as well.
 */
export const shadeOf = (count: number, most: number, over: string): string =>
  `color-mix(in srgb, var(--chart-events) ${(MOST * Math.sqrt(count / most)).toFixed(1)}%, ${over})`
