/**
 * Who may do what, written down a second time and on purpose: roles.ts and @auth are compared with this table, and every
 * cell is asked of the running service. A new field, role or right without its row here fails matrix.test.ts.
 *
 * To add a field: one row. `gate` is what @auth asks for; `see` the permissions (any of them, in the record's committee)
 * without which the record does not exist for the viewer; `may` those without which a command is FORBIDDEN. The text is
 * the arguments, with {names} of the asked committee's records (support/matrix-world.ts).
 */

const OFFICE = 'ORGANIZATION_READ MEMBER_READ DUTY_READ DUTY_RECORD FILE_UPLOAD'
const ADMINISTRATION =
  'ORGANIZATION_READ ORGANIZATION_MANAGE MEMBER_READ MEMBER_MANAGE DUTY_READ ACCOUNT_READ ACCOUNT_MANAGE FILE_UPLOAD'

/** Rights in the own committee, and in those below it, which every committee opens by default. */
export const RIGHTS: Readonly<Record<string, { readonly own: string; readonly below: string }>> = {
  MEMBER: { own: 'ORGANIZATION_READ MEMBER_READ DUTY_OWN FILE_UPLOAD', below: '' },
  SECTOR_CONVENOR: { own: 'ORGANIZATION_READ MEMBER_READ', below: '' },
  PROPOSAL_OFFICE: { own: OFFICE, below: 'ORGANIZATION_READ MEMBER_READ' },
  INFORMATION_OFFICE: { own: OFFICE, below: 'ORGANIZATION_READ MEMBER_READ' },
  SPECIAL_COMMITTEE_OFFICE: { own: OFFICE, below: 'ORGANIZATION_READ MEMBER_READ' },
  LIAISON_OFFICE: {
    own: `${OFFICE} MEMBER_MANAGE MEMBER_PRIVATE_READ DUTY_CONFIRM`,
    below: 'ORGANIZATION_READ MEMBER_READ DUTY_READ',
  },
  LEADER: { own: 'ORGANIZATION_READ MEMBER_READ DUTY_READ', below: 'ORGANIZATION_READ MEMBER_READ DUTY_READ' },
  ASSIGNING_OFFICE_STAFF: { own: 'ORGANIZATION_READ', below: '' },
  UNDERTAKING_UNIT_STAFF: { own: 'ORGANIZATION_READ', below: '' },
  ORGANIZATION_ADMINISTRATOR: { own: ADMINISTRATION, below: 'ORGANIZATION_READ MEMBER_READ' },
  SECURITY_ADMINISTRATOR: { own: 'ORGANIZATION_READ ACCOUNT_READ ROLE_MANAGE', below: '' },
  AUDITOR: { own: 'ORGANIZATION_READ AUDIT_READ', below: '' },
  SERVICE: { own: 'ORGANIZATION_READ MEMBER_READ DUTY_READ', below: '' },
}

export interface Rule {
  readonly kind: 'list' | 'one' | 'write'
  /** PUBLIC, ACCOUNT, or a permission held anywhere. */
  readonly gate: string
  /** ALL, NOBODY, or permissions. */
  readonly see: string
  readonly may: string
  readonly call: string
}

const list = (gate: string, see: string, call = 'organization: {organization}'): Rule => ({
  kind: 'list',
  gate,
  see,
  may: '',
  call,
})
const one = (see: string, call: string): Rule => ({ kind: 'one', gate: 'ACCOUNT', see, may: '', call })
const write = (gate: string, see: string, call: string, may = gate): Rule => ({ kind: 'write', gate, see, may, call })
/** Of oneself, by what one proves or by the session. */
const personal = (gate: string, call = ''): Rule => write(gate, 'ALL', call, 'ALL')

const ORGANIZATION = 'organization: {organization}'
const ENTRY = 'id: {sector}, expectedVersion: {version}'
const MEMBER = 'id: {member}, expectedVersion: {version}'
const DUTY = 'id: {duty}, expectedVersion: {version}'
const ACCOUNT = 'id: {account}, expectedVersion: {version}'
const ACCOUNT_READER = 'ACCOUNT_READ AUDIT_READ'
const CREDENTIALS = 'input: { login: {login}, password: "wrong", totpCode: "000000" }'
const MEETING = 'category: "FIELD_RESEARCH", title: {text}, occurredOn: "2024-03-05", facts: {facts}'

