import { knownOperations } from '../known-operations/knownOperations.ts'
import type { AwsRequest } from '../request.ts'
import type { Service } from '../service.ts'
import { InputProblem } from './inputProblem.ts'

/** The operation of a REST protocol that a request is for, with the decoded parts of its path. */
export interface BoundOperation {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

/**
 * Of the bindings that fit, the one with the most that tells it from others: `PUT /bucket/key` is
 * PutObject, with `partNumber` and `uploadId` UploadPart. The SDKs say it in `x-id` as well. Null if
 * there is none.
 */
export function boundOperation(
  service: Service,
  request: AwsRequest,
  query: readonly (readonly [string, string])[],
): BoundOperation | null {
  const path = service.name === 's3' ? pathWithBucket(request) : request.path
  const hint = query.find(([name]) => name === 'x-id')?.[1]
  let best: Binding | null = null
  for (const binding of bindingsOf(service)) {
    if (binding.method !== request.method || !binding.path.test(path)) continue
    if (
      !binding.query.every(([name, value]) =>
        query.some((pair) => pair[0] === name && (value === null || pair[1] === value)),
      )
    )
      continue
    if (!binding.headers.every((name) => request.headers.has(name))) continue
    if (binding.name === hint) {
      best = binding
      break
    }
    if (best === null || binding.weight > best.weight) best = binding
  }
  if (best === null) return null
  const groups = best.path.exec(path)?.groups ?? {}
  return {
    name: best.name,
    labels: Object.fromEntries(Object.entries(groups).map(([label, text]) => [label, decodeLabel(text)])),
  }
}

/** A bucket may be in the host's name: `BUCKET.localhost`. */
function pathWithBucket({ headers, path }: AwsRequest): string {
  const host = (headers.get('host') ?? '').replace(/:\d+$/, '')
  const bucket = /^(.+)\.localhost$/.exec(host)?.[1]
  return bucket === undefined ? path : `/${bucket}${path}`
}

function decodeLabel(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new InputProblem('uri', "Couldn't parse the specified URI.")
  }
}

interface Binding {
  readonly name: string
  readonly method: string
  readonly path: RegExp
  /** What the query has to have; with any value if that is null. */
  readonly query: readonly (readonly [string, string | null])[]
  readonly headers: readonly string[]
  readonly weight: number
}

function bindingsOf({ name }: Service): readonly Binding[] {
  let bindings = compiled.get(name)
  if (bindings === undefined) {
    bindings = [...knownOperations(name).values()].map((known) => compile(known.name, known.binding))
    compiled.set(name, bindings)
  }
  return bindings
}

/** `PUT /{Bucket}/{Key+}?tagging header` */
function compile(name: string, text: string): Binding {
  const [method = '', uri = '', ...headers] = text.split(' ')
  const [path = '', queryText = ''] = uri.split('?')
  const pattern = path
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)(\\\+)?\}/g, (_, label, greedy) =>
      greedy === undefined ? `(?<${label}>[^/]+)` : `(?<${label}>.+)`,
    )
  const query = queryText
    .split('&')
    .filter(Boolean)
    .map((part): readonly [string, string | null] => {
      const [key = '', value = null] = part.split('=')
      return [key, value]
    })
  // What is written in the path tells more than a label at its place.
  const literals = path.split('/').filter((part) => part !== '' && !part.startsWith('{')).length
  return {
    name,
    method,
    path: new RegExp(`^${pattern}${path.endsWith('+}') || path === '/' ? '' : '/?'}$`, 's'),
    query,
    headers,
    weight: (query.length + headers.length) * 10 + literals,
  }
}

const compiled = new Map<string, readonly Binding[]>()
