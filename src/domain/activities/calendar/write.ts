import { createHash } from 'node:crypto'
import { TZDate } from '@date-fns/tz'
import ical, { ICalAlarmType, type ICalEventData, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import { BUSINESS_TIME_ZONE } from '../../../kernel/clock.ts'
import type { Due } from './due.ts'
import type { Dates, Entry } from './read.ts'

/** China has had one zone without summer time since 1992 (RFC 5545, 3.6.5). */
const ZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${BUSINESS_TIME_ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')

/** How often programs are asked to look again, in seconds. */
const REFRESH = 3_600

/** A member's dates as iCalendar (RFC 5545). The same dates give the same bytes. */
export function calendarOf({ entries, dues }: Dates): string {
  const calendar = ical({
    name: '政协履职日程',
    prodId: { company: 'smart-cppcc', product: 'activities', language: 'ZH' },
    // Of the entries alone: with a zone of the whole calendar the library writes DTSTAMP in it, which has to be UTC.
    timezone: { name: null, generator: () => ZONE },
    x: { 'X-WR-TIMEZONE': BUSINESS_TIME_ZONE },
    ttl: REFRESH,
  })
  for (const entry of entries) calendar.createEvent(eventOf(entry))
  for (const due of dues) calendar.createEvent(dueEventOf(due))
  // The last line ends like every other (RFC 5545, 3.1).
  return `${calendar.toString()}\r\n`
}

const changed = ({ sequence, changedAt }: Pick<Entry, 'sequence' | 'changedAt'>) => {
  const at = new Date(changedAt)
  return { sequence, stamp: at, lastModified: at, timezone: BUSINESS_TIME_ZONE }
}

const eventOf = (entry: Entry): ICalEventData => ({
  ...{ id: uidOf(entry), ...changed(entry) },
  start: local(entry.startsAt),
  end: local(entry.endsAt),
  summary: plain(summaryOf(entry)),
  location: plain(entry.place) || null,
  description: plain(descriptionOf(entry)),
  status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  // Of no influence on when one is free.
  transparency: entry.isOnLeave || entry.isCancelled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
})

/** At nine in the morning of its first day of amber, in seconds before its day begins. */
const remindedBefore = ({ amberDays }: Due): number => amberDays * 86_400 - 9 * 3_600

/** A whole day, on which one is free. */
const dueEventOf = (due: Due): ICalEventData => ({
  ...{ id: `${due.outcomeId}-due@${due.organizationId}.smart-cppcc`, ...changed(due) },
  start: local(`${due.dueOn}T00:00:00+08:00`),
  allDay: true,
  summary: plain(`【办理期限】${due.title}`),
  description: plain(dueDescriptionOf(due)),
  status: ICalEventStatus.CONFIRMED,
  transparency: ICalEventTransparency.TRANSPARENT,
  alarms: [{ type: ICalAlarmType.display, triggerBefore: remindedBefore(due) }],
})

/** Stable over every change of the activity: by the half-day's place in it, as a move may write the half-days anew. */
const uidOf = ({ organizationId, activityId, number }: Entry): string =>
  `${activityId}-${number}@${organizationId}.smart-cppcc`

const local = (moment: string): Date => new TZDate(moment, BUSINESS_TIME_ZONE)

function summaryOf({ title, label, count, isOnLeave, isCancelled }: Entry): string {
  const mark = isCancelled ? '【已取消】' : isOnLeave ? '【已请假】' : ''
  return `${mark}${title}${count > 1 && label ? `（${label}）` : ''}`
}

function descriptionOf(entry: Entry): string {
  const { committee, kind, topic, description, videoUrl, groupName, seat, reason } = entry
  return linesOf([
    ['组织', `${committee} ${kind}`],
    ['议题', topic],
    ['说明', description],
    ['视频', videoUrl],
    ['分组', groupName],
    ['座位', seat],
    ['答复', answerOf(entry)],
    [entry.isCancelled ? '取消原因' : '变更原因', reason],
  ])
}

const linesOf = (lines: readonly (readonly [string, string | null])[]): string =>
  lines.flatMap(([name, text]) => (text ? [`${name}：${text}`] : [])).join('\n')

const KINDS: Readonly<Record<string, string>> = { PROBLEM: '问题', MEASURE: '整改措施', SERVICE_DEED: '惠民实事' }

function dueDescriptionOf({ committee, kind, description, urgeCount, urgedAt, urgedWords }: Due): string {
  const urged = urgedAt === null ? null : `${minute(urgedAt)}（第 ${urgeCount} 次）：${urgedWords}`
  return linesOf([
    ['组织', `${committee} ${KINDS[kind] ?? ''}`],
    ['说明', description],
    ['催办', urged],
  ])
}

function answerOf({ hasReplied, isOnLeave, replyUntil, isCancelled }: Entry): string | null {
  if (isCancelled) return null
  if (isOnLeave) return '请假已批准'
  if (hasReplied) return '已答复'
  return replyUntil === null ? null : `请于 ${minute(replyUntil)} 前答复`
}

const parts = new Intl.DateTimeFormat('zh-CN', { timeZone: BUSINESS_TIME_ZONE, dateStyle: 'long', timeStyle: 'short' })
const minute = (moment: string): string => parts.format(new Date(moment))

/** Older records may hold controls, which RFC 5545 keeps out of a text; line breaks are escaped by the writer. */
const CONTROLS = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f]/g
const plain = (text: string): string => text.replaceAll(CONTROLS, ' ')

/** Strong entity tag of a calendar's bytes. */
export const tagOf = (body: string): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 32)}"`
