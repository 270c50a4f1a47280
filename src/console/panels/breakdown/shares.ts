const shares = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 })

/** `12.3%`; a share that is not quite nothing or all never looks as if it were. */
export function shareText(count: number, all: number): string {
  const share = count / all
  if (count > 0 && share < 0.001) return '<0.1%'
  if (count < all && share > 0.999) return '>99.9%'
  return shares.format(share)
}
