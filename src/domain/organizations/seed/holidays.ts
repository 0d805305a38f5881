import type { CalendarDay } from '../../../kernel/calendar.ts'
import { addDays } from '../../../kernel/dates.ts'

/** A year's arrangement of public holidays as the State Council's General Office published it (节假日安排). */
export interface CalendarSeed {
  readonly year: number
  readonly source: string
  readonly days: readonly CalendarDay[]
}

/** Name, first and last day off (`MM-DD`), then the weekends that are worked for it. */
type Holiday = readonly [name: string, first: string, last: string, ...worked: string[]]

/** Only what is published stands here; administrators enter later years themselves. */
export const publishedCalendars: readonly CalendarSeed[] = [
  published(2022, '国办发明电〔2021〕11号', [
    ['元旦', '01-01', '01-03'],
    ['春节', '01-31', '02-06', '01-29', '01-30'],
    ['清明节', '04-03', '04-05', '04-02'],
    ['劳动节', '04-30', '05-04', '04-24', '05-07'],
    ['端午节', '06-03', '06-05'],
    ['中秋节', '09-10', '09-12'],
    ['国庆节', '10-01', '10-07', '10-08', '10-09'],
  ]),
  // Its New Year's holiday begins on 31 December 2022, a Saturday, and so a day off already.
  published(2023, '国办发明电〔2022〕16号', [
    ['元旦', '01-01', '01-02'],
    ['春节', '01-21', '01-27', '01-28', '01-29'],
    ['清明节', '04-05', '04-05'],
    ['劳动节', '04-29', '05-03', '04-23', '05-06'],
    ['端午节', '06-22', '06-24', '06-25'],
    ['中秋节、国庆节', '09-29', '10-06', '10-07', '10-08'],
  ]),
  published(2024, '国办发明电〔2023〕7号', [
    ['元旦', '01-01', '01-01'],
    ['春节', '02-10', '02-17', '02-04', '02-18'],
    ['清明节', '04-04', '04-06', '04-07'],
    ['劳动节', '05-01', '05-05', '04-28', '05-11'],
    ['端午节', '06-10', '06-10'],
    ['中秋节', '09-15', '09-17', '09-14'],
    ['国庆节', '10-01', '10-07', '09-29', '10-12'],
  ]),
  published(2025, '国办发明电〔2024〕12号', [
    ['元旦', '01-01', '01-01'],
    ['春节', '01-28', '02-04', '01-26', '02-08'],
    ['清明节', '04-04', '04-06'],
    ['劳动节', '05-01', '05-05', '04-27'],
    ['端午节', '05-31', '06-02'],
    ['国庆节、中秋节', '10-01', '10-08', '09-28', '10-11'],
  ]),
  published(2026, '国办发明电〔2025〕7号', [
    ['元旦', '01-01', '01-03', '01-04'],
    ['春节', '02-15', '02-23', '02-14', '02-28'],
    ['清明节', '04-04', '04-06'],
    ['劳动节', '05-01', '05-05', '05-09'],
    ['端午节', '06-19', '06-21'],
    ['中秋节', '09-25', '09-27'],
    ['国庆节', '10-01', '10-07', '09-20', '10-10'],
  ]),
]

function published(year: number, source: string, holidays: readonly Holiday[]): CalendarSeed {
  const days = holidays.flatMap(([name, first, last, ...worked]) => [
    ...daysFrom(`${year}-${first}`, `${year}-${last}`).map(day => ({ day, isWorkday: false, name })),
    ...worked.map(day => ({ day: `${year}-${day}`, isWorkday: true, name: `${name}调休` })),
  ])
  return { year, source, days: days.sort((a, b) => (a.day < b.day ? -1 : 1)) }
}

function daysFrom(first: string, last: string): string[] {
  const days: string[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  return days
}
