import { mkdir, readFile, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as v from 'valibot'
import type { DeliveryFolder } from '../../trails/deliveryFolder.ts'
import { newDeliveryState, type DeliveryState } from '../../trails/deliveryState.ts'
import type { SigningKey } from '../../trails/signingKeys.ts'
import { copyAside, DISK, replaceFile, unreadable, unwritable, writeThrough } from '../kept/durableFile.ts'

/**
 * What the trails have still to deliver, in a folder: `delivery.json`, `signing-keys.json`, which only
 * its owner may read, and `spool/` with the bytes of files. With `folder` null in memory.
 */
export async function openDeliveryFolder(folder: string | null, nowMs: number): Promise<DeliveryFolder> {
  return folder === null ? inMemory(nowMs) : onDisk(folder, nowMs)
}

function inMemory(nowMs: number): DeliveryFolder {
  const spool = new Map<string, Uint8Array>()
  const keys: SigningKey[] = []
  return {
    state: newDeliveryState(nowMs),
    saveState: async () => {},
    keys,
    addKey: async (key) => void keys.push(key),
    keep: async (id, bytes) => void spool.set(id, bytes),
    read: async (id) => found(spool.get(id), id),
    forget: async (id) => void spool.delete(id),
  }
}

async function onDisk(folder: string, nowMs: number): Promise<DeliveryFolder> {
  const statePath = join(folder, 'delivery.json')
  const keysPath = join(folder, 'signing-keys.json')
  const spool = join(folder, 'spool')
  const pathOf = (id: string) => join(spool, `${id}.gz`)
  await mkdir(spool, { recursive: true }).catch((error: unknown) => {
    throw unwritable(spool, error)
  })
  const state = (await readJson(statePath, STATE)) ?? newDeliveryState(nowMs)
  const keys = (await readJson(keysPath, KEYS)) ?? []
  const write = (path: string, value: unknown, mode?: number) =>
    replaceFile(DISK, path, JSON.stringify(value), mode === undefined ? {} : { mode }).catch(
      (error: unknown) => {
        throw unwritable(path, error)
      },
    )
  await forgetOthers(spool, new Set(state.waiting.map(({ id }) => pathOf(id))))
  return {
    state,
    saveState: () => write(statePath, state),
    keys,
    addKey: async (key) => {
      await write(keysPath, [...keys, key], OWNER_ONLY)
      keys.push(key)
    },
    keep: (id, bytes) =>
      writeThrough(DISK, pathOf(id), bytes).catch((error: unknown) => {
        throw unwritable(pathOf(id), error)
      }),
    read: async (id) => found(await readFile(pathOf(id)).catch(() => undefined), id),
    forget: (id) => rm(pathOf(id), { force: true }),
  }
}

const OWNER_ONLY = 0o600

const KEYS = v.array(
  v.object({
    value: v.string(),
    fingerprint: v.string(),
    startMs: v.number(),
    endMs: v.number(),
    privateKey: v.string(),
  }),
)

/** What is in it was written by `saveState`, so its members are as they were. */
const STATE = v.pipe(
  v.looseObject({
    takenMs: v.number(),
    waiting: v.array(v.looseObject({ id: v.string() })),
    chains: v.looseObject({}),
    statuses: v.looseObject({}),
  }),
  v.transform((state) => state as unknown as DeliveryState),
)

/** What a file has; null if there is none. A file that cannot be read is copied aside. */
async function readJson<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
): Promise<v.InferOutput<Schema> | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw unreadable(path, error)
  })
  if (text === null) return null
  try {
    return v.parse(schema, JSON.parse(text))
  } catch {
    console.error(
      `${basename(path)} of the simulated account's trails cannot be read, so it begins again. It was copied to ${await copyAside(path)}.`,
    )
    return null
  }
}

/** Files that were kept, but not decided before the process ended. */
async function forgetOthers(spool: string, wanted: ReadonlySet<string>): Promise<void> {
  const paths = (await readdir(spool)).map((name) => join(spool, name))
  for (const path of paths) if (!wanted.has(path)) await rm(path, { force: true })
}

function found(bytes: Uint8Array | undefined, id: string): Uint8Array {
  if (bytes) return bytes
  throw new Error(`the file ${id} is no longer in the spool`)
}
