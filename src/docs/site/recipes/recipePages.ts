import { printFilter } from '../../../filter/params.ts'
import { formatFilterText } from '../../../filter/text.ts'
import { athenaCommand } from '../../../filter/tool-commands/athenaCommand.ts'
import { jqCommand } from '../../../filter/tool-commands/jqCommand.ts'
import { lookupEventsCommand } from '../../../filter/tool-commands/lookupEventsCommand.ts'
import type { ToolCommand } from '../../../filter/tool-commands/toolCommand.ts'
import { RECIPES, type Recipe } from './recipes.ts'

/** The list of all recipes, as Markdown. */
export function recipeIndex(): string {
  const topics = [...new Set(RECIPES.map(({ topic }) => topic))]
  const lines = topics.flatMap((topic) => [
    `## ${topic}`,
    '',
    ...RECIPES.filter((recipe) => recipe.topic === topic).map(
      ({ title, preset }) => `- [${title}](${preset.id}.md)`,
    ),
    '',
  ])
  return [
    '# Recipes',
    '',
    `${RECIPES.length} common questions about AWS CloudTrail logs, each with a filter for this console and equivalent jq, AWS CLI and Athena commands. In the console, they are the presets in **Views** (\`v\`).`,
    '',
    ...lines,
  ].join('\n')
}

/** A recipe's page, as Markdown. */
export function recipePage({ title, preset, filter, lookAt }: Recipe): string {
  const { asks, order = 'newest' } = preset
  const address = `/?${printFilter(filter)}${order === 'oldest' ? '&order=oldest' : ''}`
  return [
    `# ${title}`,
    preset.sentence,
    '## In the console',
    `Open **Views** (\`v\`) and choose _${preset.name}_, or use this filter:`,
    code('text', formatFilterText(filter)),
    ...(asks ? [`Replace \`${asks.example}\` with your own value (${lowerFirst(asks.label)}).`] : []),
    ...(order === 'oldest' ? ['Sort by _Oldest first_.'] : []),
    `[Open this filter in the console](${address})`,
    '## What to look for',
    lookAt.map((line) => `- ${line}`).join('\n'),
    '## With jq',
    ...command('sh', jqCommand(filter)),
    '## With the AWS CLI',
    // The filter has no time range, so the time of the build does not show.
    ...command('sh', lookupEventsCommand(filter, order, 0)),
    '## With Athena',
    ...command('sql', athenaCommand(filter, order)),
    '[All recipes](README.md)',
    '',
  ].join('\n\n')
}

const command = (language: string, { text, notes }: ToolCommand): readonly string[] => [
  code(language, text),
  notes.map((note) => `- ${escaped(note)}`).join('\n'),
]

/** The fence is longer than any in the text. */
function code(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length + 1)))
  return `${fence}${language}\n${text}\n${fence}`
}

/** Plain text in Markdown. */
const escaped = (text: string): string => text.replaceAll(/[\\`*_{}[\]<>#|]/g, '\\$&')

const lowerFirst = (label: string): string =>
  /^[A-Z][a-z]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label
