import { eq } from 'drizzle-orm'
import { entry } from '../../../domain/organizations/seed/entry.ts'
import { assigningOffices, undertakingUnits } from '../../../domain/organizations/tables.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Work } from '../../../platform/commands/command.ts'

/** Departments that handle proposals, by the assigning office that dispatches to them. */
const DEPARTMENTS = {
  GOVERNMENT: [
    entry('DEVELOPMENT', '发展和改革委员会', '发改委'),
    entry('EDUCATION', '教育局'),
    entry('INDUSTRY', '工业和信息化局', '工信局'),
    entry('PUBLIC_SECURITY', '公安局'),
    entry('CIVIL_AFFAIRS', '民政局'),
    entry('JUSTICE', '司法局'),
    entry('FINANCE', '财政局'),
    entry('HUMAN_RESOURCES', '人力资源和社会保障局', '人社局'),
    entry('NATURAL_RESOURCES', '规划和自然资源局', '自然资源局'),
    entry('ENVIRONMENT', '生态环境局'),
    entry('HOUSING', '住房和城乡建设局', '住建局'),
    entry('URBAN_MANAGEMENT', '城市管理局', '城管局'),
    entry('TRANSPORT', '交通运输局', '交通局'),
    entry('WATER', '水务局'),
    entry('AGRICULTURE', '农业农村局'),
    entry('CULTURE_TOURISM', '文化和旅游局', '文旅局'),
    entry('HEALTH', '卫生健康委员会', '卫健委'),
    entry('MEDICAL_SECURITY', '医疗保障局', '医保局'),
    entry('EMERGENCY', '应急管理局'),
    entry('MARKET', '市场监督管理局', '市场监管局'),
    entry('SPORTS', '体育局'),
    entry('ENERGY', '能源局'),
    entry('APPROVAL', '行政审批服务管理局', '行政审批局'),
    entry('DATA', '数据局'),
    entry('FINANCE_SERVICE', '金融服务中心'),
  ],
  PARTY_COMMITTEE: [
    entry('ORGANIZATION_DEPARTMENT', '委组织部', '组织部'),
    entry('UNITED_FRONT', '委统一战线工作部', '统战部'),
  ],
  COURT: [entry('COURT', '人民法院')],
  PROCURATORATE: [entry('PROCURATORATE', '人民检察院')],
} as const

export interface DemoUnit {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly officeId: string
}

/** The committee's units, made new: `市教育局`, `县教育局`. */
export async function seedUnits(work: Work, organizationId: string, prefix: string): Promise<readonly DemoUnit[]> {
  const offices = await work.db
    .select()
    .from(assigningOffices)
    .where(eq(assigningOffices.organizationId, organizationId))
  const rows = Object.entries(DEPARTMENTS).flatMap(([office, units]) =>
    units.map(({ code, name, aliases }) => ({
      ...{ organizationId, id: newId(), code, name: `${prefix}${name}` },
      aliases: aliases.map(alias => `${prefix}${alias}`),
      assigningOfficeId: offices.find(one => one.code === office)?.id ?? '',
    })),
  )
  const ranked = rows.map((row, rank) => ({ ...row, rank }))
  // Aliases are lists of different lengths, which no array of arrays takes.
  await work.db.insert(undertakingUnits).values(ranked)
  for (const { organizationId: _, id, ...payload } of ranked) {
    const change = { recordType: 'UndertakingUnit', recordId: id, version: 1, op: 'CREATE' as const }
    work.record(organizationId, { ...change, payload: { ...payload, isActive: true, version: 1 } })
  }
  return ranked.map(({ id, code, name, assigningOfficeId }) => ({ id, code, name, officeId: assigningOfficeId }))
}
