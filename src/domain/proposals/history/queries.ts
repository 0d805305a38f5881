import type { Scope } from '../../../platform/graphql/compiler/scope.ts'
import { computed, fieldsOf, type Shape, shape } from '../../../platform/graphql/compiler/shape.ts'
import { visibleEvent, visibleText } from '../policy.ts'
import type { ProposalTexts } from '../similar/symbols.ts'
import { proposalTexts } from '../tables.ts'
import { type BlockChange, changesBetween } from './differences.ts'
import { proposalEvents } from './tables.ts'

/** Name of an account of the proposal's committee: of another committee's account nothing is told. */
const nameOf =
  (column: string) =>
  ({ alias }: { readonly alias: string }): string =>
    `(select a.display_name from accounts a where a.organization_id = ${alias}.organization_id and a.id = ${alias}.${column})`

const blocksOf = ({ alias }: Scope): string =>
  `json_build_object(${['title', 'situation', 'analysis', 'suggestions'].map(name => `'${name}', ${alias}.${name}`).join(', ')})`

/** The version before it that the viewer sees: to the committee's readers the one submitted before. */
const previousText = (row: Scope): string => {
  const previous = row.another()
  return `(select ${blocksOf(previous)} from proposal_texts ${previous.alias}
    where ${previous.alias}.organization_id = ${row.alias}.organization_id
      and ${previous.alias}.proposal_id = ${row.alias}.proposal_id and ${previous.alias}.number < ${row.alias}.number
      and ${visibleText(previous)} order by ${previous.alias}.number desc limit 1)`
}

interface Versions {
  readonly text: ProposalTexts
  readonly previous: ProposalTexts | null
}

const changes = computed<Versions>({ text: blocksOf, previous: previousText }, ({ text, previous }): BlockChange[] =>
  previous ? changesBetween(previous, text) : [],
)

export const proposalText: Shape = shape('ProposalText', proposalTexts, {
  prefix: 'ptxt',
  visible: visibleText,
  fields: fieldsOf({
    number: proposalTexts.number,
    title: proposalTexts.title,
    situation: proposalTexts.situation,
    analysis: proposalTexts.analysis,
    suggestions: proposalTexts.suggestions,
    changes,
    writtenBy: nameOf('written_by'),
    submittedAt: proposalTexts.submittedAt,
    createdAt: proposalTexts.createdAt,
  }),
})

export const proposalEvent: Shape = shape('ProposalEvent', proposalEvents, {
  prefix: 'pevt',
  visible: visibleEvent,
  fields: fieldsOf({
    action: proposalEvents.action,
    fromState: proposalEvents.fromState,
    toState: proposalEvents.toState,
    note: proposalEvents.note,
    facts: proposalEvents.facts,
    actor: nameOf('actor_id'),
    createdAt: proposalEvents.createdAt,
  }),
  filters: {
    action: (row, action) => `${row.col(proposalEvents.action)} = ${action.param('text')}`,
  },
  orders: { CREATED_AT: proposalEvents.createdAt },
})
