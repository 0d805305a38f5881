import { categoryOf } from '../categories/index.ts'
import type { FactField } from '../categories/manifest.ts'
import { dutyWorkflow } from '../workflow.ts'

export const categoryName = (code: string): string => categoryOf(code)?.name.zh ?? code

export const stateName = (state: string): string =>
  Object.entries(dutyWorkflow.states).find(([name]) => name === state)?.[1].zh ?? state

/** Facts as a person reads them: `地点：云州区；角色：带队`. */
export function factsText(code: string, facts: Readonly<Record<string, unknown>>): string {
  const fields = categoryOf(code)?.fields ?? []
  return fields
    .filter(field => facts[field.name] !== undefined)
    .map(field => `${field.label.zh}：${valueText(field, facts[field.name])}`)
    .join('；')
}

function valueText(field: FactField, value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  return field.choices?.find(choice => choice.code === value)?.label.zh ?? String(value)
}
