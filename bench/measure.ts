import { load, type Sample, type Target } from './load.ts'

export type System = 'product' | 'floor' | 'floorAgain' | 'peer' | 'guardedPeer'

export interface Measured {
  readonly name: string
  readonly title: string
  readonly kind: 'read' | 'write'
  readonly targets: Readonly<Partial<Record<System, Target>>>
  /** Before each sample of the service of so many seconds. */
  readonly restock?: (seconds: number) => Promise<void>
}

export interface Pace {
  readonly rounds: number
  readonly seconds: number
  readonly warmUpSeconds: number
}

/** Samples by operation and system, one a round. */
export type Samples = Map<string, Map<System, Sample[]>>

/**
 * Every operation on every system in every round, in an order drawn anew each time; writes after the reads of all rounds,
 * because they change what reads see.
 */
export async function measure(
  operations: readonly Measured[],
  pace: Pace,
  eachRound: () => Promise<void>,
): Promise<Samples> {
  const samples: Samples = new Map(operations.map(({ name }) => [name, new Map()]))
  for (const kind of ['read', 'write'] as const) {
    const runs = operations
      .filter(operation => operation.kind === kind)
      .flatMap(({ name, targets, restock }) =>
        Object.entries(targets).map(([system, target]) => ({
          name,
          system: system as System,
          sample: async (seconds: number) => {
            if (system === 'product') await restock?.(seconds)
            return await load(target, seconds)
          },
        })),
      )
    await eachRound()
    for (const { sample } of runs) await sample(pace.warmUpSeconds)
    for (let round = 0; round < pace.rounds; round++) {
      await eachRound()
      for (const { name, system, sample } of shuffled(runs)) {
        const taken = samples.get(name)?.get(system) ?? []
        samples.get(name)?.set(system, [...taken, await sample(pace.seconds)])
      }
    }
  }
  return samples
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map(item => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}

export interface OperationResult {
  readonly operation: string
  readonly title: string
  readonly kind: 'read' | 'write'
  /** Median of the ratios within each round, against the mean of the floor's two runs in it. */
  readonly ratioToFloor: number
  /** Smallest and largest of them. */
  readonly ratioToFloorSpread: Spread
  readonly ratioToPostGraphile?: number
  readonly ratioToPostGraphileSpread?: Spread
  /** To PostGraphile behind the same row-level security. */
  readonly ratioToGuardedPostGraphile?: number
  readonly floorAgainstItself: number
  /** Medians of the rounds. */
  readonly requestsPerSecond: number
  readonly p50Milliseconds: number
  readonly p99Milliseconds: number
  readonly floorRequestsPerSecond: number
  readonly postGraphileRequestsPerSecond?: number
}

export type Spread = readonly [smallest: number, largest: number]

export function resultOf({ name, title, kind }: Measured, samples: Samples): OperationResult {
  const of = (system: System): Sample[] => samples.get(name)?.get(system) ?? []
  const rates = (system: System) => of(system).map(sample => sample.requestsPerSecond)
  const [product, again, peer, guarded] = [rates('product'), rates('floorAgain'), rates('peer'), rates('guardedPeer')]
  const floor = rates('floor').map((rate, round) => Math.sqrt(rate * (again[round] ?? rate)))
  const toFloor = ratios(product, floor)
  const toPeer = ratios(product, peer)
  return {
    operation: name,
    title,
    kind,
    ratioToFloor: rounded(median(toFloor)),
    ratioToFloorSpread: spread(toFloor),
    ...(peer.length > 0
      ? { ratioToPostGraphile: rounded(median(toPeer)), ratioToPostGraphileSpread: spread(toPeer) }
      : {}),
    ...(guarded.length > 0 ? { ratioToGuardedPostGraphile: rounded(median(ratios(product, guarded))) } : {}),
    floorAgainstItself: rounded(median(ratios(again, rates('floor')))),
    requestsPerSecond: Math.round(median(product)),
    p50Milliseconds: rounded(median(of('product').map(sample => sample.p50))),
    p99Milliseconds: rounded(median(of('product').map(sample => sample.p99))),
    floorRequestsPerSecond: Math.round(median(floor)),
    ...(peer.length > 0 ? { postGraphileRequestsPerSecond: Math.round(median(peer)) } : {}),
  }
}

const ratios = (above: readonly number[], below: readonly number[]): number[] =>
  below.map((rate, round) => (above[round] ?? Number.NaN) / rate)

const spread = (values: readonly number[]): Spread => [rounded(Math.min(...values)), rounded(Math.max(...values))]

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2
}

export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)

export const rounded = (value: number): number => Math.round(value * 1000) / 1000
