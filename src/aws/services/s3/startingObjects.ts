import { createHash } from 'node:crypto'
import type { Chance } from '../../../account/chance.ts'
import { isoTime } from '../../../account/times.ts'
import { checksumOf } from './checksums.ts'
import { FULL_CONTROL, type Bucket, type StoredObject } from './s3State.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** What is in one of the company's buckets at first; `purpose` is its name without the company's. */
export function startingObjects(
  chance: Chance,
  purpose: string,
  bucket: Bucket,
  todayMs: number,
): readonly StoredObject[] {
  const contents = CONTENTS[purpose]
  if (contents === undefined) return []
  return [5, 4, 3, 2, 1].flatMap((daysAgo) => {
    const dayMs = todayMs - daysAgo * DAY
    return contents(chance, isoTime(dayMs).slice(0, 10), daysAgo).map(([key, type, text]) =>
      textObject(bucket, key, type, text, dayMs + chance.int(1, 23) * HOUR),
    )
  })
}

function textObject(
  { encryption }: Bucket,
  key: string,
  contentType: string,
  text: string,
  modifiedMs: number,
): StoredObject {
  const bytes = Buffer.from(text)
  return {
    key,
    size: bytes.length,
    etag: createHash('md5').update(bytes).digest('hex'),
    modifiedMs,
    parts: [{ size: bytes.length, content: { text } }],
    headers: { ContentType: contentType },
    metadata: {},
    encryption,
    checksum: checksumOf('CRC64NVME', bytes),
    grants: FULL_CONTROL,
    tags: [],
  }
}

type File = readonly [key: string, contentType: string, text: string]

/** By purpose: what one day added. */
const CONTENTS: Readonly<Record<string, (chance: Chance, day: string, daysAgo: number) => readonly File[]>> =
  {
    'web-assets': (chance, _day, daysAgo) =>
      daysAgo === 5
        ? [
            ['index.html', 'text/html', page('Track your shipment')],
            ['robots.txt', 'text/plain', 'User-agent: *\nDisallow: /account/\n'],
          ]
        : [
            [
              `static/js/main.${chance.hex(8)}.js`,
              'text/javascript',
              `document.title = 'Build ${chance.int(400, 900)}'\n`,
            ],
          ],
    labels: (chance, day) =>
      [1, 2].map(() => {
        const number = chance.int(100_000, 999_999)
        return [`labels/${day}/LBL${number}.txt`, 'text/plain', label(chance, number)]
      }),
    invoices: (chance, day) => {
      const number = chance.int(10_000, 99_999)
      return [[`invoices/${day.slice(0, 7)}/INV-${number}.txt`, 'text/plain', invoice(chance, number, day)]]
    },
    'order-exports': (chance, day) => [[`exports/${day}/orders.csv`, 'text/csv', orders(chance, day)]],
    'data-lake': (chance, day) => [
      [`shipments/dt=${day}/part-00000.json`, 'application/json', shipments(chance, day)],
    ],
    'athena-results': (chance) => [
      [
        `analytics/${chance.hex(32)}.csv`,
        'text/csv',
        `"carrier","shipments"\n"post","${chance.int(90, 900)}"\n`,
      ],
    ],
    'deploy-artifacts': (chance, day) => [
      [
        `manifests/${chance.hex(12)}.json`,
        'application/json',
        `${JSON.stringify({ service: 'orders', built: day, commit: chance.hex(40) })}\n`,
      ],
    ],
    'db-backups': (chance, day) => [
      [
        `orders/${day}/manifest.json`,
        'application/json',
        `${JSON.stringify({ database: 'orders', tables: 42, rows: chance.int(900_000, 990_000) })}\n`,
      ],
    ],
  }

const page = (title: string) =>
  `<!doctype html>\n<html lang="en">\n<title>${title}</title>\n<script src="static/js/main.js"></script>\n</html>\n`

const label = (chance: Chance, number: number) =>
  `Shipment ${number}\nWeight ${chance.int(2, 240) / 10} kg\nRoute ${chance.pick(['HAM-MUC', 'BER-LIS', 'CGN-VIE'])}\n`

function invoice(chance: Chance, number: number, day: string): string {
  const count = chance.int(3, 40)
  return `Invoice INV-${number}\nDate ${day}\nShipments ${count}\nTotal EUR ${count * 7}.90\n`
}

function orders(chance: Chance, day: string): string {
  const rows = [1, 2, 3, 4].map(
    () => `${chance.int(100_000, 999_999)},${day},${chance.pick(['paid', 'shipped', 'delivered'])}`,
  )
  return `order,date,status\n${rows.join('\n')}\n`
}

function shipments(chance: Chance, day: string): string {
  const row = () =>
    JSON.stringify({
      shipment: chance.int(100_000, 999_999),
      date: day,
      carrier: chance.pick(['post', 'rail']),
    })
  return `${row()}\n${row()}\n`
}
