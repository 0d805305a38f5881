import { Kind } from 'graphql'
import { type Declared, type DeclaredField, isOutput } from './declarations.ts'
import { fieldNamed, printed, type Rule } from './rules.ts'

/** Relay connections with the shortcut `nodes` and a count on demand. */
export const connections: Rule = type => {
  if (!isOutput(type)) return []
  const record = /^(\w+)Connection$/.exec(type.name)?.[1]
  if (record !== undefined) {
    return expectFields(type, {
      edges: `[${record}Edge!]!`,
      nodes: `[${record}!]!`,
      pageInfo: 'PageInfo!',
      totalCount: 'Int!',
    })
  }
  const edge = /^(\w+)Edge$/.exec(type.name)?.[1]
  return edge === undefined ? [] : expectFields(type, { cursor: 'String!', node: `${edge}!` })
}

function expectFields(type: Declared, expected: Readonly<Record<string, string>>): string[] {
  return Object.entries(expected).flatMap(([name, wanted]) => {
    const field = fieldNamed(type, name)
    return field && printed(field.type) === wanted ? [] : [`${type.name}.${name}: it is ${wanted}`]
  })
}

const PAGE_ARGUMENTS = { first: 'Int', after: 'String', last: 'Int', before: 'String' }

export const pageArguments: Rule = type =>
  isOutput(type)
    ? type.fields
        .filter(field => field.of.endsWith('Connection'))
        .flatMap(field =>
          Object.entries(PAGE_ARGUMENTS).flatMap(([name, wanted]) => {
            const argument = field.args.find(one => one.name === name)
            return argument && printed(argument.type) === wanted
              ? []
              : [`${type.name}.${field.name}: it takes ${name}: ${wanted}`]
          }),
        )
    : []

/** A refused command has no record, so all but the errors may be null. */
export const payloads: Rule = type => {
  if (type.kind !== 'object' || !type.name.endsWith('Payload')) return []
  const errors = fieldNamed(type, 'userErrors')
  const missing =
    errors && /^\[\w*UserError!\]!$/.test(printed(errors.type))
      ? []
      : [`${type.name}.userErrors: it is [UserError!]! or the module's own [XUserError!]!`]
  const nonNull = type.fields.filter(field => field !== errors && field.type.kind === Kind.NON_NULL_TYPE)
  return [...missing, ...nonNull.map(field => `${type.name}.${field.name}: it is null when the command is refused`)]
}

export const userErrors: Rule = type => {
  if (!isOutput(type) || !type.name.endsWith('UserError')) return []
  const code = fieldNamed(type, 'code')
  const coded = code?.type.kind === Kind.NON_NULL_TYPE ? [] : [`${type.name}.code: it is a non-null enum`]
  return [...coded, ...expectFields(type, { message: 'String!', field: '[String!]' })]
}

/**
 * Last words of mutation names: named actions of the business, not CRUD alone. A new action is one word more here,
 * so that the vocabulary of the API stays in sight.
 */
export const VERBS: readonly string[] = [
  ...['Accept', 'Activate', 'Add', 'Adjust', 'Adopt', 'Advance', 'Appoint', 'Approve', 'Archive', 'Assign', 'Attach'],
  ...['Arrange', 'Hold', 'Notify', 'Uninvite'],
  ...['Correct', 'RecordMinutes', 'Scan', 'SignInOffline'],
  ...['MarkKey', 'Nominate', 'Recheck', 'ReturnForRevision', 'Supervise', 'UnmarkKey', 'Unmerge', 'Unpublish'],
  ...['Begin', 'Cancel', 'Change', 'Check', 'Close', 'Comment', 'Complete', 'Confirm', 'Copy', 'CoSign'],
  ...['Countersign', 'Create', 'Dispatch', 'Give', 'SendBack', 'SignFor', 'Waive'],
  ...['Deactivate', 'Decide', 'Decline', 'Delete', 'Deliver', 'Detach', 'Dismiss', 'Distribute', 'Draft', 'Edit'],
  ...[
    'Disable',
    'Elect',
    'Enable',
    'End',
    'Enroll',
    'Enter',
    'Erase',
    'Evaluate',
    'Examine',
    'Exchange',
    'Export',
    'Extend',
  ],
  ...['File', 'Finish', 'Forward', 'Freeze', 'Grant', 'Import', 'Invite', 'Issue', 'Join', 'Leave', 'Lock', 'Mark'],
  ...['Merge', 'Move', 'Open', 'Pause', 'Postpone', 'Publish', 'Rate', 'Read', 'Reassign', 'Recalculate', 'Recall'],
  ...['Receive', 'Record', 'Refresh', 'Register', 'Reinstate', 'Reject', 'Release', 'Remind', 'Remove', 'Reopen'],
  ...[
    'Reorder',
    'Reply',
    'Report',
    'Request',
    'Reset',
    'Resign',
    'Resolve',
    'Restore',
    'Resume',
    'Retire',
    'Return',
    'Reverse',
  ],
  ...[
    'Review',
    'Revise',
    'Revoke',
    'Rotate',
    'Schedule',
    'Select',
    'Send',
    'Set',
    'Sign',
    'SignIn',
    'SignOut',
    'Split',
  ],
  ...['Start', 'Stop', 'Submit', 'Subscribe', 'Suspend', 'Terminate', 'Transfer', 'Undo', 'Unlock', 'Unmask'],
  ...['Unsubscribe', 'Update', 'Upgrade', 'Upload', 'Urge', 'Verify', 'Vote', 'Withdraw'],
]

const MUTATION_NAME = new RegExp(`^[a-z][A-Za-z0-9]*(?:${VERBS.join('|')})(?:Many)?$`)

/** Noun first, so that the actions on a thing stand together: `memberUpdate`, `proposalSubmit`. */
export const mutations: Rule = type =>
  type.name === 'Mutation' ? type.fields.flatMap(field => [...nameOf(field), ...payloadOf(field)]) : []

/** Acts on no noun but oneself: as every other service calls them. */
const SIGNING: ReadonlySet<string> = new Set(['signIn', 'signOut', 'signOutEverywhere'])

const nameOf = ({ name }: DeclaredField): string[] =>
  SIGNING.has(name) || MUTATION_NAME.test(name)
    ? []
    : [`Mutation.${name}: noun first, then a verb of the list, as memberUpdate`]

function payloadOf({ name, of, type }: DeclaredField): string[] {
  const wanted = `${name.charAt(0).toUpperCase()}${name.slice(1)}Payload`
  const own = of === wanted || of.endsWith('Payload')
  return own && type.kind === Kind.NON_NULL_TYPE ? [] : [`Mutation.${name}: it answers ${wanted}!`]
}
