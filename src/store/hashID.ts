/** 32 bits of an event's identity (FNV-1a over its UTF-16 units), by which a store finds it. */
export function hashID(id: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
