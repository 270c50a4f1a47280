/**
 * A hash of an event's identity in 32 bits (FNV-1a over its UTF-16 units), by which a store finds
 * it.
 */
export function hashID(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/**
 * The hashes that an event with this ID may have: of the ID, or of the part before its suffix (see
 * `CloudTrailEvent.id`).
 */
export function hashesOfID(id: string): number[] {
  const suffix = id.lastIndexOf('~')
  return (suffix > 0 ? [id, id.slice(0, suffix)] : [id]).map(hashID)
}
