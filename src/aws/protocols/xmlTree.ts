import { SaxesParser } from 'saxes'
import { InputProblem, MAX_DEPTH, textOf, tooDeep } from './inputProblem.ts'

export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlElement[]
  text: string
}

/** The root element. Nothing outside the document is looked up, and no entities are defined. */
export function parseXml(body: Uint8Array): XmlElement {
  const parser = new SaxesParser()
  const open: XmlElement[] = []
  let root: XmlElement | null = null
  parser.on('error', () => {
    throw new InputProblem('malformed', 'The XML is not well formed.')
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' }
    if (open.push(element) > MAX_DEPTH) throw tooDeep()
    if (open.length > 1) open.at(-2)!.children.push(element)
    else root = element
  })
  const addText = (text: string) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => void open.pop())
  parser.write(textOf(body)).close()
  if (root === null) throw new InputProblem('malformed', 'The XML has no element.')
  return root
}
