/**
 * What kind of office document bytes are: a workbook that can be read, or a sentence about one that
 * cannot; null for anything else. `start`: the first bytes, with the name of a zip's first entry.
 */
export function officeKind(start: Buffer): 'workbook' | { readonly refusal: string } | null {
  if (start.subarray(0, 8).equals(OLE)) return { refusal: OLD_EXCEL }
  if (start.length < 46 || start.readUInt32LE(0) !== LOCAL_FILE) return null
  const nameLength = start.readUInt16LE(26)
  const name = start.toString('latin1', 30, 30 + nameLength)
  if (name === 'mimetype') {
    const content = start.toString('latin1', 30 + nameLength + start.readUInt16LE(28))
    return content.startsWith('application/vnd.oasis.opendocument') ? { refusal: OPEN_DOCUMENT } : null
  }
  if (/^(?:Index\/|Data\/|Metadata\/|preview)[^/]*\.(?:iwa|jpg|plist)$/.test(name))
    return { refusal: NUMBERS }
  return /^(?:\[Content_Types\]\.xml$|_rels\/\.rels$|docProps\/|xl\/)/.test(name) ? 'workbook' : null
}

export const SAVE_AS_CSV = 'Open it, save the sheet with the events as CSV, and load that.'
const OLD_EXCEL = `This is an Excel workbook in the old .xls format, or one with a password. ${SAVE_AS_CSV}`
const OPEN_DOCUMENT = `This is an OpenDocument file, such as .ods. ${SAVE_AS_CSV}`
const NUMBERS = `This is an Apple Numbers or Pages document. ${SAVE_AS_CSV}`

/** Microsoft's compound files. */
const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const LOCAL_FILE = 0x04034b50
