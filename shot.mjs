import { chromium } from '@playwright/test'
import { readFileSync } from 'node:fs'
const { executablePath } = JSON.parse(readFileSync('/work/main/node_modules/.cache/event-history-console/browser.json','utf8'))
const [,, base, ...specs] = process.argv
const browser = await chromium.launch({ executablePath })
for (const spec of specs) {
  const [name, path, width='1440', scheme='light', click=''] = spec.split('|')
  const page = await browser.newPage({ viewport: { width: +width, height: 900 }, colorScheme: scheme })
  page.on('pageerror', e => console.log(name, 'pageerror', e.message))
  page.on('console', m => m.type()==='error' && console.log(name, 'console', m.text().slice(0,200)))
  await page.goto(base + path, { waitUntil: 'networkidle', timeout: 90000 }).catch(e=>console.log(name, e.message.slice(0,100)))
  for (const c of click.split('>>').filter(Boolean)) { await page.getByText(c, {exact:true}).first().click({timeout:15000}).catch(e=>console.log(name,'click',e.message.slice(0,150))); await page.waitForTimeout(1500) }
  await page.waitForTimeout(1500)
  await page.screenshot({ path: `/tmp/shots/${name}.png` })
  await page.close()
}
await browser.close()
