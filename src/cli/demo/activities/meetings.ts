import { addDays } from '../../../kernel/dates.ts'
import { attended, correct, USUAL } from './attend.ts'
import { PLENARY_SPEAKERS, type Year } from './figures.ts'
import { type Ground, isDemocraticSeat, type Seat, type Session, some } from './ground.ts'
import { type Held, workday } from './hold.ts'
import { deed } from './outcomes.ts'
import { call, type SpeechState, speak } from './speeches.ts'

/** Days spread evenly over the working part of a year, in its order. */
export function spread({ draw }: Ground, year: number, count: number): string[] {
  const step = 330 / Math.max(count, 1)
  return Array.from({ length: count }, (_, index) =>
    workday(addDays(`${year}-01-09`, Math.floor(step * index + draw.next() * step * 0.9))),
  )
}

/** Whole parts as even as they can be, the larger ones first: 17 by 9 is 2, 2, 2, 2, 2, 2, 2, 2, 1. */
export const shares = (whole: number, parts: number): number[] =>
  Array.from({ length: parts }, (_, index) => Math.floor(whole / parts) + (index < whole % parts ? 1 : 0))

const SPEECHES: readonly (readonly [SpeechState, number])[] = [
  ['ACCEPTED_WRITTEN', 24],
  ['TURNED_INTO_OPINION_REPORT', 3],
  ['NOT_USED', 4],
]

const AGENDA = ['听取常务委员会工作报告', '听取提案工作情况报告', '大会发言', '分组讨论', '闭幕会'] as const

/** The plenary session with its groups' meetings; in the city with speeches. */
export function plenary(ground: Ground, session: Session): void {
  const { isCity, draw } = ground
  const title = `十五届${['', '一', '二', '三', '四', '五'][session.number] ?? ''}次会议`
  const on = session.startsOn
  const held = attended(ground, {
    ...{
      kind: 'PLENARY_SESSION',
      title,
      on,
      halfDays: isCity ? 4 : 2,
      place: '会议中心',
      agenda: AGENDA,
      missing: USUAL,
    },
    ...{ invited: ground.seats.filter(({ joinedOn }) => joinedOn <= on), columns: { sessionId: session.id } },
  })
  correct(ground, held, 3)
  for (const group of ['第一组', '第二组']) {
    const invited = some(ground, on, 30)
    const columns = { parentId: held.row.id, sessionId: session.id }
    attended(ground, { kind: 'PLENARY_SESSION', title: `${title}${group}讨论`, on: addDays(on, 1), invited, columns })
  }
  if (!isCity) return
  call(ground, held, '围绕中心工作建言资政')
  for (const seat of some(ground, on, PLENARY_SPEAKERS)) speak(ground, held, seat, 'DELIVERED', draw.next() < 0.4)
  for (const [state, count] of SPEECHES) for (const seat of some(ground, on, count)) speak(ground, held, seat, state)
}

const standing = ({ isStanding, leads }: Seat): boolean => isStanding || leads

/** Regular meetings of the bodies. */
export function bodies(ground: Ground, year: number): void {
  const numbered = (kind: string, name: string, count: number, invite: (on: string) => Seat[], halfDays: number) => {
    for (const [index, on] of spread(ground, year, count).entries()) {
      const title = `${year}年第${index + 1}次${name}`
      attended(ground, { kind, title, on, halfDays, invited: invite(on), missing: USUAL })
    }
  }
  const leaders = (on: string) => some(ground, on, 12, ({ leads }) => leads)
  numbered('STANDING_COMMITTEE_MEETING', '常委会会议', 4, on => some(ground, on, 80, standing), 2)
  numbered('CHAIRPERSONS_MEETING', '主席会议', 8, leaders, 1)
  numbered('SECRETARIES_GENERAL_MEETING', '秘书长会议', 4, leaders, 1)
  numbered('SPECIAL_COMMITTEE_MEETING', '专门委员会会议', 6, on => some(ground, on, 15), 1)
  numbered('TRAINING', '委员培训', 1, on => some(ground, on, 60), 2)
  numbered('PARTY_BUILDING_DAY', '主题党日', 4, on => some(ground, on, 12, ({ party }) => party === 'CPC'), 1)
  numbered('INSPECTION', '委员视察', 2, on => some(ground, on, 15), 2)
  numbered('TOPICAL_STANDING_MEETING', '专题议政性常委会会议', 1, on => some(ground, on, 80, standing), 2)
  numbered('OTHER', '联系界别群众活动', 2, on => some(ground, on, 6), 1)
  numbered('STUDY_TOUR', '学习考察', 1, on => some(ground, on, 6), 2)
  numbered('DEMOCRATIC_SUPERVISION', '民主监督活动', 3, on => some(ground, on, 8), 1)
}

