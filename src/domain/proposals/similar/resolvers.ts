import type { Context } from '../../../platform/context.ts'
import { readByKeys } from '../../../platform/graphql/compiler/read-list.ts'
import { type Key, placeOf, type Resolver } from '../../../platform/graphql/compiler/resolvers.ts'
import { computed, extendShape } from '../../../platform/graphql/compiler/shape.ts'
import type { QuerySimilarProposalsArgs } from '../../../platform/graphql/generated.ts'
import { organizationNumber } from '../../organizations/queries.ts'
import { proposal } from '../queries.ts'
import { proposals } from '../tables.ts'
import { exceptOf, findSimilar, type Similar, textsOf } from './find.ts'
import type { ProposalTexts } from './symbols.ts'

/** Whoever proposes there or reads the proposals there; nobody else is told anything. */
const mayAsk = ({ viewer }: Context, organizationId: string): boolean =>
  viewer.can('PROPOSAL_OWN', organizationId) || viewer.can('PROPOSAL_READ', organizationId)

const similarProposals: Resolver = (_parent, args, context) => {
  const { organization, input, atMost } = args as QuerySimilarProposalsArgs
  const organizationId = organization == null ? context.viewer.organizationId : organizationNumber(organization)
  const texts = textsOf(input)
  if (!organizationId || !mayAsk(context, organizationId)) return null
  return findSimilar(context, organizationId, texts, { except: exceptOf(input), atMost })
}

const reads = new WeakMap<readonly Key[], Map<string, Promise<unknown[]>>>()

/** What the client selects of the found proposals: one statement for all of them. */
const proposalOf: Resolver = async (parent, _args, context, info) => {
  const { found, organizationId, id, isVisible } = parent as Similar
  if (!isVisible) return null
  const known = reads.get(found) ?? new Map<string, Promise<unknown[]>>()
  reads.set(found, known)
  const place = placeOf(info)
  const records = known.get(place) ?? readByKeys(context, info, proposal, found)
  known.set(place, records)
  return (await records)[found.findIndex(key => key.id === id && key.organizationId === organizationId)]
}

export const similarResolvers = {
  Query: { similarProposals },
  SimilarProposal: { proposal: proposalOf },
} satisfies Readonly<Record<string, Readonly<Record<string, Resolver>>>>

interface Stored {
  readonly key: Key
  readonly texts: ProposalTexts
}

extendShape(proposal, {
  similar: computed<Stored>(
    {
      key: ({ alias }) => `json_build_object('organizationId', ${alias}.organization_id::text, 'id', ${alias}.id)`,
      texts:
        row => `json_build_object('title', ${row.col(proposals.title)}, 'situation', ${row.col(proposals.situation)},
        'analysis', ${row.col(proposals.analysis)}, 'suggestions', ${row.col(proposals.suggestions)})`,
    },
    ({ key, texts }, context, { atMost }) =>
      context.viewer.can('PROPOSAL_READ', key.organizationId)
        ? findSimilar(context, key.organizationId, texts, { except: key, atMost: atMost as number | null | undefined })
        : null,
  ),
})
