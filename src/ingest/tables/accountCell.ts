/** An account's twelve digits, or what a spreadsheet made of them. */
export type AccountCell =
  | { readonly account: string }
  /** Digits are lost: `1.11122E+11`. */
  | { readonly lost: 'digits' }
  /** Shorter than an account ID, perhaps by zeros at its start. */
  | { readonly lost: 'zeros' }

/**
 * The account ID in a cell. Text that is no number is as it is: there are `anonymous` and masked
 * ones. `isElsewhere` says whether a text is in the rest of the row.
 */
export function accountOf(cell: string, isElsewhere: (text: string) => boolean): AccountCell {
  const value = cell.trim()
  if (/^\d{12}$/.test(value)) return { account: value }
  const scientific = /^(\d)(?:[.,](\d+))?e\+?(\d+)$/i.exec(value)
  if (scientific) {
    const [, first, rest = '', power] = scientific
    const digits = first! + rest
    return digits.length === 12 && power === '11' ? { account: digits } : { lost: 'digits' }
  }
  const digits =
    /^(\d+)(?:[.,]0+)?$/.exec(value)?.[1] ?? /^\d{4}-\d{4}-\d{4}$/.exec(value)?.[0].replaceAll('-', '')
  if (digits === undefined || digits.length > 12) return { account: value }
  if (digits.length === 12) return { account: digits }
  const padded = digits.padStart(12, '0')
  return isElsewhere(`:${padded}:`) ? { account: padded } : { lost: 'zeros' }
}
