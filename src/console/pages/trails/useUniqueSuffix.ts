import { useState } from 'react'

/** Eight random hexadecimal digits, which tell the names of a form from those of others. */
export function useUniqueSuffix(): string {
  const [suffix] = useState(() =>
    Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, '0')).join(
      '',
    ),
  )
  return suffix
}
