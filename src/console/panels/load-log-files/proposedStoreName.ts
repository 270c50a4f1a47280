const LONGEST = 60

/**
 * A name for a store of these files that no other store has: that of their folder, or of the file if
 * there is only one.
 */
export function proposedStoreName(files: readonly string[], taken: readonly string[]): string {
  const folders = new Set(files.map((file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '')))
  const [folder = ''] = folders
  const file =
    files.length === 1 ? (files[0] ?? '').replace(/^.*\//, '').replace(/(\.[a-z]{2,6})+$/i, '') : ''
  const found = (folders.size === 1 && folder) || file
  const name = Array.from(found.trim()).slice(0, LONGEST).join('') || 'Log files'
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name} ${number}`
    if (!taken.includes(free)) return free
  }
}
