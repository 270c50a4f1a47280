import { readFile, writeFile } from 'node:fs/promises'

/** Replaces the text between `<!-- NAME -->` and `<!-- /NAME -->` in a Markdown file. */
export async function replaceBetweenMarks(file: string, name: string, text: string): Promise<void> {
  const before = await readFile(file, 'utf8')
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [before.indexOf(start), before.indexOf(end)]
  if (from < 0 || to < from)
    throw new Error(`${file} has no ${start} and ${end}, between which the table goes.`)
  await writeFile(file, `${before.slice(0, from + start.length)}\n\n${text}\n\n${before.slice(to)}`)
}
