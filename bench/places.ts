/** S: a city and its ten counties. M: a province of 130 committees. */
export type Size = 'S' | 'M'

export const sizes: Readonly<
  Record<
    Size,
    {
      readonly title: string
      readonly members: number
      readonly duties: number
      readonly proposals: number
      readonly activities: number
    }
  >
> = {
  S: { title: 'a city with ten counties', members: 2_350, duties: 30_000, proposals: 10_000, activities: 400 },
  M: {
    title: 'a province of 130 committees',
    members: 30_000,
    duties: 1_000_000,
    proposals: 50_000,
    activities: 5_100,
  },
}

/** The city whose staff reads: the same place in both sizes. */
export const CITY = '140200'

export interface Place {
  readonly code: string
  readonly parent: string | null
  readonly path: string
  readonly level: 'PROVINCE' | 'CITY' | 'COUNTY'
  readonly name: string
  readonly seats: number
  /** Duty records of each seat, and the number of seats that have one more. */
  readonly duties: number
  readonly extra: number
  readonly activities: number
  /** In or below the city: some of its members write. */
  readonly writers: boolean
}

export const places = (size: Size): Place[] => (size === 'S' ? city() : province())

function city(): Place[] {
  const top = place(CITY, null, 'CITY', { seats: 350, duties: 40, extra: 0, activities: 80 })
  return [
    top,
    ...series(10).map(k => place(`1402${10 + k}`, top, 'COUNTY', { seats: 200, duties: 8, extra: 0, activities: 32 })),
  ]
}

// 1 province, 10 cities, 119 counties; every third member has a record more than the others.
function province(): Place[] {
  const share = (index: number) => {
    const upTo = (count: number, all = sizes.M.members) => Math.floor((count * all) / 130)
    const seats = upTo(index + 1) - upTo(index)
    const activities = upTo(index + 1, sizes.M.activities) - upTo(index, sizes.M.activities)
    const third = (count: number) => Math.floor(count / 3)
    return { seats, duties: 33, extra: third(upTo(index + 1)) - third(upTo(index)), activities }
  }
  const top = place('140000', null, 'PROVINCE', share(0))
  const found: Place[] = [top]
  for (const c of series(10)) {
    const above = place(`14${String(c).padStart(2, '0')}00`, top, 'CITY', share(found.length))
    found.push(above)
    for (const k of series(c < 10 ? 12 : 11)) {
      found.push(place(`${above.code.slice(0, 4)}${10 + k}`, above, 'COUNTY', share(found.length)))
    }
  }
  return found
}

const series = (length: number): number[] => Array.from({ length }, (_, index) => index + 1)

function place(
  code: string,
  parent: Place | null,
  level: Place['level'],
  counts: Pick<Place, 'seats' | 'duties' | 'extra' | 'activities'>,
): Place {
  const writers = code.startsWith(CITY.slice(0, 4))
  return {
    code,
    parent: parent?.code ?? null,
    path: `${parent?.path ?? '/'}${code}/`,
    level,
    name: `第${code}区`,
    ...counts,
    writers,
  }
}
