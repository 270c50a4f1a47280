/** A file with its path inside the folder that was dropped or chosen. */
export interface NamedFile {
  /** null if the browser cannot read it. */
  readonly file: File | null
  readonly name: string
}

export const namedFiles = (files: Iterable<File>): readonly NamedFile[] =>
  Array.from(files, (file) => ({ file, name: file.webkitRelativePath || file.name }))

/**
 * The dropped files, including those in dropped folders but for hidden and empty ones. Must be called in the drop event:
 * afterwards the browser no longer gives access.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly NamedFile[]> {
  const entries = Array.from(transfer.items).flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return namedFiles(transfer.files)
  return (await Promise.all(entries.map((entry) => filesUnder(entry, null)))).flat()
}

/** `folder`: the folder that it is in; null for one that was dropped itself. */
async function filesUnder(
  entry: FileSystemEntry,
  folder: FileSystemDirectoryEntry | null,
): Promise<readonly NamedFile[]> {
  if (folder && entry.name.startsWith('.')) return []
  if (isFile(entry)) {
    const file = await new Promise<File | null>((resolve) => entry.file(resolve, () => resolve(null)))
    if (folder && file?.size === 0) return []
    return [{ file, name: entry.fullPath.replace(/^\//, '') }]
  }
  if (!isFolder(entry)) return []
  const reader = entry.createReader()
  const found: NamedFile[] = []
  // A folder is read a hundred entries at a time; an empty answer is the end.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[] | null>((resolve) =>
      reader.readEntries(resolve, () => resolve(null)),
    )
    if (!portion) found.push({ file: null, name: entry.fullPath.replace(/^\//, '') })
    if (!portion || portion.length === 0) return found
    found.push(...(await Promise.all(portion.map((each) => filesUnder(each, entry)))).flat())
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
