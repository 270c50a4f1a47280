export { splitLeaves } from './bytes'
export { dictionaryBytes, dictionarySizes, useDictionary, valueCount } from './dictionary'
export { encodeGroup, rawEnd, scratchSizes, useScratch } from './encode'
export { joinLeaves, readCodes, readGroup, useParts, writeTexts } from './decode'
export { joinRecord } from './records'
export { isAnywhere, markRows, markValues, useWord } from './search'

/** Where the memory begins that is free for areas. */
export function freeFrom(): usize {
  return __heap_base
}
