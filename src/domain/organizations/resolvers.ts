import type { Command } from '../../platform/commands/command.ts'
import { mutate, mutateWith } from '../../platform/commands/mutate.ts'
import { listOf, oneOf, type Resolver, readSelected } from '../../platform/graphql/compiler/resolvers.ts'
import type { Scope } from '../../platform/graphql/compiler/scope.ts'
import type { Argument } from '../../platform/graphql/compiler/shape.ts'
import type {
  MutationCalendarYearSetArgs,
  MutationOrganizationCreateArgs,
  MutationOrganizationUpdateArgs,
  MutationPolicySetArgs,
  MutationSessionCreateArgs,
  MutationSessionUpdateArgs,
  MutationTermCreateArgs,
  MutationTermEndArgs,
} from '../../platform/graphql/generated.ts'
import { calendarYearSet } from './commands/calendar.ts'
import { organizationCreate, organizationUpdate } from './commands/committees.ts'
import {
  dictionaryEntryCreate,
  dictionaryEntryRestore,
  dictionaryEntryRetire,
  dictionaryEntryUpdate,
} from './commands/dictionary.ts'
import type { EntryKey } from './commands/entries.ts'
import { policySet } from './commands/policies.ts'
import { sessionCreate, sessionUpdate } from './commands/sessions.ts'
import { termCreate, termEnd } from './commands/terms.ts'
import { dictionaries } from './dictionaries.ts'
import { policyKeys } from './policy-keys.ts'
import { calendarYear, organization, organizationNumber, policy, session, term } from './queries.ts'

export const organizationResolvers: Readonly<
  Record<'Query' | 'Mutation' | 'DictionaryEntry', Record<string, Resolver>>
> = {
  Query: {
    organization: oneOf(organization, inOrganization),
    organizations: listOf(organization, { field: 'PATH', direction: 'ASC' }, () => 'true'),
    policyKeys: (_parent, _args, { language }) =>
      policyKeys.map(({ key, name, description, value, defaultValue }) => ({
        key,
        name: name[language],
        description: description[language],
        valueSchema: value,
        defaultValue,
      })),
  },
  Mutation: {
    organizationCreate: mutate<MutationOrganizationCreateArgs>(organizationCreate, 'organization', organization),
    organizationUpdate: mutate<MutationOrganizationUpdateArgs>(organizationUpdate, 'organization', organization),
    dictionaryEntryCreate: entryMutation(dictionaryEntryCreate),
    dictionaryEntryUpdate: entryMutation(dictionaryEntryUpdate),
    dictionaryEntryRetire: entryMutation(dictionaryEntryRetire),
    dictionaryEntryRestore: entryMutation(dictionaryEntryRestore),
    termCreate: mutate<MutationTermCreateArgs>(termCreate, 'term', term),
    termEnd: mutate<MutationTermEndArgs>(termEnd, 'term', term),
    sessionCreate: mutate<MutationSessionCreateArgs>(sessionCreate, 'session', session),
    sessionUpdate: mutate<MutationSessionUpdateArgs>(sessionUpdate, 'session', session),
    policySet: mutate<MutationPolicySetArgs>(policySet, 'policy', policy),
    calendarYearSet: mutate<MutationCalendarYearSetArgs>(calendarYearSet, 'calendarYear', calendarYear),
  },
  DictionaryEntry: { resolveType: entry => (entry as { __typename: string }).__typename },
}

/** The payload's entry is of the dictionary that the command names. */
function entryMutation<Input extends object>(command: Command<Input, EntryKey>): Resolver {
  return mutateWith(command, async (context, info, key) => ({
    dictionaryEntry: await readSelected(context, info, 'dictionaryEntry', dictionaries[key.dictionary].shape, key),
  }))
}

/** Rows of the organization in the argument, or of the viewer's own. */
export function inOrganization(row: Scope, argument: Argument, name = 'id'): string {
  const asked = argument.field(name)
  return `${row.alias}.organization_id = ${asked.value == null ? row.home() : asked.param('bigint', organizationNumber)}`
}
