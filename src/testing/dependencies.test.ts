import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** What may be used without asking: none of them reaches into what is built on it. */
const LICENCES = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
]

const INSTALLING = ['preinstall', 'install', 'postinstall']

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly license?: string
  readonly hasInstallScript?: boolean
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const manifest = read('package.json') as Manifest
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> }
const locked = Object.entries(packages).filter(([path]) => path !== '')

describe('what is depended on', () => {
  it('is pinned exactly', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([])
    for (const [name, version] of versions)
      expect(locked.find(([path]) => path === `node_modules/${name}`)?.[1].version, name).toBe(version)
  })

  it('is known by its hash, and named by no address of its own', () => {
    expect(locked.length).toBeGreaterThan(100)
    expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([])
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  })

  it('runs nothing when it is installed', () => {
    expect(locked.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([])
    expect(installed().flatMap(installScripts)).toEqual([])
    expect(readFileSync(`${ROOT}.npmrc`, 'utf8')).toMatch(/^ignore-scripts=true$/m)
  })

  it('has a licence that lets us', () => {
    expect(locked.filter(([, { license }]) => !LICENCES.includes(license ?? '')).map(named)).toEqual([])
  })
})

function read(path: string): unknown {
  return JSON.parse(readFileSync(ROOT + path, 'utf8'))
}

function named([path, { license }]: readonly [string, Locked]): string {
  return `${path}: ${license}`
}

/** The folders of packages at the top of node_modules; those further down are in the lock file. */
function installed(): readonly string[] {
  const under = (folder: string) =>
    readdirSync(ROOT + folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => `${folder}/${name}`)
  return under('node_modules').flatMap((folder) => (folder.includes('/@') ? under(folder) : [folder]))
}

function installScripts(folder: string): readonly string[] {
  const { scripts = {} } = read(`${folder}/package.json`) as { scripts?: Record<string, string> }
  return INSTALLING.filter((name) => name in scripts).map((name) => `${folder}: ${name}`)
}
