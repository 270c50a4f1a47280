import type { ReadWrite } from '../../models/trails/loggedEvents.ts'

/** As the AWS console names what is read and written. */
export function activityOf({ reads, writes }: ReadWrite): string {
  if (reads && writes) return 'Read and write'
  return reads ? 'Read' : writes ? 'Write' : 'None'
}
