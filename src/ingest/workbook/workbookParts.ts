import type { ByteSource } from '../containers/byteSource.ts'
import { CorruptInput } from '../containers/corruptInput.ts'
import { unescaped, type CellContext } from './sheetCells.ts'
import { readXml } from './xml.ts'

/** What is said of a workbook outside its sheets. */
export class WorkbookParts implements CellContext {
  readonly strings: string[] = []
  readonly dateStyles: boolean[] = []
  isSince1904 = false
  /** Whether the document is a workbook at all; `binary`: one whose parts are not XML. */
  kind: 'workbook' | 'binary' | 'other' = 'other'
  readonly #sheets: { readonly name: string; readonly relation: string }[] = []
  readonly #targets = new Map<string, string>()
  #length = 0

  /** Reads one of its files, if it is not a sheet. */
  async read(name: string, bytes: ByteSource, pause: () => Promise<void>): Promise<void> {
    switch (name) {
      case 'xl/workbook.xml':
        this.kind = 'workbook'
        return await this.#readWorkbook(bytes, pause)
      case 'xl/workbook.bin':
        this.kind = 'binary'
        return
      case 'xl/_rels/workbook.xml.rels':
        return await this.#readRelations(bytes, pause)
      case 'xl/styles.xml':
        return await this.#readStyles(bytes, pause)
      case 'xl/sharedStrings.xml':
        return await this.#readStrings(bytes, pause)
      default:
    }
  }

  /** How people call the sheet in a file. */
  sheetName(file: string): string {
    const relation = [...this.#targets].find(([, target]) => target === file)?.[0]
    return (
      this.#sheets.find((sheet) => sheet.relation === relation)?.name ??
      /[^/]*(?=\.xml$)/.exec(file)?.[0] ??
      file
    )
  }

  async #readWorkbook(bytes: ByteSource, pause: () => Promise<void>): Promise<void> {
    const open = (name: string, attributes: Readonly<Record<string, string>>) => {
      if (name === 'workbookPr') this.isSince1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '')
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      if (name === 'sheet') this.#sheets.push({ name: attributes['name'] ?? '', relation })
    }
    await readXml(bytes, { open }, pause)
  }

  async #readRelations(bytes: ByteSource, pause: () => Promise<void>): Promise<void> {
    const open = (name: string, { Id = '', Target = '' }: Readonly<Record<string, string>>) => {
      if (name === 'Relationship')
        this.#targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
    }
    await readXml(bytes, { open }, pause)
  }

  async #readStyles(bytes: ByteSource, pause: () => Promise<void>): Promise<void> {
    const ownFormats = new Map<string, string>()
    let isInCells = false
    const open = (name: string, attributes: Readonly<Record<string, string>>) => {
      if (name === 'numFmt') ownFormats.set(attributes['numFmtId'] ?? '', attributes['formatCode'] ?? '')
      else if (name === 'cellXfs') isInCells = true
      else if (name === 'xf' && isInCells) {
        const id = attributes['numFmtId'] ?? '0'
        const own = ownFormats.get(id)
        this.dateStyles.push(own === undefined ? isDateFormat(Number(id)) : isDateCode(own))
      }
    }
    const close = (name: string) => {
      if (name === 'cellXfs') isInCells = false
    }
    await readXml(bytes, { open, close }, pause)
  }

  async #readStrings(bytes: ByteSource, pause: () => Promise<void>): Promise<void> {
    let text = ''
    let isText = false
    let isPhonetic = false
    const open = (name: string) => {
      if (name === 'si') text = ''
      else if (name === 't') isText = true
      else if (name === 'rPh') isPhonetic = true
    }
    const close = (name: string) => {
      if (name === 't') isText = false
      else if (name === 'rPh') isPhonetic = false
      else if (name === 'si') {
        this.#length += text.length
        if (this.#length > LONGEST_STRINGS)
          throw new CorruptInput(
            'The texts of this workbook are too large to be read. Open it, save the sheet with the events as CSV, and load that.',
          )
        this.strings.push(unescaped(text))
      }
    }
    await readXml(
      bytes,
      {
        open,
        close,
        text: (part) => {
          if (isText && !isPhonetic) text += part
        },
      },
      pause,
    )
  }
}

/** Built-in formats for dates and times; those of East Asian languages included. */
function isDateFormat(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
}

/** Whether a format shows a year, month, day, hour or second outside its quoted texts. */
function isDateCode(code: string): boolean {
  return /[ymdhs]/i.test(code.replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general/gi, ''))
}

const LONGEST_STRINGS = 128 * 1024 * 1024
