import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Footprint } from './footprint.ts'
import { CONNECTIONS } from './load.ts'
import { geometricMean, type OperationResult, rounded } from './measure.ts'
import { type Size, sizes } from './places.ts'

export interface Report {
  readonly operations: readonly OperationResult[]
  /** Geometric mean over the operations; every run outside 0.93 to 1.07 is noise. */
  readonly floorAgainstItself: number
  readonly floorIsSteady: boolean
  readonly geometricMeanToFloor: number
  readonly geometricMeanToPostGraphile: number
  readonly geometricMeanToGuardedPostGraphile: number
  readonly bulk: Readonly<Record<string, number>>
  readonly footprint: Footprint
  readonly size: Size
  readonly data: (typeof sizes)[Size]
  readonly rounds: number
  readonly seconds: number
  readonly connections: number
  readonly machine: Readonly<Record<string, string | number>>
  readonly versions: Readonly<Record<string, string>>
}

interface Facts {
  readonly operations: readonly OperationResult[]
  readonly bulk: Report['bulk']
  readonly footprint: Footprint
  readonly size: Size
  readonly rounds: number
  readonly seconds: number
  readonly postgres: string
  /** Load of the machine before the first measurement, one minute. */
  readonly loadBefore: number
}

const STEADY = [0.93, 1.07] as const

export function reportOf({ operations, size, postgres, loadBefore, ...facts }: Facts): Report {
  const reads = operations.filter(({ kind }) => kind === 'read')
  const floorAgainstItself = rounded(geometricMean(operations.map(operation => operation.floorAgainstItself)))
  return {
    operations,
    floorAgainstItself,
    floorIsSteady: floorAgainstItself >= STEADY[0] && floorAgainstItself <= STEADY[1],
    geometricMeanToFloor: rounded(geometricMean(reads.map(({ ratioToFloor }) => ratioToFloor))),
    geometricMeanToPostGraphile: rounded(
      geometricMean(reads.flatMap(({ ratioToPostGraphile: ratio }) => (ratio === undefined ? [] : [ratio]))),
    ),
    geometricMeanToGuardedPostGraphile: rounded(
      geometricMean(reads.flatMap(({ ratioToGuardedPostGraphile: ratio }) => (ratio === undefined ? [] : [ratio]))),
    ),
    ...facts,
    size,
    data: sizes[size],
    connections: CONNECTIONS,
    machine: machine(loadBefore),
    versions: versions(postgres),
  }
}

const machine = (loadBefore: number) => ({
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGigabytes: rounded(totalmem() / 2 ** 30),
  loadBefore: rounded(loadBefore),
})

export const loadNow = (): number => loadavg()[0] ?? 0

function versions(postgres: string): Record<string, string> {
  const from = createRequire(import.meta.url)
  const version = (name: string): string => {
    const folder = from.resolve.paths(name)?.map(path => join(path, name, 'package.json')) ?? []
    for (const file of folder) {
      try {
        const { version: found }: { version?: unknown } = JSON.parse(readFileSync(file, 'utf8'))
        if (typeof found === 'string') return found
      } catch {
        // Not in this folder.
      }
    }
    return 'unknown'
  }
  const names = ['fastify', 'mercurius', 'graphql', 'pg', 'postgraphile', 'autocannon']
  return { node: process.version, postgres, ...Object.fromEntries(names.map(name => [name, version(name)])) }
}

/** The report for people. */
export function table(report: Report): string {
  const cells = report.operations.map(row => [
    row.operation,
    row.requestsPerSecond,
    row.floorRequestsPerSecond,
    row.postGraphileRequestsPerSecond ?? '',
    `${row.ratioToFloor} (${row.ratioToFloorSpread.join('–')})`,
    row.ratioToPostGraphile === undefined
      ? ''
      : `${row.ratioToPostGraphile} (${row.ratioToPostGraphileSpread?.join('–')})`,
    row.ratioToGuardedPostGraphile ?? '',
    row.p99Milliseconds,
    row.floorAgainstItself,
  ])
  const heading = [
    'operation',
    'req/s',
    'floor',
    'PostGraphile',
    'to floor',
    'to PostGraphile',
    'with RLS',
    'p99 ms',
    'floor/floor',
  ]
  const { machine: host, versions: used } = report
  return [
    `Size ${report.size}: ${report.data.title}, ${report.data.members} members, ${report.data.duties} duty records, ${report.data.proposals} proposals, ${report.data.activities} activities`,
    `${report.rounds} rounds of ${report.seconds} s, ${report.connections} connections; medians (smallest–largest round)`,
    '',
    ...aligned([heading, ...cells]),
    '',
    `reads, geometric mean: ${report.geometricMeanToFloor} of the floor, ${report.geometricMeanToPostGraphile} times PostGraphile, ${report.geometricMeanToGuardedPostGraphile} times PostGraphile with row-level security`,
    `bulk: ${Object.entries(report.bulk)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
    `start-up ${report.footprint.startUpSeconds} s, idle ${Math.round(report.footprint.idleMegabytes)} MB without the database`,
    `floor against itself ${report.floorAgainstItself}${report.floorIsSteady ? '' : ': outside 0.93 to 1.07, THE MACHINE WAS NOT QUIET, take no figure for sure'}`,
    `${host.cores} × ${host.processor}, ${host.memoryGigabytes} GB, load before ${host.loadBefore}`,
    Object.entries(used)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  ].join('\n')
}

export type Aligned = readonly (readonly (string | number)[])[]

/** Columns as wide as their widest cell. */
export function aligned(rows: Aligned): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => String(row[column]).length))) ?? []
  return rows.map(row =>
    row
      .map((cell, column) =>
        column === 0 ? String(cell).padEnd(widths[0] ?? 0) : String(cell).padStart(widths[column] ?? 0),
      )
      .join('  '),
  )
}
