import { type Parsed, problem } from '../../members/roster/findings.ts'
import { compact } from '../../members/roster/normal.ts'
import type { Satisfaction } from '../handling/outcome.ts'
import type { ReplyClass } from '../handling/reply-rules.ts'

/** How a cell says it, tried in this order; the first pattern that fits decides. */
type Words<T> = readonly (readonly [RegExp, T])[]

const read =
  <T>(words: Words<T>, code: string, zh: string, en: string) =>
  (text: string): Parsed<T> => {
    const plain = compact(text)
    const found = plain.length > 60 ? undefined : words.find(([pattern]) => pattern.test(plain))
    return found ? { value: found[1] } : { problem: problem(code, zh, en) }
  }

/** What became of the examination. A merged one was put on file and is handled with another. */
export type Filing = 'FILED' | 'MERGED' | 'NOT_FILED' | 'WITHDRAWN'

export const readFiling = read<Filing>(
  [
    [/撤(案|回|销)|已撤/, 'WITHDRAWN'],
    [/不(予)?立案|未(予)?立案|^(否|不予|不立|退回|转.*)$|作为?(意见|建议|参考|来信)/, 'NOT_FILED'],
    [/^(已|予以|准予)?立案.*(主案|主件)/, 'FILED'],
    [/并案|并入|归并|合并/, 'MERGED'],
    [/^(已|予以|准予)?立案|^(是|立)$/, 'FILED'],
  ],
  'FILING_UNKNOWN',
  '立案情况应为“立案”“不予立案”“撤案”或“并案”',
  'It is 立案, 不予立案, 撤案 or 并案',
)

export type Form =
  | 'MEMBERS'
  | 'COLLECTIVE'
  | 'PARTY'
  | 'PEOPLES_ORGANIZATION'
  | 'SPECIAL_COMMITTEE'
  | 'SECTOR'
  | 'MEMBER_GROUP'

export const readForm = read<Form>(
  [
    [/专(门)?委/, 'SPECIAL_COMMITTEE'],
    [/党派|党$/, 'PARTY'],
    [/团体/, 'PEOPLES_ORGANIZATION'],
    [/界别/, 'SECTOR'],
    [/小组|活动组/, 'MEMBER_GROUP'],
    [/集体|单位/, 'COLLECTIVE'],
    [/委员|个人|联名|联合/, 'MEMBERS'],
  ],
  'FORM_UNKNOWN',
  '提案形式应为委员、联名、集体、党派、团体、专委会、界别或小组',
  'It is a form of proposal: 委员, 联名, 集体, 党派, 团体, 专委会, 界别 or 小组',
)

export const readPeriod = read<'SESSION' | 'ORDINARY'>(
  [
    [/平时|闭会|会后/, 'ORDINARY'],
    [/大会|全会|会议期间|会中|全体会/, 'SESSION'],
  ],
  'PERIOD_UNKNOWN',
  '应为“大会”或“平时”',
  'It is 大会 or 平时',
)

/** A class by its letter, which the committee's policy explains, or in words. */
export const readReplyClass = read<{ readonly letter: string } | { readonly replyClass: ReplyClass }>(
  [
    ...[...'ABCD'].map(letter => [new RegExp(`^${letter}(类|级|[^A-Z].*)?$`, 'i'), { letter }] as const),
    [/正在|计划|列入|逐步|部分(解决|采纳)/, { replyClass: 'IN_PROGRESS_OR_PLANNED' }],
    [/暂|不能|无法|难以|未能|条件/, { replyClass: 'NOT_FEASIBLE_NOW' }],
    [/参考|留作/, { replyClass: 'REFERENCE' }],
    [/已(经)?(解决|采纳|落实|办结)|解决|采纳|落实/, { replyClass: 'RESOLVED' }],
  ],
  'REPLY_CLASS_UNKNOWN',
  '办理结果应为 A、B、C、D 类或其名称（已解决、正在解决、暂难解决、留作参考）',
  'It is a class A to D or its name (已解决, 正在解决, 暂难解决, 留作参考)',
)

export const readSatisfaction = read<Satisfaction>(
  [
    [/不满意/, 'DISSATISFIED'],
    [/基本满意|较(为)?满意|一般/, 'BASICALLY_SATISFIED'],
    [/满意/, 'SATISFIED'],
  ],
  'SATISFACTION_UNKNOWN',
  '应为满意、基本满意或不满意',
  'It is 满意, 基本满意 or 不满意',
)

export interface UnitWords {
  readonly name: string
  /** As the cell says before the name; null: as its column does. */
  readonly role: 'HOST' | 'CO_HANDLER' | 'SEPARATE' | 'SOLE' | null
}

const ROLES = {
  主办: 'HOST',
  独办: 'SOLE',
  承办: null,
  分办: 'SEPARATE',
  会办: 'CO_HANDLER',
  协办: 'CO_HANDLER',
} as const
const BEFORE = /^(主办|独办|承办|分办|会办|协办)(?:单位)?[:：]/
const BEHIND = /[(（](主办|独办|承办|分办|会办|协办)(?:单位)?[)）]$/
const isRole = (text: string | undefined): text is keyof typeof ROLES =>
  text !== undefined && Object.hasOwn(ROLES, text)

/** `市住建局、市公安局`; `主办：市住建局；会办：市公安局`; `市住建局（主办）`. Before a name a role is that of those that follow as well. */
export function readUnits(text: string): Parsed<readonly UnitWords[]> {
  let standing: UnitWords['role'] = null
  const units = text.split(/[、,，;；\s]+/).flatMap(part => {
    const [before, behind] = [BEFORE.exec(part)?.[1], BEHIND.exec(part)?.[1]]
    if (isRole(before)) standing = ROLES[before]
    const name = part.replace(BEFORE, '').replace(BEHIND, '')
    return name === '' ? [] : [{ name, role: isRole(behind) ? ROLES[behind] : standing }]
  })
  return { value: units }
}
