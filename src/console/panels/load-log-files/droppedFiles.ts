/** A file with its path inside the folder that was dropped or chosen. */
export interface NamedFile {
  readonly file: File
  readonly name: string
}

export const namedFiles = (files: Iterable<File>): readonly NamedFile[] =>
  Array.from(files, (file) => ({ file, name: file.webkitRelativePath || file.name }))

/**
 * The dropped files, including those in dropped folders. Must be called in the drop event:
 * afterwards the browser no longer gives access.
 */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly NamedFile[]> {
  const entries = Array.from(transfer.items).flatMap((item) => item.webkitGetAsEntry() ?? [])
  if (entries.length === 0) return namedFiles(transfer.files)
  return (await Promise.all(entries.map(filesUnder))).flat()
}

async function filesUnder(entry: FileSystemEntry): Promise<readonly NamedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    return [{ file, name: entry.fullPath.replace(/^\//, '') }]
  }
  if (!isFolder(entry)) return []
  const reader = entry.createReader()
  const found: NamedFile[] = []
  // A folder is read a hundred entries at a time; an empty answer is the end.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (portion.length === 0) return found
    found.push(...(await Promise.all(portion.map(filesUnder))).flat())
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory
