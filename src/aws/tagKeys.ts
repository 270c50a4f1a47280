/** Whether the tag of a resource may have this key: `aws:` is AWS's own. */
export function isTagKey(key: string | undefined): key is string {
  return key !== undefined && key !== '' && key.length <= 128 && !/^aws:/i.test(key)
}