/** Learning in all its forms. */
export function study(ground: Ground, year: Year): void {
  const sessions = (
    count: number,
    kind: string,
    title: string,
    studyBody: string | null,
    invite: (on: string) => Seat[],
  ) => {
    for (const on of spread(ground, year.year, count)) {
      const halfDays = kind === 'READING_CLASS' ? 2 : 1
      attended(ground, { kind, title, on, halfDays, invited: invite(on), missing: USUAL, columns: { studyBody } })
    }
  }
  const leaders = (on: string) => some(ground, on, 9, ({ leads }) => leads)
  const { standingCommitteeStudySessions, officeStudySessions, centreGroupStudySessions, memberStudyForums } = year
  const kind = 'STUDY_SESSION'
  sessions(standingCommitteeStudySessions, kind, '常委会专题学习', 'STANDING_COMMITTEE', on =>
    some(ground, on, 80, standing),
  )
  sessions(officeStudySessions, kind, '机关集中学习', 'OFFICE', on => some(ground, on, 5))
  sessions(centreGroupStudySessions, kind, '党组理论学习中心组学习', 'CENTRE_GROUP', leaders)
  sessions(memberStudyForums, kind, '委员学习座谈', 'STUDY_GROUP', on => some(ground, on, 18))
  sessions(year.readingClasses, 'READING_CLASS', '读书班', null, on => some(ground, on, 50))
  sessions(2, 'LECTURE', '委员讲堂', null, on => some(ground, on, 20))
}

/** Courses and reading programmes give credits. */
export function credits(ground: Ground, year: number): void {
  const [course, programme] = spread(ground, year, 2)
  const online = { videoUrl: 'https://video.example.cn/course', videoMinutes: 60 }
  const invited = (on = '') => some(ground, on, 40)
  attended(ground, {
    ...{ kind: 'COURSE', title: '政协学堂：提案撰写', on: course ?? '', invited: invited(course), missing: USUAL },
    columns: { credits: '2.0', ...online },
  })
  attended(ground, {
    ...{ kind: 'READING_PROGRAMME', title: '书香政协读书会', on: programme ?? '', invited: invited(programme) },
    columns: { credits: '1.5' },
  })
}

const SUBJECTS = ['营商环境优化', '文旅融合', '城市更新', '乡村振兴', '职业教育', '数字经济', '养老服务'] as const

/** Consultation meetings: so many speeches of democratic parties and non-affiliated members, and a few of others. */
export function consultations(ground: Ground, { year, democraticPartySpeeches }: Year): void {
  const { draw } = ground
  const count = Math.max(1, Math.round(democraticPartySpeeches / 2.5))
  const days = spread(ground, year, count)
  for (const [index, speeches] of shares(democraticPartySpeeches, count).entries()) {
    const on = days[index] ?? ''
    const isTopical = index % 3 === 0
    const topic = draw.pick(SUBJECTS)
    const speakers = some(ground, on, speeches, isDemocraticSeat)
    const others = some(ground, on, 8, seat => !isDemocraticSeat(seat))
    const held: Held = attended(ground, {
      ...{ kind: isTopical ? 'TOPICAL_CONSULTATION' : 'BIWEEKLY_CONSULTATION', on, invited: [...speakers, ...others] },
      ...{ title: `${topic}${isTopical ? '专题协商会' : '双周协商座谈会'}`, columns: { topic } },
    })
    call(ground, held, topic)
    for (const [number, seat] of speakers.entries()) {
      speak(ground, held, seat, 'DELIVERED', seat.party !== 'NON_AFFILIATED' && number % 2 === 0)
    }
    for (const seat of others.slice(0, 1)) speak(ground, held, seat, 'DELIVERED')
  }
}

/** Interviews, welfare activities, and the deeds done there. Who is asked comes, so that participations are as reported. */
export function service(ground: Ground, { year, memberInterviews, welfareParticipations, serviceDeeds }: Year): void {
  const interviews = Math.ceil(memberInterviews / 2)
  const days = spread(ground, year, interviews)
  for (const [index, members] of shares(memberInterviews, interviews).entries()) {
    const on = days[index] ?? ''
    attended(ground, { kind: 'INTERVIEW', title: '委员访谈', on, invited: some(ground, on, members) })
  }
  const occasions = Math.ceil(welfareParticipations / 8)
  const when = spread(ground, year, occasions)
  const deeds = shares(serviceDeeds, occasions)
  for (const [index, members] of shares(welfareParticipations, occasions).entries()) {
    const on = when[index] ?? ''
    const invited = some(ground, on, members)
    const { row } = attended(ground, { kind: 'WELFARE_ACTIVITY', title: '委员公益活动', on, invited, place: '社区' })
    for (let number = 0; number < (deeds[index] ?? 0); number++) {
      deed(ground, row, invited[number % invited.length]?.id ?? '')
    }
  }
}