export const FIELDS: Readonly<Record<string, Rule>> = {
  'Query.node': one('ORGANIZATION_READ', 'id: {sector}'),
  'Query.nodes': one('ORGANIZATION_READ', 'ids: [{sector}]'),
  'Query.rateLimit': { kind: 'one', gate: 'PUBLIC', see: 'ALL', may: '', call: '' },

  'Query.organization': one('ALL', 'id: {organization}'),
  'Query.organizations': list('ACCOUNT', 'ALL', 'filter: { level: {level} }'),
  'Query.policyKeys': one('ALL', ''),
  'Mutation.organizationCreate': write(
    'ORGANIZATION_MANAGE',
    'ALL',
    'parent: {organization}, input: { code: "149999", name: {text}, shortName: "新县政协", level: COUNTY, regionCode: {region} }',
  ),
  'Mutation.organizationUpdate': write(
    'ORGANIZATION_MANAGE',
    'ALL',
    'id: {organization}, expectedVersion: {version}, input: { shortName: "改名" }',
  ),
  'Mutation.dictionaryEntryCreate': write(
    'ORGANIZATION_MANAGE',
    'ALL',
    `${ORGANIZATION}, dictionary: SECTOR, input: { name: {text} }`,
  ),
  'Mutation.dictionaryEntryUpdate': write(
    'ORGANIZATION_MANAGE',
    'ORGANIZATION_READ',
    `${ENTRY}, input: { name: "改名界" }`,
  ),
  'Mutation.dictionaryEntryRetire': write('ORGANIZATION_MANAGE', 'ORGANIZATION_READ', ENTRY),
  'Mutation.dictionaryEntryRestore': write('ORGANIZATION_MANAGE', 'ORGANIZATION_READ', ENTRY),
  'Mutation.termCreate': write(
    'ORGANIZATION_MANAGE',
    'ALL',
    `${ORGANIZATION}, input: { number: {number}, startsOn: "2031-06-01" }`,
  ),
  'Mutation.termEnd': write(
    'ORGANIZATION_MANAGE',
    'ORGANIZATION_READ',
    'id: {term}, expectedVersion: {version}, input: { endsOn: "2026-05-31" }',
  ),
  'Mutation.sessionCreate': write(
    'ORGANIZATION_MANAGE',
    'ORGANIZATION_READ',
    'term: {term}, input: { number: {number}, startsOn: "2025-02-01", endsOn: "2025-02-04" }',
  ),
  'Mutation.sessionUpdate': write(
    'ORGANIZATION_MANAGE',
    'ORGANIZATION_READ',
    'id: {session}, expectedVersion: {version}, input: { endsOn: "2022-02-09" }',
  ),
  'Mutation.policySet': write(
    'ORGANIZATION_MANAGE',
    'ALL',
    `${ORGANIZATION}, input: { key: "SUPERIOR_VISIBILITY", effectiveFrom: {date}, value: [] }`,
  ),

  'Query.viewer': one('ALL', ''),
  'Query.account': one(ACCOUNT_READER, 'id: {account}'),
  'Query.accounts': list('ACCOUNT_READ', 'ACCOUNT_READ'),
  'Mutation.signIn': personal('PUBLIC', CREDENTIALS),
  'Mutation.signInRefresh': personal('PUBLIC', 'input: { refreshToken: "cppcc_rt_nothing" }'),
  'Mutation.passwordChange': personal(
    'PUBLIC',
    'input: { login: {login}, currentPassword: "wrong", newPassword: "晋阳湖畔·秋水长天 27" }',
  ),
  'Mutation.totpEnroll': personal('PUBLIC', CREDENTIALS),
  'Mutation.totpConfirm': personal('PUBLIC', CREDENTIALS),
  'Mutation.totpDisable': personal('PUBLIC', CREDENTIALS),
  'Mutation.signOut': personal('ACCOUNT'),
  'Mutation.signOutEverywhere': personal('ACCOUNT'),
  'Mutation.personalAccessTokenCreate': personal('ACCOUNT', 'input: { name: "", scopes: [], expiresOn: "2000-01-01" }'),
  'Mutation.signInSessionRevoke': write('ACCOUNT', 'NOBODY', 'id: {signInSession}'),
  'Mutation.personalAccessTokenRevoke': write('ACCOUNT', 'NOBODY', 'id: {accessToken}'),
  'Mutation.accountCreate': write(
    'ACCOUNT_MANAGE',
    'ALL',
    `input: { ${ORGANIZATION}, login: {newLogin}, displayName: "新人" }`,
  ),
  'Mutation.accountUpdate': write(
    'ACCOUNT',
    ACCOUNT_READER,
    `${ACCOUNT}, input: { displayName: "改名" }`,
    'ACCOUNT_MANAGE',
  ),
  'Mutation.accountSuspend': write('ACCOUNT', ACCOUNT_READER, ACCOUNT, 'ACCOUNT_MANAGE'),
  'Mutation.accountRestore': write('ACCOUNT', ACCOUNT_READER, ACCOUNT, 'ACCOUNT_MANAGE'),
  'Mutation.accountPasswordReset': write('ACCOUNT', ACCOUNT_READER, ACCOUNT, 'ACCOUNT_MANAGE'),
  'Mutation.roleGrant': write(
    'ROLE_MANAGE',
    'ALL',
    `input: { account: {account}, ${ORGANIZATION}, role: LEADER, validUntil: {moment} }`,
  ),
  'Mutation.roleGrantMany': write(
    'ROLE_MANAGE',
    'ALL',
    `input: { accounts: [{account}], ${ORGANIZATION}, role: LEADER, validUntil: {moment} }`,
  ),
  'Mutation.roleRevoke': write('ROLE_MANAGE', ACCOUNT_READER, 'id: {grant}'),

  'Query.member': one('MEMBER_READ', 'id: {member}'),
  'Query.members': list('MEMBER_READ', 'MEMBER_READ'),
  'Member.remarks': { kind: 'one', gate: 'MEMBER_MANAGE', see: 'MEMBER_MANAGE', may: '', call: 'id: {member}' },
  'Mutation.memberCreate': write(
    'MEMBER_MANAGE',
    'ALL',
    `input: { ${ORGANIZATION}, term: {term}, name: {text}, joinedOn: "2021-06-01" }`,
  ),
  'Mutation.memberUpdate': write('MEMBER_MANAGE', 'MEMBER_READ', `${MEMBER}, input: { workUnit: "他处" }`),
  'Mutation.memberResign': write(
    'MEMBER_MANAGE',
    'MEMBER_READ',
    `${MEMBER}, input: { leftOn: "2024-01-01", reason: "调离" }`,
  ),
  'Mutation.memberRemove': write(
    'MEMBER_MANAGE',
    'MEMBER_READ',
    `${MEMBER}, input: { leftOn: "2024-01-01", reason: "违纪" }`,
  ),
  'Mutation.memberDeathRecord': write('MEMBER_MANAGE', 'MEMBER_READ', `${MEMBER}, input: { leftOn: "2024-01-01" }`),
  'Mutation.memberReinstate': write('MEMBER_MANAGE', 'MEMBER_READ', `${MEMBER}, input: { reason: "录错" }`),
  // It asks about the committee, which everybody sees, before it looks for the term.
  'Mutation.membersTermChange': write(
    'MEMBER_MANAGE',
    'ALL',
    'fromTerm: {term}, toTerm: {otherTerm}, input: { leftOn: "2024-01-01", joinedOn: "2024-01-02", continuing: [{member}] }',
  ),
  'Mutation.personalDataUnmask': write(
    'ACCOUNT',
    'MEMBER_READ',
    'id: {member}, fields: [PHONE], reason: {text}',
    'MEMBER_PRIVATE_READ',
  ),
  'Mutation.memberAccountCreateMany': write('ACCOUNT_MANAGE', 'ALL', `input: { ${ORGANIZATION}, members: {members} }`),

  'Query.dutyCategories': one('ALL', ''),
  'Query.dutyRecord': one('DUTY_READ', 'id: {duty}'),
  'Query.dutyRecords': list('ACCOUNT', 'DUTY_READ'),
  // Only of one's own seat, which the accounts of this table do not have (test/domain/duty has those who do).
  'Mutation.dutyRecordCreate': write('DUTY_OWN', 'MEMBER_READ', `input: { member: {member}, ${MEETING} }`, 'NOBODY'),
  'Mutation.dutyRecordWithdraw': write('DUTY_OWN', 'DUTY_READ', DUTY, 'NOBODY'),
  'Mutation.dutyRecordsEnter': write('DUTY_RECORD', 'MEMBER_READ', `input: { members: [{member}], ${MEETING} }`),
  'Mutation.dutyRecordConfirm': write('DUTY_CONFIRM', 'DUTY_READ', DUTY),
  'Mutation.dutyRecordsConfirm': write('DUTY_CONFIRM', 'DUTY_READ', 'ids: [{dutyOrDecided}]'),
  'Mutation.dutyRecordReturn': write('DUTY_CONFIRM', 'DUTY_READ', `${DUTY}, input: { reason: "补充材料" }`),
  'Mutation.dutyRecordReverse': write('DUTY_CONFIRM', 'DUTY_READ', `${DUTY}, input: { reason: "重复" }`),

  'Query.changeLog': list('AUDIT_READ', 'AUDIT_READ'),
}
