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
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Python-2.0',
]

const INSTALLING = ['preinstall', 'install', 'postinstall']

/** Where a person may install: each needs its own build of every native package. */
const PLATFORMS = [
  'linux x64 glibc',
  'linux arm64 glibc',
  'linux x64 musl',
  'linux arm64 musl',
  'darwin x64',
  'darwin arm64',
  'win32 x64',
  'win32 arm64',
]

/** The engine, the bundler, its CSS, the linter and its types, the formatter, the compiler. */
const NATIVE = [
  '@duckdb/node-bindings',
  'rolldown',
  'lightningcss',
  'oxlint',
  'oxlint-tsgolint',
  'oxfmt',
  'typescript',
]

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly license?: string
  readonly hasInstallScript?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly devDependencies: Readonly<Record<string, string>>
}

const manifest = read('package.json') as Manifest
const packages = lockedIn('package-lock.json')
const locked = Object.entries(packages).filter(([path]) => path !== '')

describe('the dependencies', () => {
  it('are pinned exactly', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([])
    for (const [name, version] of versions)
      expect(locked.find(([path]) => path === `node_modules/${name}`)?.[1].version, name).toBe(version)
  })

  it('have a hash, and no address of their own', () => {
    expect(locked.length).toBeGreaterThan(100)
    // The browser that the end-to-end tests fetch where there is none has a lock file of its own.
    const browser = Object.entries(lockedIn('src/launch/chromium/package-lock.json')).slice(1)
    expect(browser.length).toBeGreaterThan(0)
    const all = [...locked, ...browser]
    expect(all.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([])
    expect(all.filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  })

  it('are locked completely, including packages for other platforms', () => {
    const missing = locked.flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !lockedFor(path, name))
        .map((name) => `${path} needs ${name}`),
    )
    expect(missing).toEqual([])
  })

  it.each(PLATFORMS)('have native packages for %s', (platform) => {
    expect(NATIVE.filter((name) => !isBuiltFor(name, platform))).toEqual([])
  })

  it('run nothing when they are installed', () => {
    expect(locked.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([])
    expect(installed().flatMap(installScripts)).toEqual([])
  })

  it('have a permissive licence', () => {
    expect(locked.filter((each) => !LICENCES.includes(licenceOf(each))).map(named)).toEqual([])
  })
})

function lockedIn(path: string): Readonly<Record<string, Locked>> {
  return (read(path) as { packages: Record<string, Locked> }).packages
}

/** What Node finds when the package at this path asks for that name. */
function lockedFor(path: string, name: string): Locked | undefined {
  const beside = packages[`${path}/node_modules/${name}`]
  const above = path.lastIndexOf('/node_modules/')
  return beside ?? (above < 0 ? packages[`node_modules/${name}`] : lockedFor(path.slice(0, above), name))
}

/** Whether one of its builds installs there. A build that names no libc runs with every one. */
function isBuiltFor(name: string, platform: string): boolean {
  const [os = '', cpu = '', libc = ''] = platform.split(' ')
  const path = `node_modules/${name}`
  return Object.keys(packages[path]?.optionalDependencies ?? {})
    .map((build) => lockedFor(path, build))
    .some(
      (build) =>
        build?.os?.includes(os) && build.cpu?.includes(cpu) && (!build.libc || build.libc.includes(libc)),
    )
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(ROOT + path, 'utf8'))
}

/** Old packages say it in another member, or only in words. */
function licenceOf([path, { license }]: readonly [string, Locked]): string {
  if (license !== undefined) return license
  const { licenses } = read(`${path}/package.json`) as { licenses?: readonly { readonly type: string }[] }
  if (licenses?.length === 1) return licenses[0]!.type
  const readme = readdirSync(ROOT + path).find((name) => /^readme\.md$/i.test(name))
  const words = readme === undefined ? '' : readFileSync(`${ROOT}${path}/${readme}`, 'utf8')
  return /\bMIT\b/.test(words) ? 'MIT' : ''
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
