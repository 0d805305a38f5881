import { type Static, Type } from 'typebox'
import { proposalWorkflow } from '../workflow.ts'
import { WORK_LIST_KINDS } from '../worklists.ts'

const id = (description: string) => Type.Optional(Type.String({ description }))
const flag = (description: string) => Type.Optional(Type.Boolean({ description }))
const day = (description: string) => Type.Optional(Type.String({ format: 'date', description }))

/** The list's query: the filters of `ProposalFilter` that make sense in an address. */
export const ListQuery = Type.Object(
  {
    organization: id('政协，默认本机构 (committee, your own by default)'),
    state: Type.Optional(Type.Enum(Object.keys(proposalWorkflow.states), { description: '状态 (state)' })),
    period: Type.Optional(Type.Enum(['SESSION', 'ORDINARY'], { description: '提案时期 (period)' })),
    session: id('次 (session, global id)'),
    term: id('届 (term, global id)'),
    firstProposer: id('第一提案人 (first proposer, global id)'),
    isKey: flag('重点提案 (key proposals)'),
    isExcellent: flag('优秀提案 (excellent proposals)'),
    isPublic: flag('已公开 (published)'),
    text: Type.Optional(Type.String({ maxLength: 200, description: '全文检索 (search in title and text)' })),
    submittedFrom: day('提交日期自 (first submitted from)'),
    submittedTo: day('提交日期至 (first submitted to)'),
    workList: Type.Optional(Type.Enum([...WORK_LIST_KINDS], { description: '待办种类 (work list)' })),
  },
  { additionalProperties: false },
)

/** The same as the API's filter. */
export function filterOf({
  organization: _,
  submittedFrom: from,
  submittedTo: to,
  ...filter
}: Static<typeof ListQuery>): Readonly<Record<string, unknown>> {
  return from === undefined && to === undefined ? filter : { ...filter, submitted: { from, to } }
}
