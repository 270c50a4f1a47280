import { SaxesParser } from 'saxes'
import type { ByteSource } from '../containers/byteSource.ts'
import { CorruptInput } from '../containers/corruptInput.ts'

export interface XmlHandlers {
  /** Names without their prefix. */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

/** Reads XML as it arrives. Nothing outside the document is looked up. */
export async function readXml(
  source: ByteSource,
  handlers: XmlHandlers,
  pause: () => Promise<void>,
): Promise<void> {
  const parser = new SaxesParser()
  const decoder = new TextDecoder()
  let fault: Error | null = null
  parser.on('error', (error) => (fault ??= error))
  parser.on('opentag', ({ name, attributes }) => handlers.open(localName(name), attributes))
  parser.on('closetag', ({ name }) => handlers.close?.(localName(name)))
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  for (let bytes = await source.next(PIECE); bytes; bytes = await source.next(PIECE)) {
    parser.write(decoder.decode(bytes, { stream: true }))
    if (fault) break
    await pause()
  }
  if (!fault) parser.write(decoder.decode()).close()
  if (fault) throw new CorruptInput('The workbook is damaged here. Save it again in Excel and load it.')
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

const PIECE = 256 * 1024
