import { readFileSync } from 'node:fs'

/** A shell block of a README's walk-through, and what the README says it prints. */
export interface Step {
  readonly script: string
  readonly expected: string | null
}

const ROOT = new URL('../../', import.meta.url)

export const readText = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8')

const SECTION = /<!-- walk-through -->(.*)<!-- \/walk-through -->/s
const BLOCK = /^```(sh|text)\n(.*?)^```$/gms

/** The steps between the markers, in order. A `text` block belongs to the `sh` block before it. */
export function stepsOf(markdown: string): Step[] {
  const steps: Step[] = []
  for (const [, kind, content = ''] of (SECTION.exec(markdown)?.[1] ?? '').matchAll(BLOCK)) {
    const last = kind === 'text' ? steps.pop() : undefined
    if (kind === 'text' && last?.expected !== null) throw new Error(`this output belongs to no step:\n${content}`)
    steps.push(last ? { ...last, expected: content } : { script: content, expected: null })
  }
  return steps
}

const MARK = '@@step'

/**
 * One script that runs the steps in one shell, stops at the first that fails, and tells their outputs apart. The test
 * runner's own hooks (NODE_OPTIONS) would make every `node` of it three times as slow.
 */
export const scriptOf = (steps: readonly Step[]): string =>
  ['set -eo pipefail', 'unset NODE_OPTIONS', ...steps.flatMap(({ script }) => [script, `echo '${MARK}'`])].join('\n')

export const outputsOf = (stdout: string): string[] => stdout.split(`${MARK}\n`)

/** Whether an output is as said; a line of `…` alone stands for any lines, `…` at a line's end for the rest of it. */
export function isAsSaid(output: string, expected: string): boolean {
  const pattern = expected
    .split('\n')
    .map(line => (line === '…' ? '(?:.*\n)*?' : `${RegExp.escape(line).replace(/(?:…|\\u2026)$/, '.*')}\n`))
    .join('')
    .replace(/\n$/, '')
  return new RegExp(`^${pattern}$`).test(output)
}
