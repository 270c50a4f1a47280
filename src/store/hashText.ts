import { createHash } from 'node:crypto'

/** Eight hexadecimal digits that tell contents apart. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
