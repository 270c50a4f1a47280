import { timingOf } from '../measure.ts'
import type { ComparedFile, PublicComparison } from '../public/comparePublicFiles.ts'
import { quantity, ratio, table } from './words.ts'

/** The public files one by one and all at once, in Markdown; beside another build if there is one. */
export function publicTable({ against, files, allHere, allThere }: PublicComparison): string {
  const whole = [
    row('each alone, one after another', sum(files, here), allThere && sum(files, there)),
    row('all when the server starts', allHere.wall.median, allThere?.wall.median),
    ...(allHere.processor
      ? [row('processor time of that', allHere.processor.median, allThere?.processor?.median)]
      : []),
  ]
  return [
    `${files.length} public files, each loaded alone into a running console, by the median of its times.${shares(files)}`,
    table(
      ['', 'this build', ...(against === null ? [] : ['other build', 'of that'])],
      whole,
      'lrrr'.slice(0, against === null ? 2 : 4),
    ),
    ...(against === null ? [] : [slowerFiles(files)]),
  ].join('\n\n')
}

const here = (file: ComparedFile): number => file.here.median
const there = (file: ComparedFile): number => file.there!.median

function row(work: string, hereMs: number, thereMs: number | null | undefined): readonly string[] {
  const beside =
    thereMs === null || thereMs === undefined ? [] : [quantity(thereMs, 'ms'), change(hereMs / thereMs)]
  return [work, quantity(hereMs, 'ms'), ...beside]
}

function sum(files: readonly ComparedFile[], timeOf: (file: ComparedFile) => number): number {
  return files.reduce((total, file) => total + timeOf(file), 0)
}

/** How many times as long as JSON.parse of the same file it takes. */
function shares(files: readonly ComparedFile[]): string {
  const ratios = files.flatMap((file) => (file.parseMs === null ? [] : [here(file) / file.parseMs]))
  if (ratios.length === 0) return ''
  const { low, median, high } = timingOf(ratios)
  return ` That is ${ratio(median)} of gunzip + JSON.parse of the same file (quartiles ${ratio(low)} and ${ratio(high)}); ${files.length - ratios.length} are not one JSON text.`
}

/** Those that stay slower when they are timed again. */
function slowerFiles(files: readonly ComparedFile[]): string {
  const slower = files.filter(({ isSlower }) => isSlower)
  if (slower.length === 0)
    return 'No file takes longer than with the other build, beyond what its times differ by themselves.'
  const rows = slower
    .toSorted((a, b) => here(b) / there(b) - here(a) / there(a))
    .map((file) => [
      `\`${file.name}\``,
      quantity(here(file), 'ms'),
      quantity(there(file), 'ms'),
      change(here(file) / there(file)),
      file.parseMs === null ? '' : ratio(here(file) / file.parseMs),
      file.parseMs === null ? '' : ratio(there(file) / file.parseMs),
    ])
  const head = [
    'slower',
    'this build',
    'other build',
    'of that',
    'of parse, this build',
    'of parse, other build',
  ]
  return `${slower.length} files take longer than with the other build:\n\n${table(head, rows, 'lrrrrr')}`
}

function change(share: number): string {
  return `× ${share.toFixed(2)}`
}
