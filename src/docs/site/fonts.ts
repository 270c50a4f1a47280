import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const STYLES = 'node_modules/@cloudscape-design/global-styles/index.css'
const FACE = /@font-face\s*\{[^}]*\}/g
const BASE64 = /data:font\/woff2;(?:charset=[\w-]+;)?base64,([A-Za-z0-9+/=]+)/

/** The console's font, Open Sans, in the weights that `site.css` uses, from Cloudscape's styles. */
export async function writeFonts(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const faces = (await readFile(STYLES, 'utf8')).match(FACE) ?? []
  for (const weight of [400, 700]) {
    const face = faces.find(
      (each) => each.includes(`font-weight: ${weight}`) && !/font-style: italic/.test(each),
    )
    const base64 = BASE64.exec(face ?? '')?.[1]
    if (base64 === undefined) throw new Error(`Cloudscape's styles have no Open Sans of weight ${weight}.`)
    await writeFile(join(folder, `open-sans-${weight}.woff2`), Buffer.from(base64, 'base64'))
  }
}
