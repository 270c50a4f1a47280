import { open, readdir, readFile, rename, stat, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Disk } from '../server/kept/durableFile.ts'

/** The calls that can be made to fail. */
export type FailingCall = 'writeFile' | 'sync' | 'datasync' | 'truncate' | 'rename'

/** The real disk, which knows what would survive a power cut, and fails on demand. */
export class WatchedDisk implements Disk {
  /** The synced content of files, by their number on the disk, since their names change. */
  readonly #contents = new Map<number, Buffer>()
  /** The numbers of a folder's files by their names, when it was last synced. */
  readonly #names = new Map<string, ReadonlyMap<string, number>>()
  readonly #failing = new Set<FailingCall>()

  /** These calls fail from now on, as on a full disk, until `recover`. A write fails halfway. */
  fail(...calls: readonly FailingCall[]): void {
    for (const call of calls) this.#failing.add(call)
  }

  recover(): void {
    this.#failing.clear()
  }

  /** Puts into another folder what would be in this one after a power cut now. */
  async copyWhatLasts(folder: string, to: string): Promise<void> {
    for (const [name, number] of this.#names.get(folder) ?? [])
      await writeFile(join(to, name), this.#contents.get(number) ?? '')
  }

  readonly rename: Disk['rename'] = async (from, to) => {
    this.#check('rename')
    await rename(from, to)
  }

  readonly open: Disk['open'] = async (path, flags, mode) => {
    const file = await open(path, flags, mode)
    const sync = (call: 'sync' | 'datasync') => async () => {
      this.#check(call)
      await file[call]()
      await this.#synced(String(path), file)
    }
    const watched: Partial<FileHandle> = {
      sync: sync('sync'),
      datasync: sync('datasync'),
      truncate: async (length) => {
        this.#check('truncate')
        await file.truncate(length)
      },
      writeFile: async (data) => {
        if (this.#failing.has('writeFile'))
          await file.writeFile(String(data).slice(0, String(data).length / 2))
        this.#check('writeFile')
        await file.writeFile(data)
      },
    }
    return new Proxy(file, {
      get: (_, name) => {
        if (Object.hasOwn(watched, name)) return Reflect.get(watched, name)
        const value: unknown = Reflect.get(file, name)
        return typeof value === 'function' ? (value.bind(file) as unknown) : value
      },
    })
  }

  #check(call: FailingCall): void {
    if (this.#failing.has(call)) throw Object.assign(new Error(`ENOSPC: ${call}`), { code: 'ENOSPC' })
  }

  async #synced(path: string, file: FileHandle): Promise<void> {
    const state = await file.stat()
    if (state.isDirectory()) {
      const names = await readdir(path)
      const numbers = names.map(async (name) => [name, (await stat(join(path, name))).ino] as const)
      this.#names.set(path, new Map(await Promise.all(numbers)))
    } else {
      this.#contents.set(state.ino, await readFile(path))
    }
  }
}
