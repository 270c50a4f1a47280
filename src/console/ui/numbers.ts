const counts = new Intl.NumberFormat('en-US')

/** `12,345` */
export const formatCount = (count: number): string => counts.format(count)

/** `1 event`, `12,345 events` */
export const countOf = (count: number, singular: string, plural = `${singular}s`): string =>
  `${formatCount(count)} ${count === 1 ? singular : plural}`

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB']

/** `812 bytes`, `3.4 MB`; 1 KB is 1024 bytes. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(bytes) / 10))
  const size = bytes / 1024 ** power
  return `${power === 0 || size >= 100 ? formatCount(Math.round(size)) : size.toFixed(1)} ${UNITS[power]}`
}
