import { isStorable } from '../../../kernel/text.ts'
import type { HttpProblem } from '../../http/problem-types.ts'
import { notStorable } from '../../http/stored-text.ts'
import type { GraphqlLimits } from './defaults.ts'
import { malformed, overLimit } from './refusal.ts'

interface Visit {
  readonly value: unknown
  readonly depth: number
  readonly path: Path | null
}

/** A linked path costs one small object a level; it becomes an array only when an error names it. */
interface Path {
  readonly key: string
  readonly parent: Path | null
}

/**
 * Walks the variables once, without recursion: depth, size, names, and values that no type of ours can hold
 * (PostgreSQL stores neither NUL nor lone surrogates; JSON's 1e309 is read as Infinity).
 */
export function checkVariables(variables: Readonly<Record<string, unknown>>, limits: GraphqlLimits): void {
  const pending: Visit[] = [{ value: variables, depth: 0, path: null }]
  let size = 0
  for (let visit = pending.pop(); visit; visit = pending.pop()) {
    const { value, depth, path } = visit
    size += sizeOf(value)
    if (size > limits.variablesSize) throw tooLarge(limits.variablesSize)
    if (typeof value === 'string') checkString(value, limits, path)
    else if (typeof value === 'number') checkNumber(value, path)
    else if (typeof value === 'object' && value !== null) {
      if (depth >= limits.variablesDepth) throw tooDeep(limits.variablesDepth)
      for (const [key, item] of Object.entries(value)) {
        if (key === '__proto__')
          throw malformed('PROTO', 'variables', '变量不得含有 __proto__', 'No __proto__ in variables')
        size += key.length
        pending.push({ value: item, depth: depth + 1, path: { key, parent: path } })
      }
    }
  }
}

const sizeOf = (value: unknown): number => (typeof value === 'string' ? value.length : 8)

function checkString(value: string, limits: GraphqlLimits, path: Path | null): void {
  if (value.length > limits.stringLength) {
    throw overLimit(
      'STRING_LENGTH',
      fieldOf(path),
      `单个文本最长 ${limits.stringLength} 个字符`,
      `One text may have ${limits.stringLength} characters at most`,
    )
  }
  if (!isStorable(value)) throw notStorable(fieldOf(path))
}

function checkNumber(value: number, path: Path | null): void {
  if (!Number.isFinite(value)) throw notFinite(fieldOf(path))
}

export const notFinite = (field: string | readonly string[]): HttpProblem =>
  malformed('NUMBER_RANGE', field, '数值超出可表示的范围', 'The number is out of range')

function fieldOf(path: Path | null): string[] {
  const keys: string[] = []
  for (let at = path; at; at = at.parent) keys.unshift(at.key)
  return ['variables', ...keys]
}

const tooLarge = (max: number): HttpProblem =>
  overLimit('VARIABLES_SIZE', 'variables', `变量总长最大 ${max} 个字符`, `Variables may have ${max} characters at most`)

const tooDeep = (max: number): HttpProblem =>
  overLimit('VARIABLES_DEPTH', 'variables', `变量嵌套最多 ${max} 层`, `Variables may nest ${max} levels at most`)
