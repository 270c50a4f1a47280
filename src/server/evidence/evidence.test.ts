import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Download } from '../../api/downloads.ts'
import type { EventStore } from '../../store/eventStore.ts'
import '../../testing/fewCases.ts'
import { partNamed, partsOf } from '../../testing/bundleParts.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { addRecords, storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'
import { FILTER, LOG_FILES, MANIFEST, MANIFEST_HASH, RECORDS, SEAL } from './bundleManifest.ts'
import { directoryOf } from './bundleZip.ts'
import { readEvidenceKey, readPublicKey, type EvidenceKey } from './evidenceKey.ts'
import { verifyBundle, type BundleVerdict } from './verifyBundle.ts'

const RECORDS_OF_BOB = [1, 2, 3].map(
  (number) =>
    `{ "eventVersion":"1.08",\n "eventID":"bob-${number}", "eventTime":"2026-02-04T09:0${number}:00Z", "userIdentity":{"type":"IAMUser","userName":"bob"}}`,
)
const OF_ALICE =
  '{"eventVersion":"1.08","eventID":"alice","eventTime":"2026-02-04T09:00:00Z","userIdentity":{"type":"IAMUser","userName":"alice"}}'

let folder: string
let store: EventStore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'))
  store = await storeOf(RECORDS_OF_BOB.slice(0, 2))
  await addRecords(store, RECORDS_OF_BOB.slice(1), 'second.json', { sha256: 'ab'.repeat(32) })
  await addRecords(store, [OF_ALICE], 'alice.json')
  await store.setIntegrity(new Map([['second.json', 'verified']]))
})
afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const downloaded = async (
  evidenceKey: EvidenceKey | null = null,
  query = 'userName=bob',
): Promise<Buffer> => {
  const app = createApp(servicesOf(store, { evidenceKey }))
  const response = await app.request(`http://localhost/api/events/download?format=evidence&${query}`)
  expect(response.status).toBe(200)
  return Buffer.from(await response.arrayBuffer())
}

const verdictOn = (bundle: Uint8Array, keyFile: string | null = null): Promise<BundleVerdict> => {
  const path = join(folder, 'bundle.zip')
  writeFileSync(path, bundle)
  return verifyBundle(path, {
    seal: keyFile === null ? null : readPublicKey(keyFile, keyFile),
    digests: null,
  })
}

async function newKey(name: string): Promise<{ file: string; publicFile: string; key: EvidenceKey }> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const file = join(folder, `${name}.pem`)
  const publicFile = join(folder, `${name}.pub.pem`)
  await writeFile(file, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  await writeFile(publicFile, publicKey.export({ type: 'spki', format: 'pem' }))
  return { file, publicFile, key: readEvidenceKey(file, file) }
}

test('a bundle has the records as written, the filter in all its forms, the log files and a manifest of it all', async () => {
  const bundle = await downloaded()
  const verdict = await verdictOn(bundle)
  expect(verdict).toMatchObject({
    faults: [],
    sealedBy: null,
    manifest: { events: 3, logFiles: 2, tool: { version: '1.2.3' }, sealedBy: null },
  })
  expect(partsOf(bundle).map(({ name }) => name)).toEqual([
    RECORDS,
    FILTER,
    LOG_FILES,
    MANIFEST,
    MANIFEST_HASH,
  ])
  expect(JSON.parse(partNamed(bundle, FILTER).content)).toMatchObject({
    text: 'userName=bob',
    query: 'userName=bob',
    words: ['User name is bob'],
    order: 'newest',
    events: 3,
    timeRange: { startTime: null, endTime: null },
  })
  expect(partNamed(bundle, MANIFEST_HASH).content).toBe(`${verdict.manifestSha256}  manifest.json\n`)
})

/** Writes another text over one of the same length, as someone does who knows the format. */
function forged(bundle: Buffer, name: string, change: (text: string) => string): Buffer {
  const { dataAt: start, content: text } = partNamed(bundle, name)
  const forgery = Buffer.from(bundle)
  forgery.write(change(text), start)
  const crc = crc32(forgery.subarray(start, start + Buffer.byteLength(text)))
  forgery.writeUInt32LE(crc, start - name.length - 16)
  const parts = partsOf(bundle).map((part) => (part.name === name ? { ...part, crc } : part))
  const directory = directoryOf(parts)
  return Buffer.concat([forgery.subarray(0, forgery.length - directory.length), directory])
}

