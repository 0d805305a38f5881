import type { Role } from '../../domain/identity/roles.ts'
import { CITY } from './places.ts'
import { random } from './random.ts'

/** Known to everybody who reads this: for a database on this machine that holds nothing but inventions. */
export const DEMO_PASSWORD = 'yuncai-talks-at-nine'

export interface DemoAccount {
  /** The same in every run, so that the proposals' history names it before it is opened. */
  readonly id: string
  readonly login: string
  readonly password: string
  readonly what: string
  readonly place: string
  readonly roles: readonly Role[]
  /** 0-based number of the seat, in the order of the roster. */
  readonly seat?: number
  /** Codes of the unit or the office that it works for. */
  readonly unit?: string
  readonly office?: string
}

type Belonging = Pick<DemoAccount, 'seat' | 'unit' | 'office'>

const account = (login: string, what: string, place: string, role: Role, belonging: Belonging = {}): DemoAccount => ({
  ...{ id: idOf(login), login, password: DEMO_PASSWORD, what, place, roles: [role] },
  ...belonging,
})

const OPENED = new Date('2021-06-25T01:00:00Z')

function idOf(login: string): string {
  const seed = [...login].reduce((sum, character) => sum * 31 + character.charCodeAt(0), 7)
  return random(seed).id(OPENED)
}

/** The unit of the accounts `unit` and `unit-head`: one of those that have most to do with proposals. */
export const DEMO_UNIT = 'HOUSING'
const OFFICE = 'GOVERNMENT'

/** One account a role, two where it takes two people; the service prints them when it starts. */
export const demoAccounts: readonly DemoAccount[] = [
  account('member', '大同市政协委员 member', CITY.number, 'MEMBER', { seat: 20 }),
  account('liaison', '委员联络部门 members’ liaison office', CITY.number, 'LIAISON_OFFICE'),
  account('proposals', '提案委办公室 proposal office', CITY.number, 'PROPOSAL_OFFICE'),
  account('proposals-recheck', '提案委办公室（复审） proposal office, re-check', CITY.number, 'PROPOSAL_OFFICE'),
  account('information', '信息部门 information office', CITY.number, 'INFORMATION_OFFICE'),
  account('committee', '专委会办公室 special committee office', CITY.number, 'SPECIAL_COMMITTEE_OFFICE'),
  account('convenor', '界别召集人 sector convenor', CITY.number, 'SECTOR_CONVENOR', { seat: 30 }),
  account('leader', '主席会议成员 leader', CITY.number, 'LEADER'),
  account('assigning', '政府办公室 assigning office', CITY.number, 'ASSIGNING_OFFICE_STAFF', { office: OFFICE }),
  account('unit', '市住建局经办 undertaking unit', CITY.number, 'UNDERTAKING_UNIT_STAFF', { unit: DEMO_UNIT }),
  account('unit-head', '市住建局负责人 its head', CITY.number, 'UNDERTAKING_UNIT_HEAD', { unit: DEMO_UNIT }),
  account('admin', '系统管理员 administrator', CITY.number, 'ORGANIZATION_ADMINISTRATOR'),
  account('security', '安全管理员 security administrator', CITY.number, 'SECURITY_ADMINISTRATOR'),
  account('auditor', '审计员 auditor', CITY.number, 'AUDITOR'),
  account('service', '系统对接 service', CITY.number, 'SERVICE'),
  account('county', '平城区政协联络部门 county liaison office', '140213', 'LIAISON_OFFICE'),
  account('county-member', '平城区政协委员 county member', '140213', 'MEMBER', { seat: 20 }),
]
