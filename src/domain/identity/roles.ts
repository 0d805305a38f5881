/**
 * Roles (角色) and what each may do, in its own committee and in the committees below it. Pure data; the only place that
 * says so. Which of the rights below really reach a county is the county's policy SUPERIOR_VISIBILITY.
 */

export const permissions = [
  'ORGANIZATION_READ',
  'ORGANIZATION_MANAGE',
  'MEMBER_READ',
  'MEMBER_MANAGE',
  'MEMBER_PRIVATE_READ',
  'DUTY_OWN',
  'DUTY_READ',
  'DUTY_RECORD',
  'DUTY_CONFIRM',
  'PROPOSAL_OWN',
  'PROPOSAL_READ',
  'PROPOSAL_EXAMINE',
  'PROPOSAL_ASSIGN',
  'PROPOSAL_MANAGE',
  'PROPOSAL_DISPATCH',
  'PROPOSAL_HANDLE',
  'PROPOSAL_REVIEW',
  'ACTIVITY_OWN',
  'ACTIVITY_READ',
  'ACTIVITY_MANAGE',
  'ACTIVITY_LEAVE_APPROVE',
  'FILE_UPLOAD',
  'ACCOUNT_READ',
  'ACCOUNT_MANAGE',
  'ROLE_MANAGE',
  'AUDIT_READ',
] as const

export type Permission = (typeof permissions)[number]

/** Permissions that let their holder write something in the organization: what row-level security lets a command write. */
const WRITING: ReadonlySet<Permission> = new Set<Permission>([
  'ORGANIZATION_MANAGE',
  'MEMBER_MANAGE',
  'MEMBER_PRIVATE_READ',
  'DUTY_OWN',
  'DUTY_RECORD',
  'DUTY_CONFIRM',
  'PROPOSAL_OWN',
  'PROPOSAL_EXAMINE',
  'PROPOSAL_ASSIGN',
  'PROPOSAL_MANAGE',
  'PROPOSAL_DISPATCH',
  'PROPOSAL_HANDLE',
  'PROPOSAL_REVIEW',
  'ACTIVITY_OWN',
  'ACTIVITY_MANAGE',
  'ACTIVITY_LEAVE_APPROVE',
  'FILE_UPLOAD',
  'ACCOUNT_MANAGE',
  'ROLE_MANAGE',
])

export const isWriting = (permission: Permission): boolean => WRITING.has(permission)

interface Rights {
  readonly own: readonly Permission[]
  readonly below: readonly Permission[]
}

const OFFICE: Rights = {
  own: [
    'ORGANIZATION_READ',
    'MEMBER_READ',
    'DUTY_READ',
    'DUTY_RECORD',
    'ACTIVITY_READ',
    'ACTIVITY_MANAGE',
    'FILE_UPLOAD',
  ],
  below: ['ORGANIZATION_READ', 'MEMBER_READ', 'ACTIVITY_READ'],
}

export const roles = {
  MEMBER: {
    own: ['ORGANIZATION_READ', 'MEMBER_READ', 'DUTY_OWN', 'PROPOSAL_OWN', 'ACTIVITY_OWN', 'FILE_UPLOAD'],
    below: [],
  },
  SECTOR_CONVENOR: { own: ['ORGANIZATION_READ', 'MEMBER_READ'], below: [] },
  PROPOSAL_OFFICE: {
    own: [...OFFICE.own, 'PROPOSAL_READ', 'PROPOSAL_EXAMINE', 'PROPOSAL_ASSIGN', 'PROPOSAL_MANAGE'],
    below: [...OFFICE.below, 'PROPOSAL_READ'],
  },
  INFORMATION_OFFICE: OFFICE,
  SPECIAL_COMMITTEE_OFFICE: { own: [...OFFICE.own, 'PROPOSAL_READ'], below: OFFICE.below },
  LIAISON_OFFICE: {
    own: [
      ...OFFICE.own,
      'MEMBER_MANAGE',
      'MEMBER_PRIVATE_READ',
      'DUTY_CONFIRM',
      'PROPOSAL_READ',
      'ACTIVITY_LEAVE_APPROVE',
    ],
    below: ['ORGANIZATION_READ', 'MEMBER_READ', 'DUTY_READ', 'ACTIVITY_READ'],
  },
  LEADER: {
    own: ['ORGANIZATION_READ', 'MEMBER_READ', 'DUTY_READ', 'PROPOSAL_READ', 'ACTIVITY_READ', 'ACTIVITY_LEAVE_APPROVE'],
    below: ['ORGANIZATION_READ', 'MEMBER_READ', 'DUTY_READ', 'PROPOSAL_READ', 'ACTIVITY_READ'],
  },
  ASSIGNING_OFFICE_STAFF: { own: ['ORGANIZATION_READ', 'PROPOSAL_DISPATCH'], below: [] },
  UNDERTAKING_UNIT_STAFF: { own: ['ORGANIZATION_READ', 'PROPOSAL_HANDLE', 'FILE_UPLOAD'], below: [] },
  UNDERTAKING_UNIT_HEAD: {
    own: ['ORGANIZATION_READ', 'PROPOSAL_HANDLE', 'PROPOSAL_REVIEW', 'FILE_UPLOAD'],
    below: [],
  },
  ORGANIZATION_ADMINISTRATOR: {
    own: [
      'ORGANIZATION_READ',
      'ORGANIZATION_MANAGE',
      'MEMBER_READ',
      'MEMBER_MANAGE',
      'DUTY_READ',
      'ACCOUNT_READ',
      'ACCOUNT_MANAGE',
      'FILE_UPLOAD',
    ],
    below: ['ORGANIZATION_READ', 'MEMBER_READ'],
  },
  // 等保三级 keeps three duties apart: who runs the system, who gives out rights, who checks both.
  SECURITY_ADMINISTRATOR: { own: ['ORGANIZATION_READ', 'ACCOUNT_READ', 'ROLE_MANAGE'], below: [] },
  AUDITOR: { own: ['ORGANIZATION_READ', 'AUDIT_READ'], below: [] },
  SERVICE: { own: ['ORGANIZATION_READ', 'MEMBER_READ', 'DUTY_READ', 'PROPOSAL_READ', 'ACTIVITY_READ'], below: [] },
} as const satisfies Record<string, Rights>

export type Role = keyof typeof roles

/** Roles of people who work for one undertaking unit or one assigning office; they are granted with it. */
const WORKS_FOR: Readonly<Partial<Record<Role, 'UNDERTAKING_UNIT' | 'ASSIGNING_OFFICE'>>> = {
  ASSIGNING_OFFICE_STAFF: 'ASSIGNING_OFFICE',
  UNDERTAKING_UNIT_STAFF: 'UNDERTAKING_UNIT',
  UNDERTAKING_UNIT_HEAD: 'UNDERTAKING_UNIT',
}

export const worksFor = (role: Role): 'UNDERTAKING_UNIT' | 'ASSIGNING_OFFICE' | undefined => WORKS_FOR[role]

export const isRole = (name: string): name is Role => Object.hasOwn(roles, name)

export const rightsOf = (role: Role): Rights => roles[role]

/** What a committee opens to its superiors when it has no policy of its own. */
export const DEFAULT_SUPERIOR_VISIBILITY: readonly Permission[] = [
  'ORGANIZATION_READ',
  'MEMBER_READ',
  'DUTY_READ',
  'PROPOSAL_READ',
  'ACTIVITY_READ',
]
