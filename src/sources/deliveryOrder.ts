import { deliveryTimeIn } from './logFileChoice.ts'
import type { ListedLogFile } from './logFileSource.ts'

/** In the order in which CloudTrail delivered them, as far as their names say it, otherwise in which they were written. */
export function byDelivery(files: readonly ListedLogFile[]): ListedLogFile[] {
  const keyed = files.map((file) => ({ file, deliveryMs: deliveryTimeIn(file.name) ?? file.modifiedMs }))
  return keyed
    .toSorted((a, b) => a.deliveryMs - b.deliveryMs || compareText(a.file.name, b.file.name))
    .map(({ file }) => file)
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
