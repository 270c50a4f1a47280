import { fileURLToPath } from 'node:url'

/**
 * What to do with an address: the path in a `file:` URL, or a sentence that says how to get what is
 * elsewhere. undefined for a path.
 */
export function whatToDoWith(given: string, command: string): { readonly path: string } | string | undefined {
  const scheme = /^([a-z][a-z\d+.-]+):\/\//i.exec(given)?.[1]?.toLowerCase()
  switch (scheme) {
    case undefined:
      return undefined
    case 'file':
      return fromFileURL(given)
    case 's3':
      return `${given} is not the address of a bucket. Write s3://BUCKET or s3://BUCKET/PREFIX.`
    case 'http':
    case 'https':
      return fromWeb(given, command)
    default:
      return `${given} is not a path on this machine. Download the log files, then run “${command} ./logs”.`
  }
}

function fromFileURL(given: string): { readonly path: string } | string {
  try {
    return { path: fileURLToPath(given) }
  } catch {
    return `${given} does not name a file on this machine. Give its path.`
  }
}

function fromWeb(address: string, command: string): string {
  const name = lastName(address)
  return `${withoutQuery(address)} is on the web, and only files on this machine and in S3 are read. Download it with “curl -L -o ${quoted(name)} ${quoted(address)}”, then run “${command} ${quoted(name)}”.`
}

/** The name that a downloaded file gets. */
function lastName(address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : ''
  const name = path.slice(path.lastIndexOf('/') + 1).replaceAll(/[^\w.%-]/g, '')
  return name === '' ? 'log-file' : name
}

/** Signatures make an address long. */
const withoutQuery = (address: string): string => address.replace(/[?#].*$/s, '')

/** For a shell, in quotes where it needs them. */
const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
