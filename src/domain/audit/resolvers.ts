import { listOf, type Resolver } from '../../platform/graphql/compiler/resolvers.ts'
import { inOrganization } from '../organizations/resolvers.ts'
import { changeLogEntry } from './queries.ts'

export const auditResolvers: Readonly<Record<'Query', Record<string, Resolver>>> = {
  Query: {
    changeLog: listOf(changeLogEntry, { field: 'SEQUENCE', direction: 'DESC' }, (row, argument) =>
      inOrganization(row, argument, 'organization'),
    ),
  },
}
