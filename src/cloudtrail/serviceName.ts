const SERVICE_DOMAIN = '.amazonaws.com'

/** `s3` of `s3.amazonaws.com`, and the rest. Anything else has no rest. */
export function splitServiceName(source: string): readonly [name: string, rest: string] {
  return source.endsWith(SERVICE_DOMAIN) && source !== SERVICE_DOMAIN
    ? [source.slice(0, -SERVICE_DOMAIN.length), SERVICE_DOMAIN]
    : [source, '']
}
