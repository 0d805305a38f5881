/** The committees of the demonstration: a city and its ten counties (GB/T 2260 codes), with how many members each. */
export const CITY = {
  number: '140200',
  name: '中国人民政治协商会议大同市委员会',
  shortName: '大同市政协',
  seats: 350,
} as const

const COUNTIES = [
  ['140212', '新荣区', 180],
  ['140213', '平城区', 240],
  ['140214', '云冈区', 230],
  ['140215', '云州区', 190],
  ['140221', '阳高县', 200],
  ['140222', '天镇县', 190],
  ['140223', '广灵县', 180],
  ['140224', '灵丘县', 190],
  ['140225', '浑源县', 210],
  ['140226', '左云县', 190],
] as const

export interface DemoPlace {
  readonly number: string
  readonly name: string
  readonly shortName: string
  readonly level: 'CITY' | 'COUNTY'
  readonly parent: string | null
  readonly seats: number
}

export const places: readonly DemoPlace[] = [
  { ...CITY, level: 'CITY', parent: null },
  ...COUNTIES.map(([number, name, seats]) => ({
    number,
    name: `中国人民政治协商会议大同市${name}委员会`,
    shortName: `${name}政协`,
    level: 'COUNTY' as const,
    parent: CITY.number,
    seats,
  })),
]

/** Term 15 of the city; its sessions are held in spring. */
export const TERM = { number: 15, startsOn: '2021-06-25' } as const
export const SESSIONS = [
  { number: 1, startsOn: '2021-06-25', endsOn: '2021-06-29' },
  { number: 2, startsOn: '2022-04-18', endsOn: '2022-04-21' },
  { number: 3, startsOn: '2023-03-27', endsOn: '2023-03-30' },
  { number: 4, startsOn: '2024-03-25', endsOn: '2024-03-28' },
  { number: 5, startsOn: '2025-03-24', endsOn: '2025-03-27' },
] as const
