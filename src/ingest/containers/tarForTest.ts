/** A file for a tar archive. */
interface TarFileForTest {
  readonly name: string
  readonly content?: string | Uint8Array
  /** `0` for a file, `5` for a folder, `2` for a link. */
  readonly type?: string
  /** As old programs write it: without the magic. */
  readonly old?: boolean
  /** Says a size other than the content's. */
  readonly size?: number
}

/** A tar archive of some files. */
export function tar(files: readonly TarFileForTest[], end = Buffer.alloc(1024)): Buffer {
  return Buffer.concat([...files.flatMap(entryOf), end])
}

/** The entry of a PAX header: what it says holds for the next file. */
export function pax(members: Readonly<Record<string, string>>, type = 'x'): TarFileForTest {
  const lines = Object.entries(members).map(([key, value]) => {
    const rest = ` ${key}=${value}\n`
    const length = Buffer.byteLength(rest)
    const digits = String(length + String(length + 2).length)
    return `${digits}${rest}`
  })
  return { name: 'PaxHeaders/x', type, content: lines.join('') }
}

function entryOf({ name, content = '', type = '0', old = false, size }: TarFileForTest): Buffer[] {
  const bytes = Buffer.from(content)
  const header = Buffer.alloc(512)
  header.write(name.slice(0, 100), 0)
  header.write('0000644\0', 100)
  header.write(`${(size ?? bytes.length).toString(8).padStart(11, '0')}\0`, 124)
  header.write('        ', 148)
  header.write(old ? '\0' : type, 156)
  if (!old) header.write('ustar\u{0}00', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]
}