test('what was changed by someone who corrects the checksums of the zip is found by the manifest', async () => {
  const bundle = await downloaded()
  const faults = async (changed: Buffer) => (await verdictOn(changed)).faults.map(({ part }) => part)
  expect(await faults(forged(bundle, FILTER, (text) => text.replaceAll('bob', 'eve')))).toEqual([FILTER])
  const fewer = (text: string) => text.replace('"events": 3', '"events": 2')
  const manifest = forged(bundle, MANIFEST, fewer)
  expect(await faults(manifest)).toEqual([MANIFEST])
  const { manifestSha256 } = await verdictOn(manifest)
  const whole = forged(manifest, MANIFEST_HASH, (text) => manifestSha256! + text.slice(64))
  const verdict = await verdictOn(whole)
  expect(verdict.faults, 'made again').toEqual([])
  expect(verdict.manifestSha256, 'but its hash is another').not.toBe((await verdictOn(bundle)).manifestSha256)
})

test('a seal shows that a bundle was made again, and by whose key it was sealed', async () => {
  const [own, other] = [await newKey('mine'), await newKey('other')]
  const bundle = await downloaded(own.key)
  expect(await verdictOn(bundle, own.publicFile)).toMatchObject({ faults: [], sealedBy: own.key.fingerprint })
  expect((await verdictOn(bundle, other.publicFile)).faults).toMatchObject([
    { part: SEAL, reason: /sealed with another key/ },
  ])
  expect((await verdictOn(await downloaded(), own.publicFile)).faults).toMatchObject([
    { part: SEAL, reason: 'The bundle is not sealed.' },
  ])
  const { dataAt, bytes } = partNamed(bundle, SEAL)
  const places = fc.sample(fc.integer({ min: dataAt, max: dataAt + bytes - 1 }), { numRuns: 20, seed: 1 })
  for (const place of places) {
    const changed = Buffer.from(bundle)
    changed[place]! ^= 1
    expect((await verdictOn(changed)).faults).toMatchObject([{ part: SEAL }])
  }
  const fewer = forged(bundle, MANIFEST, (text) => text.replace('"events": 3', '"events": 2'))
  const { manifestSha256 } = await verdictOn(fewer)
  const again = forged(fewer, MANIFEST_HASH, (text) => manifestSha256! + text.slice(64))
  expect((await verdictOn(again)).faults.map(({ part }) => part)).toEqual([SEAL])
  expect((await readFile(own.file, 'utf8')).startsWith('-----BEGIN PRIVATE KEY-----')).toBe(true)
  expect(bundle.includes('PRIVATE KEY')).toBe(false)
})

test('a key that cannot seal is refused in a sentence', async () => {
  const rsa = join(folder, 'rsa.pem')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  await writeFile(rsa, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  expect(() => readEvidenceKey(rsa, 'rsa.pem')).toThrow(/type rsa, but bundles are sealed with Ed25519/)
  const { publicFile } = await newKey('public')
  expect(() => readEvidenceKey(publicFile, 'public.pem')).toThrow(/is not a private key/)
  expect(() => readEvidenceKey(join(folder, 'none'), 'none')).toThrow(/cannot be read/)
})

test('a started download says the SHA-256 of the manifest, and its parts do not load as log files', async () => {
  const app = createApp(servicesOf(store))
  const ask = (path: string, init?: RequestInit) => app.request(`http://localhost${path}`, init)
  const started = (await (
    await ask('/api/downloads?format=evidence&userName=bob', { method: 'POST' })
  ).json()) as Download
  expect(started.fileName).toMatch(/\.evidence\.zip$/)
  const bundle = Buffer.from(await (await ask(`/api/downloads/${started.id}/file`)).arrayBuffer())
  const { manifestSha256 } = await verdictOn(bundle)
  expect(await (await ask(`/api/downloads/${started.id}`)).json()).toMatchObject({
    state: 'complete',
    events: 3,
    manifestSha256,
  })
  const again = await storeOf([])
  const its = createApp(servicesOf(again))
  const loaded = await its.request('http://localhost/api/log-files?name=bundle.zip', {
    method: 'POST',
    body: new Uint8Array(bundle),
  })
  expect(await loaded.json()).toMatchObject({ outcome: 'loaded', records: 3, added: 3, problems: [] })
  const records = await its.request('http://localhost/api/events/download?format=json')
  expect(await records.text()).toBe(`{"Records":[${RECORDS_OF_BOB.toReversed().join(',')}]}`)
  await again.close()
  for (const query of ['compression=gzip', 'notes=include'])
    expect((await ask(`/api/events/download?format=evidence&${query}`)).status).toBe(400)
})
