/** A sentence for content that is clearly something else; null for what may be a log file. */
export function otherKind(start: Buffer): string | null {
  const text = start.toString('latin1')
  for (const [magic, what, todo] of OTHER_KINDS) if (text.startsWith(magic)) return `This is ${what}. ${todo}`
  if (text.startsWith('ORC') && start.includes(0)) return `This is an ORC file. ${EXPORT}`
  if (text.startsWith('DUCK', 8)) return `This is a DuckDB database. ${EXPORT}`
  // A stray NUL in JSON is only a break in it.
  if (start.includes(0) && !isWide(start) && !/^(?:\xef\xbb\xbf)?\s*[{[]/.test(text))
    return 'Not a CloudTrail log file (neither text nor compressed text).'
  return null
}

/** Whether its NULs are parts of UTF-16 or UTF-32 characters. */
function isWide(start: Buffer): boolean {
  return (
    (start[0] === 0xff && start[1] === 0xfe) ||
    (start[0] === 0xfe && start[1] === 0xff) ||
    start[0] === 0 ||
    start[1] === 0
  )
}

const unpackWith = (command: string) => `Unpack it with ${command} and load the result.`
const EXPORT = 'Export the records as JSON and load that.'
const NO_LOG_FILE = 'It is not a log file.'

/** The first match counts. Magic numbers are in Latin-1. */
const OTHER_KINDS: readonly (readonly [magic: string, what: string, todo: string])[] = [
  ['Rar!\x1a\x07', 'a RAR archive', 'Unpack it with unrar x FILE and load the folder.'],
  ['MSCF\0\0\0\0', 'a cabinet archive', 'Unpack it with cabextract FILE and load the folder.'],
  ['!<arch>\n', 'an ar archive', unpackWith('ar x FILE')],
  ['070701', 'a cpio archive', unpackWith('cpio -i')],
  ['070707', 'a cpio archive', unpackWith('cpio -i')],
  ['\x1f\x9d', 'a file of compress (.Z)', unpackWith('gzip -d FILE')],
  ['\x1f\xa0', 'a file of compress (.Z)', unpackWith('gzip -d FILE')],
  ['LZIP\x01', 'an lzip file', unpackWith('lzip -d FILE')],
  ['\x89LZO\0', 'an LZO file', unpackWith('lzop -d FILE')],
  ['\x04\x22\x4d\x18', 'an LZ4 file', unpackWith('lz4 -d FILE')],
  ['\x02\x21\x4c\x18', 'an LZ4 file', unpackWith('lz4 -d FILE')],
  ['\xff\x06\0\0sNaPpY', 'a Snappy file', unpackWith('snzip -d FILE')],
  ['Salted__', 'a file encrypted with openssl', 'Decrypt it and load the result.'],
  ['age-encryption.org/', 'a file encrypted with age', 'Decrypt it and load the result.'],
  ['-----BEGIN PGP MESSAGE', 'a file encrypted with PGP', 'Decrypt it and load the result.'],
  ['Obj\x01', 'an Avro file', EXPORT],
  ['ARROW1', 'an Arrow file', EXPORT],
  ['FEA1', 'a Feather file', EXPORT],
  ['\x89HDF', 'an HDF5 file', EXPORT],
  ['SQLite format 3\0', 'an SQLite database', EXPORT],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'an old Office document', 'Save a table as CSV and load that.'],
  ['%PDF-', 'a PDF document', NO_LOG_FILE],
  ['{\\rtf', 'an RTF document', 'Save it as plain text and load that.'],
  ['\x7fELF', 'a program', NO_LOG_FILE],
  ['MZ\x90\0', 'a program', NO_LOG_FILE],
  ['\x89PNG\r\n', 'an image', NO_LOG_FILE],
  ['\xff\xd8\xff', 'an image', NO_LOG_FILE],
  ['GIF8', 'an image', NO_LOG_FILE],
  ['ElfFile\0', 'a Windows event log', NO_LOG_FILE],
  ['\xd4\xc3\xb2\xa1', 'a packet capture', NO_LOG_FILE],
  ['\xa1\xb2\xc3\xd4', 'a packet capture', NO_LOG_FILE],
  ['bplist00', 'a binary property list', NO_LOG_FILE],
]
