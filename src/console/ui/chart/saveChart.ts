import { saveBytes } from '../saveBytes.ts'
import { fitText } from './chartLegend.ts'
import { measureText } from './measureText.ts'

export type PictureFormat = 'svg' | 'png'

/**
 * Saves a drawing that is on the page as a picture of its own, as it looks in the current theme.
 * The name is the title in the picture and, without what file systems do not allow, the file's. The
 * note is a line below the title, such as the filter.
 */
export async function saveChart(
  drawing: SVGSVGElement,
  name: string,
  format: PictureFormat,
  note = '',
): Promise<void> {
  saveBytes(await drawPicture(drawing, name, format, note), `${fileName(name)}.${format}`)
}

/** The bytes of that file. */
export async function drawPicture(
  drawing: SVGSVGElement,
  name: string,
  format: PictureFormat,
  note = '',
): Promise<Uint8Array<ArrayBuffer>> {
  const picture = pictureOf(drawing, name, note)
  return format === 'svg' ? new TextEncoder().encode(print(picture)) : drawPng(picture)
}

const print = (picture: SVGSVGElement): string => new XMLSerializer().serializeToString(picture)

/** `events-by-user-name` */
export const fileName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100) || 'chart'

const SVG = 'http://www.w3.org/2000/svg'
const PADDING = 16
const TITLE = 28
const NOTE = 18

/** A copy that needs no style sheet, with background and title. */
function pictureOf(drawing: SVGSVGElement, name: string, note: string): SVGSVGElement {
  const width = drawing.width.baseVal.value
  const height = drawing.height.baseVal.value
  const top = PADDING + TITLE + (note === '' ? 0 : NOTE)
  const whole = { width: width + 2 * PADDING, height: top + height + PADDING }
  const { fontFamily } = getComputedStyle(drawing)
  const body = getComputedStyle(document.body)
  const picture = element('svg', {
    ...whole,
    viewBox: `0 0 ${whole.width} ${whole.height}`,
    'font-family': fontFamily,
  })
  const title = element('text', {
    x: PADDING,
    y: PADDING + 14,
    'font-size': '14px',
    'font-weight': '700',
    fill: body.getPropertyValue('--text-heading'),
  })
  title.textContent = fitText(name, width, measureText('700 14px'))
  const below = element('text', {
    x: PADDING,
    y: PADDING + 32,
    'font-size': '12px',
    fill: body.getPropertyValue('--text-secondary'),
  })
  below.textContent = fitText(note, width, measureText('12px'))
  const content = element('g', { transform: `translate(${PADDING} ${top})` })
  content.append(...[...drawing.children].flatMap(withOwnStyle))
  const background = element('rect', { ...whole, fill: body.getPropertyValue('--background-container') })
  picture.append(background, title, below, content)
  return picture
}

/** The properties that a drawing gets from style sheets, all of which are attributes of SVG. */
const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
  'shape-rendering',
]
/** Geometry and references within the drawing. */
const KEPT = /^(?:d|x|y|x1|x2|y1|y2|cx|cy|r|rx|width|height|transform|id|patternUnits|patternTransform)$/

function withOwnStyle(original: Element): readonly Element[] {
  if (original.hasAttribute('data-unsaved')) return []
  // A link leads nowhere outside of the console.
  const copy = document.createElementNS(SVG, original.localName === 'a' ? 'g' : original.localName)
  for (const { name, value } of original.attributes) if (KEPT.test(name)) copy.setAttribute(name, value)
  const style = getComputedStyle(original)
  const isShown = original.localName !== 'title'
  for (const property of isShown ? PROPERTIES : []) {
    const value = style.getPropertyValue(property)
    // Groups would pass their colours on, which every shape says itself.
    if (value !== '' && (original.children.length === 0 || property === 'opacity'))
      copy.setAttribute(property, plainColour(value))
  }
  if (original.children.length === 0) copy.textContent = original.textContent
  else copy.append(...[...original.children].flatMap(withOwnStyle))
  return [copy]
}

/** Colours that a style sheet mixes are computed in a notation that only browsers read. */
function plainColour(value: string): string {
  const mixed = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)\)$/.exec(value)
  return mixed
    ? `rgb(${mixed
        .slice(1)
        .map((part) => Math.round(255 * Number(part)))
        .join(', ')})`
    : value
}

/** Pixels of the picture for each pixel of the page, so that it is sharp on any screen. */
const SHARPNESS = 2

async function drawPng(picture: SVGSVGElement): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image()
  // The page's Content-Security-Policy allows images in data addresses only.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(print(picture))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.width.baseVal.value * SHARPNESS
  canvas.height = picture.height.baseVal.value * SHARPNESS
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('The browser could not draw the picture. Save it as SVG.')
  return new Uint8Array(await blob.arrayBuffer())
}

function element<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS(SVG, name)
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value))
  return made
}
