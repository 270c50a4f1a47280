import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { CLICKHOUSE_TESTS } from './chdb.ts'

/** Debian's package of a ClickHouse server, version 18.16: it is old, but it is a server and makes clusters. */
const PACKAGE = 'clickhouse-server'
const FOLDER = join(homedir(), '.cache', 'event-history-console', PACKAGE)
const PROGRAM = join(FOLDER, 'usr', 'sbin', 'clickhouse-server')
const LIBRARIES = ['usr/lib', 'lib'].map((folder) => join(FOLDER, folder, 'x86_64-linux-gnu')).join(':')

/** The cluster of the two servers, a shard each. */
export const CLUSTER = 'two_shards'

/** Why tests of two servers do not run here, in a sentence; null if they do. */
export const noDebianServers: string | null = whyNot()

function whyNot(): string | null {
  if (!process.env[CLICKHOUSE_TESTS])
    return `Set ${CLICKHOUSE_TESTS}=1 to run these tests with Debian's ${PACKAGE}, which is downloaded once (17 MB).`
  if (existsSync(PROGRAM)) return null
  const release = existsSync('/etc/debian_version') ? readFileSync('/etc/debian_version', 'utf8') : ''
  return release.startsWith('12.') && process.arch === 'x64'
    ? null
    : `Debian's ${PACKAGE} cannot be had here: these tests need Debian 12 on x86-64.`
}

/** A server of the cluster. */
export interface ShardUnderTest {
  /** `clickhouse://127.0.0.1:8123`, to be followed by a slash and the name of a database. */
  readonly address: string
  /** SIGKILL. */
  readonly kill: () => Promise<void>
  /** Starts it again on its data. */
  readonly start: () => Promise<void>
}

/** Starts both servers, and downloads the package if it is missing. Nothing is installed. */
export async function startDebianServers(): Promise<{
  readonly shards: readonly [ShardUnderTest, ShardUnderTest]
  readonly stop: () => Promise<void>
}> {
  if (!existsSync(PROGRAM)) await download()
  const folder = await mkdtemp(join(tmpdir(), 'clickhouse-servers-'))
  const [http1, tcp1, http2, tcp2] = (await freePorts(4)) as [number, number, number, number]
  const shards = [
    new Shard(join(folder, '1'), http1, tcp1, [tcp1, tcp2]),
    new Shard(join(folder, '2'), http2, tcp2, [tcp1, tcp2]),
  ] as const
  await Promise.all(shards.map((shard) => shard.start()))
  return {
    shards,
    stop: async () => {
      await Promise.all(shards.map((shard) => shard.kill()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Unpacks the package, and those that it needs and this machine has not installed. */
async function download(): Promise<void> {
  const run = promisify(execFile)
  const parts = await mkdtemp(join(tmpdir(), 'clickhouse-packages-'))
  const { stdout } = await run('apt-get', ['-s', 'install', '--no-install-recommends', PACKAGE])
  const names = [...stdout.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name!)
  await run('apt-get', ['download', ...names], { cwd: parts })
  const unpacked = join(parts, 'unpacked')
  const { stdout: files } = await run('find', [parts, '-name', '*.deb'])
  for (const file of files.trim().split('\n')) await run('dpkg-deb', ['-x', file, unpacked])
  await mkdir(join(FOLDER, '..'), { recursive: true })
  await run('cp', ['-r', unpacked, `${FOLDER}.part`])
  await rename(`${FOLDER}.part`, FOLDER)
  await rm(parts, { recursive: true, force: true })
}

class Shard implements ShardUnderTest {
  readonly address: string
  readonly #folder: string
  readonly #http: number
  readonly #tcp: number
  readonly #cluster: readonly number[]
  #child: ChildProcess | null = null

  constructor(folder: string, http: number, tcp: number, cluster: readonly number[]) {
    this.address = `clickhouse://127.0.0.1:${http}`
    this.#folder = folder
    this.#http = http
    this.#tcp = tcp
    this.#cluster = cluster
  }

  readonly start = async (): Promise<void> => {
    await mkdir(join(this.#folder, 'data'), { recursive: true })
    await writeFile(join(this.#folder, 'config.xml'), this.#config())
    await writeFile(join(this.#folder, 'users.xml'), USERS)
    this.#child = spawn(PROGRAM, [`--config-file=${join(this.#folder, 'config.xml')}`], {
      stdio: 'ignore',
      env: { ...process.env, LD_LIBRARY_PATH: LIBRARIES },
    })
    while (!(await this.#answers())) {
      if (this.#child.exitCode !== null)
        throw new Error(`${PACKAGE} ended with status ${this.#child.exitCode}`)
      await setTimeout(50)
    }
  }

  readonly kill = async (): Promise<void> => {
    const child = this.#child
    this.#child = null
    if (child === null || child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  async #answers(): Promise<boolean> {
    const response = await fetch(`http://127.0.0.1:${this.#http}/ping`).catch(() => null)
    return response?.ok ?? false
  }

  #config(): string {
    const shards = this.#cluster.map(
      (port) => `<shard><replica><host>127.0.0.1</host><port>${port}</port></replica></shard>`,
    )
    return `<yandex>
      <logger><level>none</level><console>1</console></logger>
      <listen_host>127.0.0.1</listen_host>
      <http_port>${this.#http}</http_port>
      <tcp_port>${this.#tcp}</tcp_port>
      <path>${this.#folder}/data/</path>
      <tmp_path>${this.#folder}/tmp/</tmp_path>
      <users_config>users.xml</users_config>
      <default_profile>default</default_profile>
      <default_database>default</default_database>
      <mark_cache_size>67108864</mark_cache_size>
      <remote_servers><${CLUSTER}>${shards.join('')}</${CLUSTER}></remote_servers>
    </yandex>`
  }
}

const USERS = `<yandex>
  <profiles><default></default></profiles>
  <users>
    <default>
      <password></password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
    </default>
  </users>
  <quotas><default></default></quotas>
</yandex>`

/** Different ports that are free now. */
async function freePorts(many: number): Promise<number[]> {
  const servers = Array.from({ length: many }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => promisify(server.close.bind(server))()))
  return ports
}
