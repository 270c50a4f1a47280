import uFuzzy from '@leeoniya/ufuzzy'
import type { ReactNode } from 'react'

/** One line of the palette. */
export interface PaletteEntry {
  /** Unique in the palette. */
  readonly id: string
  readonly label: string
  /** Details, in a quieter colour. */
  readonly detail?: string | undefined
  /** Shown at the end of the line: a count, or a key. */
  readonly note?: string | undefined
  /** More words that it can be found by. */
  readonly words?: string
  readonly run?: () => void
  /** It leads to another choice instead of doing something. */
  readonly leadsTo?: PaletteStep
}

export interface PaletteSection {
  readonly title: string
  readonly entries: readonly PaletteEntry[]
  /**
   * Its entries are made for the typed text, so all are shown. Those of other sections are
   * searched.
   */
  readonly answers?: boolean
  /** A line that is shown without entries: why there are none. */
  readonly nothing?: string | undefined
  /** How many hits are shown at most. */
  readonly most?: number
}

export interface PaletteStep {
  readonly title: string
  readonly placeholder: string
  /** A component that passes the sections for a typed text to its child. */
  readonly Find: (props: FindProps) => ReactNode
}

export interface FindProps {
  readonly typed: string
  readonly children: (sections: readonly PaletteSection[]) => ReactNode
}

/** Words in any order, with one wrong letter in each; letters of any script. */
const fuzzy = new uFuzzy({
  unicode: true,
  interSplit: "[^\\p{L}\\d']+",
  intraSplit: '\\p{Ll}\\p{Lu}',
  intraBound: '\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}',
  intraChars: "[\\p{L}\\d']",
  intraContr: "'\\p{L}{1,2}\\b",
  intraMode: 1,
})
const MOST_FOUND = 8
const MOST_PERMUTED = 3
const LONGEST_NEEDLE = 80

/**
 * The sections with the entries that the typed text finds, best first; sections without hits are
 * left out.
 */
export function findEntries(sections: readonly PaletteSection[], typed: string): readonly PaletteSection[] {
  const needle = typed.trim()
  return sections
    .map((section) =>
      section.answers || needle === ''
        ? section
        : { ...section, entries: ranked(section.entries, needle).slice(0, section.most ?? MOST_FOUND) },
    )
    .filter(({ entries, nothing }) => entries.length > 0 || nothing !== undefined)
}

function ranked(entries: readonly PaletteEntry[], needle: string): PaletteEntry[] {
  if (needle.length > LONGEST_NEEDLE) return []
  const haystack = entries.map(({ label, words = '' }) => `${label} ${words}`)
  const [found, info, order] = fuzzy.search(haystack, needle, MOST_PERMUTED)
  if (!found) return []
  const places = order ? order.map((at) => info.idx[at]) : found
  return places.flatMap((place) => (place === undefined ? [] : (entries[place] ?? [])))
}
